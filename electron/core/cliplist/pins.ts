import type { Segment, WordAnchor } from '../../../shared/domain';
import { foldWord } from '../../../shared/text';
import type { Span } from '../../../shared/time';

/** A word by its place and by what it says: the place alone would point elsewhere once words were put in before it. */
export interface WordPin {
  readonly segmentId: string;
  readonly word: number;
  readonly text: string;
}

/** Sound kept before the first word and behind the last, where nobody else speaks: onsets are softer than aligners hear. Microseconds. */
const AIR_US = 100_000;
/** How far from where it was a word may be found again when its segment is gone, microseconds. */
const NEAR_US = 2_000_000;

interface Found { readonly segment: Segment; readonly index: number }

/** The pins of the first and last word of an anchor; null where it names no words of this transcript. */
export function pinsOf(segments: readonly Segment[], anchor: WordAnchor): { from: WordPin; to: WordPin } | null {
  const pin = (segmentId: string, word: number): WordPin | null => {
    const text = segments.find((s) => s.id === segmentId)?.words[word]?.text;
    return text === undefined ? null : { segmentId, word, text };
  };
  const [from, to] = [pin(anchor.fromSegmentId, anchor.fromWord), pin(anchor.toSegmentId, anchor.toWord)];
  return from && to && { from, to };
}

/**
 * The time from one pinned word to another as the transcript stands, with a little air; null where one of them is not
 * there any more, and then the time noted before stands.
 *
 * @param noted the time that was noted when the words were pinned.
 */
export function spanOfPins(segments: readonly Segment[], { from, to }: { readonly from: WordPin; readonly to: WordPin }, noted: Span): Span | null {
  const first = find(segments, from, noted.startUs);
  const last = find(segments, to, noted.endUs);
  if (!first || !last) return null;
  const words = segments.flatMap((segment) => segment.words.map((word) => (word.trust === 'untimed' || word.endUs <= word.startUs ? { ...word, startUs: segment.startUs, endUs: segment.endUs } : word)));
  const at = ({ segment, index }: Found): number => segments.slice(0, segments.indexOf(segment)).reduce((n, s) => n + s.words.length, 0) + index;
  const [begin, end] = [words[at(first)], words[at(last)]];
  if (!begin || !end || end.endUs <= begin.startUs) return null;
  const before = words[at(first) - 1]?.endUs ?? 0;
  const after = words[at(last) + 1]?.startUs ?? Number.POSITIVE_INFINITY;
  const air = (gapUs: number): number => Math.round(Math.min(AIR_US, Math.max(0, gapUs) / 2));
  return { startUs: Math.max(0, begin.startUs - air(begin.startUs - before)), endUs: end.endUs + air(after - end.endUs) };
}

function find(segments: readonly Segment[], pin: WordPin, notedUs: number): Found | null {
  const wanted = foldWord(pin.text);
  const alike = (segment: Segment): Found[] => segment.words.flatMap((word, index) => (foldWord(word.text) === wanted ? [{ segment, index }] : []));
  const own = segments.find((s) => s.id === pin.segmentId);
  const inPlace = own === undefined ? [] : alike(own).sort((a, b) => Math.abs(a.index - pin.word) - Math.abs(b.index - pin.word));
  if (inPlace[0]) return inPlace[0];
  const away = ({ segment, index }: Found): number => Math.abs((segment.words[index]?.startUs ?? 0) - notedUs);
  return segments.flatMap(alike).filter((found) => away(found) <= NEAR_US).sort((a, b) => away(a) - away(b))[0] ?? null;
}
