import type { Segment } from '../../../shared/domain';
import type { Span } from '../../../shared/time';
import { hull } from './spans';

/**
 * Where a word may have been spoken, given how far its time can be believed: an aligned word where it says;
 * an estimated one anywhere between the aligned words around it; an untimed one, or one whose times make no
 * sense, anywhere in its segment. Redaction takes all of that, so doubt never uncovers a syllable.
 */
export function possibleSpan(segment: Segment, index: number): Span {
  const word = segment.words[index];
  const whole = { startUs: segment.startUs, endUs: segment.endUs };
  if (!word || word.trust === 'untimed' || !(word.endUs > word.startUs)) return word ? hull(whole, orderly(word)) : whole;
  const own = { startUs: word.startUs, endUs: word.endUs };
  if (word.trust === 'aligned') return own;
  const before = segment.words.slice(0, index).findLast(isAligned);
  const after = segment.words.slice(index + 1).find(isAligned);
  const room = { startUs: before?.endUs ?? segment.startUs, endUs: after?.startUs ?? segment.endUs };
  return room.endUs > room.startUs ? hull(room, own) : hull(whole, own);
}

function isAligned(word: Segment['words'][number]): boolean {
  return word.trust === 'aligned' && word.endUs > word.startUs;
}

function orderly(span: Span): Span {
  return { startUs: Math.min(span.startUs, span.endUs), endUs: Math.max(span.startUs, span.endUs) };
}
