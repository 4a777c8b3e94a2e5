import type { Segment } from '../../../shared/domain';
import { splitWords } from '../../../shared/text';

/** How many words of a text end before the caret: the index of the word that a split puts first. A word is never cut. */
export function wordsBefore(text: string, caret: number): number {
  const within = /\S/.test(text.charAt(caret - 1)) && /\S/.test(text.charAt(caret));
  return splitWords(text.slice(0, caret)).length - (within ? 1 : 0);
}

/** The word that the caret touches; the one before it between two. -1 in a text without words. */
export function wordAtCaret(text: string, caret: number): number {
  const count = splitWords(text).length;
  const before = splitWords(text.slice(0, caret)).length;
  return Math.min(count, Math.max(1, before)) - 1;
}

/** The first word that begins at or after a time, so that a split there leaves whole words on both sides. */
export function firstWordFrom(segment: Segment, us: number): number {
  const at = segment.words.findIndex(({ trust, startUs, endUs }) => trust !== 'untimed' && (startUs + endUs) / 2 >= us);
  return at < 0 ? segment.words.length : at;
}
