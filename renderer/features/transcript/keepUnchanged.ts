import type { Segment } from '../../../shared/domain';

function same(a: Segment, b: Segment): boolean {
  return (
    a.text === b.text && a.startUs === b.startUs && a.endUs === b.endUs && a.origin === b.origin && a.language === b.language && (a.doubts ?? []).join() === (b.doubts ?? []).join() &&
    a.speakerId === b.speakerId && a.overlap === b.overlap &&
    a.words.length === b.words.length &&
    a.words.every((word, i) => {
      const other = b.words[i];
      return other !== undefined && word.text === other.text && word.startUs === other.startUs && word.endUs === other.endUs && word.trust === other.trust && word.confidence === other.confidence && word.heard === other.heard;
    })
  );
}

/** The fresh list, with the old object wherever nothing changed: memoised rows then stay as they are. */
export function keepUnchanged(old: readonly Segment[], fresh: readonly Segment[]): readonly Segment[] {
  const known = new Map(old.map((segment) => [segment.id, segment]));
  const merged = fresh.map((segment) => {
    const before = known.get(segment.id);
    return before && same(before, segment) ? before : segment;
  });
  return merged.length === old.length && merged.every((segment, i) => segment === old[i]) ? old : merged;
}
