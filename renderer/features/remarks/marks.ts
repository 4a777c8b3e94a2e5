import { isAnnotation, type RemarkView, type Segment } from '../../../shared/domain';
import { coveredWords, type SegmentOrder } from '../transcript/words';

/** For each segment that has any, which remark each of its original's words has; what is open comes before what is settled. */
export function remarkMarks(segments: readonly Segment[], order: SegmentOrder, remarks: readonly RemarkView[]): ReadonlyMap<string, readonly (RemarkView | undefined)[]> {
  const marks = new Map<string, (RemarkView | undefined)[]>();
  for (const remark of [...remarks].sort((a, b) => Number(a.state === 'closed') - Number(b.state === 'closed'))) {
    if (remark.language !== null || remark.place === null || !isShown(remark)) continue;
    const [from, to] = [order.get(remark.place.fromSegmentId), order.get(remark.place.toSegmentId)];
    for (let index = from ?? 0; from !== undefined && index <= (to ?? from); index += 1) {
      const segment = segments[index];
      const covered = segment && coveredWords(remark.place, index, segment.words.length, order);
      if (!covered) continue;
      const list = marks.get(segment.id) ?? [];
      for (let word = covered.from; word <= covered.to; word += 1) list[word] ??= remark;
      marks.set(segment.id, list);
    }
  }
  return marks;
}

/** What is pinned to each segment's translation, by the segment where it begins. */
export function translationRemarks(remarks: readonly RemarkView[]): ReadonlyMap<string, readonly RemarkView[]> {
  const by = new Map<string, RemarkView[]>();
  for (const remark of remarks) {
    const id = remark.place?.fromSegmentId;
    if (remark.language === null || id === undefined || !isShown(remark)) continue;
    by.set(id, [...(by.get(id) ?? []), remark]);
  }
  return by;
}

/** A question that is settled is left to the list; an annotation stays with its words. */
export function isShown({ kind, state }: Pick<RemarkView, 'kind' | 'state'>): boolean {
  return isAnnotation(kind) || state !== 'closed';
}
