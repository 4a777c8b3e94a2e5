import type { Segment } from '../../../shared/domain';
import type { Span } from '../../../shared/time';
import { hull } from './spans';

/**
 * Where a word may have been spoken, given how far its time can be believed: an aligned word where it says;
 * an estimated one anywhere between the aligned words around it; an untimed one, or one whose times make no
 * sense, anywhere in its segment; either anywhere in its `room` too. Redaction takes all of that, so doubt never uncovers a
 * syllable.
 */
export function possibleSpan(segment: Pick<Segment, 'startUs' | 'endUs' | 'words'>, index: number): Span {
  const word = segment.words[index];
  const whole = { startUs: segment.startUs, endUs: segment.endUs };
  if (!word) return whole;
  const wide = (span: Span): Span => hull(span, orderly(word), ...(word.room ? [word.room] : []));
  if (word.trust === 'untimed' || !(word.endUs > word.startUs)) return wide(whole);
  const own = { startUs: word.startUs, endUs: word.endUs };
  if (word.trust === 'aligned') return own;
  const before = segment.words.slice(0, index).findLast(isAligned);
  const after = segment.words.slice(index + 1).find(isAligned);
  const room = { startUs: before?.endUs ?? segment.startUs, endUs: after?.startUs ?? segment.endUs };
  return wide(room.endUs > room.startUs ? room : whole);
}

function isAligned(word: Segment['words'][number]): boolean {
  return word.trust === 'aligned' && word.endUs > word.startUs;
}

function orderly(span: Span): Span {
  return { startUs: Math.min(span.startUs, span.endUs), endUs: Math.max(span.startUs, span.endUs) };
}
