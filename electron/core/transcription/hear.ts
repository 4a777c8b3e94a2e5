import type { LanguageCode } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import type { Chunk } from './chunker';
import { guarded, type Kept } from './guard';
import { FIRST_WAY } from './guard/secondHearing';
import { settle } from './settle';
import { engineLanguage, judgeLanguage, planLanguages, type LanguageState } from './language';
import { packSpeech } from './pack';
import { scriptFlipped } from './place';
import type { Recognised } from './protocol';
import type { Recogniser } from './recogniser';

/** How much of the text before is kept, characters: enough to tell its script, and to hold a chunk to it. */
const TAIL = 200;

/** All that hearing the next chunk depends on; kept in the checkpoint. */
export interface HearingState extends LanguageState {
  /** The end of the text so far, in the accepted language. */
  readonly tail: string;
}

export interface Heard {
  readonly segments: readonly Kept[];
  readonly language: LanguageCode;
  /** Where the next chunk had better begin, microseconds, when this one's last words were cut; null: after it. */
  readonly backToUs: number | null;
  readonly state: HearingState;
}

export interface HearingOptions {
  readonly language: LanguageCode | 'auto';
  /** The languages that are to be expected; empty when nobody has said. */
  readonly candidates: readonly LanguageCode[];
  /** Names and words that the recogniser should look out for, as a text; null for none. */
  readonly glossary?: string | null;
  readonly signal: AbortSignal;
}

/**
 * Recognises chunks in the language asked for or, with `auto`, in the language that each is judged to be in.
 *
 * @throws ZapisError `language-unknown-to-model` when the model has neither the language nor a close one.
 */
export function createEar(recogniser: Recogniser, o: HearingOptions): (chunk: Chunk, state: HearingState) => Promise<Heard> {
  const fixed = o.language === 'auto' || o.language === 'und' ? null : o.language;
  const plan = planLanguages(o.candidates, recogniser.languages);
  const glossary = o.glossary ?? '';
  const engine = (language: LanguageCode): string => {
    const code = engineLanguage(language, recogniser.languages);
    if (code === null) throw new ZapisError('language-unknown-to-model', { language });
    return code;
  };
  if (fixed) engine(fixed);
  // The text before is no prompt: with it the engine goes on in a mistake, and on real Croatian it made more of them.
  const recognise = (pcm: Float32Array, language: string | null, script: string): Promise<Recognised> => {
    const prompt = `${glossary} ${script}`.trim();
    return recogniser.transcribe(pcm, { language, prompt: prompt === '' ? null : prompt, decoding: FIRST_WAY, firstWindow: recogniser.singleWindows, signal: o.signal });
  };
  const textOf = (heard: Recognised): string => heard.segments.map((s) => s.text).join(' ');

  return async (chunk, state) => {
    const nothing: Heard = { segments: [], language: state.accepted ?? 'und', backToUs: null, state };
    if (chunk.speech.length === 0) return nothing;
    const packed = packSpeech(chunk);
    const keep = async (first: Recognised, language: LanguageCode, languages: LanguageState): Promise<Heard> => {
      const code = language === 'und' ? null : engine(language);
      const { segments: settled, backToUs } = await guarded(first, { chunk, packed, language, engineLanguage: code, recogniser, signal: o.signal, settle: (kept) => settle(kept, chunk, recogniser.singleWindows) });
      const text = settled.map((s) => s.text).join(' ');
      const tail = fixed || language === state.accepted ? state.tail : '';
      return { segments: settled, language, backToUs, state: { ...languages, tail: text === '' ? tail : lastWords(`${tail} ${text}`.trim()) } };
    };
    if (fixed) {
      const first = await recognise(packed.pcm, engine(fixed), '');
      return keep(scriptFlipped(state.tail, textOf(first)) ? await recognise(packed.pcm, engine(fixed), state.tail) : first, fixed, state);
    }
    const first = await recognise(packed.pcm, plan.candidates.length === 1 ? engine(plan.candidates[0] ?? 'und') : null, '');
    // Whatever language the engine thinks silence is in says nothing about the next chunk.
    if (textOf(first).trim() === '') return nothing;
    const verdict = judgeLanguage(first.language, scriptFlipped(state.tail, textOf(first)), state, plan);
    if (!verdict.again) return keep(first, verdict.language, verdict.state);
    return keep(await recognise(packed.pcm, engine(verdict.language), verdict.language === state.accepted ? state.tail : ''), verdict.language, verdict.state);
  };
}

/** The end of a text, from a whole word on. */
function lastWords(text: string): string {
  return text.length <= TAIL ? text : text.slice(-TAIL).replace(/^\S*\s+/u, '');
}
