import type { Segment, Word } from '../../../shared/domain';
import type { Span } from '../../../shared/time';
import { listPassages } from '../redaction/passages';
import { transaction, type Database } from '../vault/database';
import { amendEdit } from './amend';
import { carryPassages, reachOver } from './cover';
import { writeRow, type Row, type RowChange } from './history';
import { listSegments } from './segments';

/** When the words of a segment were said, as found in the sound. */
export interface FoundTimes {
  /** The segment as it was when its sound was looked at. */
  readonly segment: Segment;
  /** One for each of its words, in order. */
  readonly words: readonly Word[];
}

/**
 * A segment with its words where they were found. Its borders move out for words that were found beyond them and never
 * in; words stay in order and inside them.
 *
 * @param room what the segment may reach over without touching its neighbours, µs.
 */
export function withTimes(segment: Segment, found: readonly Word[], room: Span): Segment {
  if (found.length !== segment.words.length) return segment;
  let cursor = room.startUs;
  const ordered = found.map((word) => {
    const startUs = Math.min(room.endUs, Math.max(cursor, Math.round(word.startUs)));
    cursor = Math.min(room.endUs, Math.max(startUs, Math.round(word.endUs)));
    return { ...word, startUs, endUs: cursor };
  });
  const timed = ordered.filter((word) => word.trust !== 'untimed');
  const span = { startUs: Math.min(segment.startUs, ...timed.map((w) => w.startUs)), endUs: Math.max(segment.endUs, ...timed.map((w) => w.endUs)) };
  const clamp = (us: number): number => Math.min(span.endUs, Math.max(span.startUs, us));
  const words = segment.words.map((word, i): Word => {
    const { startUs = 0, endUs = 0, trust = 'untimed' } = ordered[i] ?? {};
    return { ...word, startUs: clamp(startUs), endUs: clamp(endUs), trust: endUs > startUs ? believed(trust, word) : 'untimed' };
  });
  return { ...segment, ...span, words };
}

/** A word that may lie beyond its segment was not looked for in all of its room: what was found may be another's sound. */
function believed(trust: Word['trust'], { room }: Word): Word['trust'] {
  return trust === 'aligned' && room ? 'estimated' : trust;
}

/**
 * Stores times that were found for segments of one footage. A segment that was changed, or hemmed in, while its sound was
 * looked at is left as it is. Passages keep covering at least what they covered. No step of the history of its own.
 *
 * @returns ids of the segments whose times were taken.
 */
export function storeTimes(db: Database, footageId: string, timed: readonly FoundTimes[], roomOf: (segment: Segment) => Span): string[] {
  return transaction(db, () => {
    const before = listSegments(db, footageId);
    const found = new Map(timed.map((one) => [one.segment.id, one]));
    const taken: string[] = [];
    let freeUs = 0;
    const after = before.map((segment, index) => {
      const one = found.get(segment.id);
      const fits = one !== undefined && JSON.stringify(one.segment) === JSON.stringify(segment);
      const next = fits ? withTimes(segment, one.words, within(roomOf(segment), segment, freeUs, before[index + 1]?.startUs)) : segment;
      freeUs = Math.max(freeUs, next.endUs);
      if (fits) taken.push(segment.id);
      return JSON.stringify(next) === JSON.stringify(segment) ? segment : next;
    });
    const moved = before.flatMap((s, i): RowChange[] => (after[i] === s ? [] : [segmentChange(db, s, after[i] ?? s)]));
    if (moved.length === 0) return taken;
    const carried = carryPassages(db, footageId, { before, after, carried: (segmentId, word) => ({ segmentId, from: word, to: word }) });
    for (const { table, id, after: row } of [...moved, ...carried]) writeRow(db, table, id, row);
    const ids = new Set(moved.map((change) => change.id));
    const reaches = listPassages(db, footageId).flatMap((passage) => {
      const reach = reachOver(passage, ids, { before, after });
      return reach === null ? [] : [{ id: passage.id, reach, before: carried.find((change) => change.id === passage.id)?.before ?? null }];
    });
    amendEdit(db, footageId, moved, reaches);
    return taken;
  });
}

function within(room: Span, segment: Segment, freeUs: number, nextUs = Infinity): Span {
  return { startUs: Math.min(segment.startUs, Math.max(room.startUs, freeUs)), endUs: Math.max(segment.endUs, Math.min(room.endUs, nextUs)) };
}

/** Only times: text, hand and date stay those of whoever wrote the text. */
function segmentChange(db: Database, old: Segment, now: Segment): RowChange {
  const before = db.prepare('SELECT * FROM segment WHERE id = ?').get(old.id) as Row;
  return { table: 'segment', id: old.id, before, after: { ...before, start_us: now.startUs, end_us: now.endUs, words: JSON.stringify(now.words) } };
}
