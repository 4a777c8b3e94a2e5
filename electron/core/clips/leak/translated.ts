import type { Segment, TranslatedSegment } from '../../../../shared/domain';
import { splitWords } from '../../../../shared/text';
import type { HiddenWords, RedactionPlan } from '../../redaction/plan';
import { listTranslations } from '../../translation/rows';
import type { Database } from '../../vault/database';

/** Translations as segments of their own, with what a plan hides of them: what a text that leaves may say of a secret in another language. */
export function translatedUnder(db: Database, footageId: string, plan: Pick<RedactionPlan, 'hidden'>): { readonly segments: Segment[]; readonly hidden: Map<string, HiddenWords> } {
  const hidden = new Map<string, HiddenWords>();
  const segments = listTranslations(db, footageId).map((translation): Segment => {
    const id = `${translation.segmentId}/${translation.language}`;
    const which = hiddenIn(translation, plan);
    if (which !== null) hidden.set(id, which);
    const words = splitWords(translation.text).map((text) => ({ text, startUs: 0, endUs: 1, trust: 'untimed' as const }));
    return { id, footageId, startUs: 0, endUs: 1, language: translation.language, origin: 'machine', text: words.map(({ text }) => text).join(' '), words };
  });
  return { segments, hidden };
}

/** The words that render hidden ones; all of them where nobody knows which render which. */
function hiddenIn({ sources, links }: TranslatedSegment, plan: Pick<RedactionPlan, 'hidden'>): HiddenWords | null {
  const of = sources.map(({ segmentId }) => plan.hidden.get(segmentId));
  if (of.every((which) => which === undefined)) return null;
  if (links === null) return 'all';
  return new Set(links.filter(([source, word]) => of[source] === 'all' || (of[source] as ReadonlySet<number> | undefined)?.has(word) === true).map(([, , word]) => word));
}
