import type { Segment, Word } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import type { Span } from '../../../shared/time';

/** Shorter than this a segment cannot be heard, nor hold a word. */
export const SHORTEST_SEGMENT_US = 20_000;

const isTimed = (word: Word): boolean => word.trust !== 'untimed' && word.endUs > word.startUs;

/**
 * Parts a segment before one of its words. The border goes where the person stands if that is in the pause between the
 * two words, else to its middle; next to a word without a time it leaves all of the pause to that word.
 *
 * @param word index of the first word of the second part, from 1.
 * @param atUs where the player stands, µs; null when that says nothing.
 * @throws ZapisError `segment-cannot-split` when one part would have no word or no time.
 */
export function splitSegment(segment: Segment, word: number, secondId: string, atUs: number | null): [Segment, Segment] {
  const [head, tail] = [segment.words.slice(0, word), segment.words.slice(word)];
  const border = borderOf(segment, head, tail, atUs);
  if (head.length === 0 || tail.length === 0 || border - segment.startUs < SHORTEST_SEGMENT_US || segment.endUs - border < SHORTEST_SEGMENT_US) throw new ZapisError('segment-cannot-split');
  const part = (id: string, words: readonly Word[], span: Span): Segment => ({ ...segment, ...span, id, words: words.map((w) => within(w, span)), text: words.map((w) => w.text).join(' '), origin: 'edited' });
  return [part(segment.id, head, { startUs: segment.startUs, endUs: border }), part(secondId, tail, { startUs: border, endUs: segment.endUs })];
}

function borderOf(segment: Segment, head: readonly Word[], tail: readonly Word[], atUs: number | null): number {
  const [left, right] = [head.at(-1), tail[0]];
  const low = Math.max(segment.startUs, ...head.filter(isTimed).map((w) => w.endUs));
  const high = Math.max(low, Math.min(segment.endUs, ...tail.filter(isTimed).map((w) => w.startUs)));
  if (atUs !== null && atUs >= low && atUs <= high) return atUs;
  if (left && right && isTimed(left) !== isTimed(right)) return isTimed(left) ? low : high;
  return Math.round((low + high) / 2);
}

/**
 * Two segments as one, under the first one's id; its language and speaker count, and doubts of both stay.
 * @throws ZapisError `segment-cannot-join` when they are not of one footage.
 */
export function joinSegments(first: Segment, second: Segment): Segment {
  if (first.footageId !== second.footageId || first.id === second.id) throw new ZapisError('segment-cannot-join');
  const doubts = [...new Set([...(first.doubts ?? []), ...(second.doubts ?? [])])];
  const overlap = first.overlap === true || second.overlap === true;
  return {
    ...first, startUs: Math.min(first.startUs, second.startUs), endUs: Math.max(first.endUs, second.endUs),
    text: [first.text, second.text].filter((text) => text !== '').join(' '), words: [...first.words, ...second.words], origin: 'edited',
    ...(overlap ? { overlap } : {}), ...(doubts.length > 0 ? { doubts } : {}),
  };
}

/**
 * A segment with other borders, kept off its neighbours and at least {@link SHORTEST_SEGMENT_US} long. Words are cut to
 * them; one that lies outside loses its time, so that redaction takes the whole segment for it.
 *
 * @param room from the end of the segment before to the start of the one after, µs.
 */
export function retimeSegment(segment: Segment, wanted: Span, room: Span): Segment {
  const startUs = clampTo(wanted.startUs, room.startUs, room.endUs - SHORTEST_SEGMENT_US);
  const span = { startUs, endUs: clampTo(wanted.endUs, startUs + SHORTEST_SEGMENT_US, room.endUs) };
  return { ...segment, ...span, words: segment.words.map((word) => within(word, span)), origin: 'edited' };
}

function clampTo(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}

function within(word: Word, span: Span): Word {
  const startUs = clampTo(word.startUs, span.startUs, span.endUs);
  const endUs = clampTo(word.endUs, startUs, span.endUs);
  if (startUs === word.startUs && endUs === word.endUs) return word;
  return endUs > startUs ? { ...word, startUs, endUs } : { ...word, startUs, endUs: startUs, trust: 'untimed' };
}
