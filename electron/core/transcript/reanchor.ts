import type { Database } from '../vault/database';
import { wordAnchor, type Segment, type Word, type WordAnchor } from '../../../shared/domain';
import type { Row, RowChange } from './history';

/**
 * Follows a text edit with the passages that were marked in the edited segment. Their words move to the new
 * indices and take in whatever replaced them; their time may grow, never shrink: a correction of spelling must
 * not uncover a second of sound. A passage whose words are all gone keeps its time and loses its anchor.
 *
 * @param transcript the footage's segments with the edited one in its new form.
 * @param kept for each old word of the edited segment its new index, or null.
 */
export function reanchorPassages(db: Database, transcript: readonly Segment[], editedId: string, kept: readonly (number | null)[]): RowChange[] {
  const edited = transcript.find((s) => s.id === editedId);
  if (!edited) return [];
  const rows = db.prepare('SELECT * FROM passage WHERE footage_id = ? AND anchor IS NOT NULL').all(edited.footageId) as Row[];
  return rows.flatMap((before) => {
    const anchor = wordAnchor.parse(JSON.parse(String(before['anchor'])));
    if (!touches(anchor, transcript, editedId)) return [];
    const moved = moveAnchor(anchor, editedId, kept, edited.words.length);
    const words = moved ? wordsBetween(transcript, moved) : [];
    const after: Row = {
      ...before,
      anchor: words.length > 0 ? JSON.stringify(moved) : null,
      text: words.length > 0 ? words.map((w) => w.text).join(' ') : (before['text'] ?? ''),
      start_us: Math.min(Number(before['start_us']), ...words.map((w) => w.startUs)),
      end_us: Math.max(Number(before['end_us']), ...words.map((w) => w.endUs)),
      updated_at: new Date().toISOString(),
    };
    return [{ table: 'passage' as const, id: String(before['id']), before, after }];
  });
}

function touches(anchor: WordAnchor, transcript: readonly Segment[], segmentId: string): boolean {
  const at = (id: string): number => transcript.findIndex((s) => s.id === id);
  return at(anchor.fromSegmentId) <= at(segmentId) && at(segmentId) <= at(anchor.toSegmentId);
}

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
