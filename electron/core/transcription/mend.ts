import type { LanguageCode, Word } from '../../../shared/domain';
import type { Span } from '../../../shared/time';
import { possibleSpan } from '../redaction/wordTimes';
import type { SureCorrection } from '../spelling/protocol';
import { inTheRoomOf, spreadWords } from '../transcript/remapWords';
import type { Dictionary } from './dictionary';
import type { Weighed } from './weigh';

/** What was put right is looked at once, however sure its parts were. */
const MOST_CONFIDENCE = 0.5;

/**
 * Puts right what was surely misspelt. The words say what was heard instead and stay doubtful, so that a person comes by; what may have been said
 * within a marked passage stays as it was heard.
 *
 * @param marked the passages of the footage.
 */
export async function mended(segments: readonly Weighed[], language: LanguageCode, dictionary: Dictionary, marked: readonly Span[]): Promise<Weighed[]> {
  const isMarked = (line: number, index: number): boolean => {
    const segment = segments[line];
    const span = segment && marked.length > 0 ? possibleSpan({ ...segment, words: [...segment.words] }, index) : null;
    return span !== null && marked.some((one) => one.startUs < span.endUs && one.endUs > span.startUs);
  };
  const corrections = await dictionary.sure(segments.map(({ words }) => words), language, isMarked);
  return segments.map((segment, line) => {
    const words = mendedWords(segment.words, corrections[line] ?? []);
    return words === null ? segment : { ...segment, words, text: words.map(({ text }) => text).join(' ') };
  });
}

function mendedWords(words: readonly Word[], corrections: readonly SureCorrection[]): Word[] | null {
  if (corrections.length === 0) return null;
  const result: Word[] = [];
  let done = 0;
  for (const { at, length, texts } of corrections) {
    result.push(...words.slice(done, at), ...written(words.slice(at, at + length), texts));
    done = at + length;
  }
  return [...result, ...words.slice(done)];
}

function written(heard: readonly Word[], texts: readonly string[]): Word[] {
  const sure = Math.min(MOST_CONFIDENCE, ...heard.flatMap(({ confidence }) => confidence ?? []));
  return inPlaceOf(heard, texts).map((word) => ({ ...word, confidence: sure, heard: heard.map(({ text }) => text).join(' ') }));
}

/** One word for one keeps its time, one for two takes the time of both, two for one share its time. */
function inPlaceOf(heard: readonly Word[], texts: readonly string[]): Word[] {
  const [first, last] = [heard[0], heard.at(-1)];
  if (!first || !last) return [];
  if (texts.length === heard.length) return heard.map((word, i) => ({ ...word, text: texts[i] ?? word.text }));
  const span = { startUs: first.startUs, endUs: Math.max(first.endUs, last.endUs) };
  const trust = heard.some((word) => word.trust === 'untimed') ? 'untimed' : heard.every((word) => word.trust === 'aligned') ? 'aligned' : 'estimated';
  if (texts.length === 1 || trust === 'untimed') return inTheRoomOf(heard, texts.map((text) => ({ text, ...span, trust })));
  return inTheRoomOf(heard, spreadWords(texts, span));
}
