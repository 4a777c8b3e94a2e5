import type { Segment, Word, WordAnchor } from '../../../shared/domain';

/** The anchor in new indices; null when the end of it that lay in the edited segment has no word left there. */
export function moveAnchor(anchor: WordAnchor, editedId: string, kept: readonly (number | null)[], newCount: number): WordAnchor | null {
  const startsHere = anchor.fromSegmentId === editedId;
  const endsHere = anchor.toSegmentId === editedId;
  const before = startsHere ? kept.slice(0, anchor.fromWord).findLast((i) => i !== null) : undefined;
  const after = endsHere ? kept.slice(anchor.toWord + 1).find((i) => i !== null) : undefined;
  const first = kept[anchor.fromWord] ?? (before ?? -1) + 1;
  const last = kept[anchor.toWord] ?? (after ?? newCount) - 1;
  if ((startsHere && endsHere && first > last) || (startsHere && first >= newCount) || (endsHere && last < 0)) return null;
  return {
    ...anchor,
    ...(startsHere ? { fromWord: first } : {}),
    ...(endsHere ? { toWord: last } : {}),
  };
}

/** The words an anchor covers, across segments. */
export function wordsBetween(transcript: readonly Segment[], anchor: WordAnchor): Word[] {
  const from = transcript.findIndex((s) => s.id === anchor.fromSegmentId);
  const to = transcript.findIndex((s) => s.id === anchor.toSegmentId);
  if (from < 0 || to < from) return [];
  return transcript.slice(from, to + 1).flatMap((segment, index) => {
    const first = index === 0 ? anchor.fromWord : 0;
    const last = index === to - from ? anchor.toWord + 1 : segment.words.length;
    return segment.words.slice(first, last);
  });
}
