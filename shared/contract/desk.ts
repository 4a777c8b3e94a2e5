import { z } from 'zod';
import { job, laidIn, languageCode, memoryHit, memoryImport, remark, remarkAnswer, remarkDraft, remarkState, remarkView, termUse, translationAlternative, translationEngine, translationState, translationVersion, translationView } from '../domain';
import { nothing, done, translationOf, translationRef } from './refs';

/** What is asked at the translator's desk: the translation, the memory, spelling, and what is pinned to words. */
export const deskRequests = {
  /** Of whom the raw text is not, with everything marked gone from it. */
  'translation.get': { input: translationOf.extend({ /** Only of these. */ segmentIds: z.array(z.string()).max(100).optional() }), output: z.array(translationView) },
  /** Translates as a job. `engine` null: the best there is. */
  'translation.start': { input: translationOf.extend({ engine: translationEngine.nullable(), scope: z.enum(['due', 'stale', 'all']) }), output: job },
  'translation.engines': { input: nothing, output: z.array(z.object({ id: translationEngine, from: z.array(languageCode), to: z.array(languageCode) })) },
  'translation.edit': { input: translationRef.extend({ text: z.string().max(20_000) }), output: translationView },
  'translation.judge': { input: translationRef.extend({ state: translationState.exclude(['machine']) }), output: translationView },
  /** Asks for a file of another tool and lays what was edited in it back; null when the dialog was closed. */
  'translation.import': { input: translationOf, output: laidIn.nullable() },
  /** One engine's rendering of one segment; null: it has none that is fit to be shown. */
  'translation.alternative': { input: translationRef.extend({ engine: translationEngine }), output: translationAlternative.nullable() },
  'translation.versions': { input: translationRef, output: z.array(translationVersion) },

  /** Words in what was translated before, in either language, in whatever form. */
  'memory.search': { input: z.object({ query: z.string().max(500) }).strict(), output: z.array(memoryHit) },
  /** What is like a segment there. */
  'memory.similar': { input: translationOf.extend({ segmentId: z.string() }), output: z.array(memoryHit) },
  /** Terms of the glossary that are rendered in more than one way. */
  'memory.terms': { input: translationOf, output: z.array(termUse) },
  /** Files of other tools in the memory. */
  'memory.imports': { input: nothing, output: z.array(memoryImport) },
  'memory.removeImport': { input: z.object({ id: z.string() }).strict(), output: done },
  /** Asks for a file; null when the dialog was closed. */
  'memory.import': { input: nothing, output: z.object({ added: memoryImport, skipped: z.number() }).nullable() },
  /** Asks where to save; null when the dialog was closed. */
  'memory.export': { input: z.object({ redacted: z.boolean() }).strict(), output: z.object({ units: z.number() }).nullable() },

  'spelling.check': { input: z.object({ footageId: z.string(), language: languageCode, words: z.array(z.string().max(100)).max(2_000) }).strict(), output: z.array(z.string()).nullable() },
  'spelling.suggest': { input: z.object({ language: languageCode, word: z.string().min(1).max(100) }).strict(), output: z.array(z.string()) },
  'remarks.list': { input: z.object({ footageId: z.string() }).strict(), output: z.array(remarkView) },
  'remarks.add': { input: remarkDraft.strict(), output: remark },
  'remarks.answer': { input: z.object({ remarkId: z.string(), text: remarkAnswer.shape.text }).strict(), output: remark },
  'remarks.setState': { input: z.object({ remarkId: z.string(), state: remarkState }).strict(), output: remark },
  'remarks.remove': { input: z.object({ remarkId: z.string() }).strict(), output: remark },
} as const;
