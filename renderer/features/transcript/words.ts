import { reasonLike, REASONS, type Passage, type Segment, type WordAnchor } from '../../../shared/domain';

/** A word's place in the transcript. */
export interface WordPoint {
  readonly segmentId: string;
  readonly word: number;
}

/** A stretch of words from where it was begun to where it was drawn; `focus` may lie before `anchor`. */
export interface WordSelection {
  readonly anchor: WordPoint;
  readonly focus: WordPoint;
}

export type SegmentOrder = ReadonlyMap<string, number>;

export function orderOf(segments: readonly Segment[]): SegmentOrder {
  return new Map(segments.map((segment, index) => [segment.id, index]));
}

/** Below zero when `a` comes before `b`. */
export function comparePoints(a: WordPoint, b: WordPoint, order: SegmentOrder): number {
  return (order.get(a.segmentId) ?? -1) - (order.get(b.segmentId) ?? -1) || a.word - b.word;
}

/** The selection as the contract names it, in reading order; null when one of its segments is gone. */
export function toAnchor(selection: WordSelection, order: SegmentOrder): WordAnchor | null {
  if (!order.has(selection.anchor.segmentId) || !order.has(selection.focus.segmentId)) return null;
  const backwards = comparePoints(selection.anchor, selection.focus, order) > 0;
  const from = backwards ? selection.focus : selection.anchor;
  const to = backwards ? selection.anchor : selection.focus;
  return { fromSegmentId: from.segmentId, fromWord: from.word, toSegmentId: to.segmentId, toWord: to.word };
}

/** The words of segment `index` that an anchor covers, `to` inclusive; null when none. */
export function coveredWords(anchor: WordAnchor, index: number, wordCount: number, order: SegmentOrder): { from: number; to: number } | null {
  const first = order.get(anchor.fromSegmentId);
  const last = order.get(anchor.toSegmentId);
  if (first === undefined || last === undefined || index < first || index > last || wordCount === 0) return null;
  const from = index === first ? anchor.fromWord : 0;
  const to = index === last ? Math.min(anchor.toWord, wordCount - 1) : wordCount - 1;
  return from <= to ? { from, to } : null;
}

/** The selected words as text, segment by segment. */
export function selectedText(anchor: WordAnchor, segments: readonly Segment[], order: SegmentOrder): string {
  const parts: string[] = [];
  const last = order.get(anchor.toSegmentId) ?? -1;
  for (let index = order.get(anchor.fromSegmentId) ?? 0; index <= last; index += 1) {
    const segment = segments[index];
    const covered = segment && coveredWords(anchor, index, segment.words.length, order);
    if (covered) parts.push(segment.words.slice(covered.from, covered.to + 1).map((w) => w.text).join(' '));
  }
  return parts.join(' ');
}

/** The word before or after; at a segment's edge the neighbour's nearest word. Null at the ends. */
export function neighbour(point: WordPoint, step: 1 | -1, segments: readonly Segment[], order: SegmentOrder): WordPoint | null {
  let index = order.get(point.segmentId);
  if (index === undefined) return null;
  let word = point.word + step;
  while (word < 0 || word >= (segments[index]?.words.length ?? 0)) {
    index += step;
    const segment = segments[index];
    if (!segment) return null;
    word = step === 1 ? 0 : segment.words.length - 1;
  }
  const segment = segments[index];
  return segment ? { segmentId: segment.id, word } : null;
}

/** The words being said at `us`: the last that has begun and not ended; null in a pause. Binary search. */
export function wordAt(segments: readonly Segment[], us: number): WordPoint | null {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((segments[middle]?.startUs ?? 0) <= us) low = middle;
    else high = middle - 1;
  }
  const segment = segments[low];
  if (!segment || us < segment.startUs || us >= segment.endUs) return null;
  let found = -1;
  for (let i = 0; i < segment.words.length; i += 1) {
    const word = segment.words[i];
    if (word && word.trust !== 'untimed' && word.startUs <= us) found = i;
  }
  return { segmentId: segment.id, word: found };
}

/** For each segment that has any: which passage covers each of its words. The gravest reason wins where two overlap. */
export function wordMarks(segments: readonly Segment[], passages: readonly Passage[]): ReadonlyMap<string, readonly (Passage | undefined)[]> {
  const order = orderOf(segments);
  const marks = new Map<string, (Passage | undefined)[]>();
  const gravest = [...passages].sort((a, b) => REASONS.indexOf(reasonLike(a.reason)) - REASONS.indexOf(reasonLike(b.reason)));
  for (const passage of gravest) {
    segments.forEach((segment, index) => {
      const covered = passage.anchor ? coveredWords(passage.anchor, index, segment.words.length, order) : null;
      // The time marks too: words stay covered after a correction has moved them away from the anchor.
      if (!covered && (segment.endUs <= passage.startUs || segment.startUs >= passage.endUs)) return;
      segment.words.forEach((word, at) => {
        const inWords = covered !== null && at >= covered.from && at <= covered.to;
        const inTime = !passage.anchor && (word.trust === 'untimed' || (word.startUs < passage.endUs && word.endUs > passage.startUs));
        if (!inWords && !inTime) return;
        const list = marks.get(segment.id) ?? [];
        list[at] ??= passage;
        marks.set(segment.id, list);
      });
    });
  }
  return marks;
}
