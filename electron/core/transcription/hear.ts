import type { LanguageCode } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import type { Chunk } from './chunker';
import { engineLanguage, judgeLanguage, planLanguages, type LanguageState } from './language';
import { placeSegments, scriptFlipped, type Placed } from './place';
import type { Recognised } from './protocol';
import type { Recogniser } from './recogniser';
import { SAMPLE_RATE } from './levels';

/** How much of the text before goes along as context, characters. More costs time and brought no better words in Croatian. */
const TAIL = 200;

/** All that hearing the next chunk depends on; kept in the checkpoint. */
export interface HearingState extends LanguageState {
  /** The end of the text so far, in the accepted language. */
  readonly tail: string;
}

export interface Heard {
  readonly placed: Placed[];
  readonly language: LanguageCode;
  readonly state: HearingState;
}

export interface HearingOptions {
  readonly language: LanguageCode | 'auto';
  /** The languages that the interview record names; empty when it names none. */
  readonly named: readonly LanguageCode[];
  readonly signal: AbortSignal;
}

/**
 * Recognises chunks in the language asked for or, with `auto`, in the language that each is judged to be in.
 *
 * @throws ZapisError `language-unknown-to-model` when the model has neither the language nor a close one.
 */
export function createEar(recogniser: Recogniser, o: HearingOptions): (chunk: Chunk, state: HearingState) => Promise<Heard> {
  const auto = o.language === 'auto' || o.language === 'und';
  const plan = planLanguages(o.named, recogniser.languages);
  const engine = (language: LanguageCode): string => {
    const code = engineLanguage(language, recogniser.languages);
    if (code === null) throw new ZapisError('language-unknown-to-model', { language });
    return code;
  };
  if (o.language !== 'auto' && o.language !== 'und') engine(o.language);
  const recognise = (chunk: Chunk, language: string | null, tail: string): Promise<Recognised> =>
    recogniser.transcribe(chunk.pcm, { language, prompt: tail === '' ? null : tail, signal: o.signal });

  return async (chunk, state) => {
    if (chunk.pcm.length === 0) return { placed: [], language: state.accepted ?? 'und', state };
    const span = { startUs: chunk.startUs, endUs: chunk.startUs + Math.floor((chunk.pcm.length * 1e6) / SAMPLE_RATE) };
    const place = (heard: Recognised): Placed[] => placeSegments(heard.segments, span);
    const keep = (placed: Placed[], language: LanguageCode, languages: LanguageState): Heard => {
      const text = placed.map((s) => s.text).join(' ');
      const tail = language === state.accepted || !auto ? state.tail : '';
      return { placed, language, state: { ...languages, tail: text === '' ? tail : lastWords(`${tail} ${text}`.trim()) } };
    };
    if (o.language !== 'auto' && o.language !== 'und') {
      return keep(place(await recognise(chunk, engine(o.language), state.tail)), o.language, state);
    }
    const first = await recognise(chunk, null, '');
    const placed = place(first);
    // Whatever language the engine thinks silence is in says nothing about the next chunk.
    if (placed.length === 0) return keep(placed, state.accepted ?? 'und', state);
    const verdict = judgeLanguage(first.language, scriptFlipped(state.tail, placed.map((s) => s.text).join(' ')), state, plan);
    if (!verdict.again) return keep(placed, verdict.language, verdict.state);
    const tail = verdict.language === state.accepted ? state.tail : '';
    return keep(place(await recognise(chunk, engine(verdict.language), tail)), verdict.language, verdict.state);
  };
}

/** The end of a text, from a whole word on. */
function lastWords(text: string): string {
  return text.length <= TAIL ? text : text.slice(-TAIL).replace(/^\S*\s+/u, '');
}
