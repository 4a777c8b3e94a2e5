import type { Passage, Segment } from '../../../shared/domain';
import type { Span } from '../../../shared/time';
import { anchoredWords } from '../redaction/anchors';
import { listPassages } from '../redaction/passages';
import { planRedactions, type HiddenWords } from '../redaction/plan';
import { DEFAULT_POLICY, PADDING_ONLY } from '../redaction/policy';
import { hull, overlaps } from '../redaction/spans';
import { possibleSpan } from '../redaction/wordTimes';
import type { Database } from '../vault/database';
import type { Row, RowChange } from './history';

/** Where the words of an old word are now, `to` inclusive: itself, or what replaced it. */
export interface Place {
  readonly segmentId: string;
  readonly from: number;
  readonly to: number;
}

/** Answers null for a word that is gone with nothing in its place. Asked only about segments that changed. */
export type Carried = (segmentId: string, word: number) => Place | null;

export interface Reshaped {
  readonly before: readonly Segment[];
  readonly after: readonly Segment[];
  readonly carried: Carried;
}

/** Plans each passage as if it were alone and reached over the whole footage, however long. */
const ENDLESS_US = Number.MAX_SAFE_INTEGER;
const BARE = { paddingUs: 0, mergeGapUs: 0, pause: null };
/** Beyond this distance from all that a passage may reach, no change of a segment concerns it. */
const NEAR_US = 2 * (DEFAULT_POLICY.paddingUs + DEFAULT_POLICY.mergeGapUs);

/**
 * Follows a change of the transcript with the passages. Each keeps covering at least what it covered: every instant
 * that its plan took out of sound and picture, and every word that it hid in text, or what replaced that word.
 * Anchors move with their words; times grow, never shrink. What cover a passage has is asked of the redaction plan
 * itself, since a word without a trusted time hides as much as its segment is long, and a change of borders changes that.
 */
export function carryPassages(db: Database, footageId: string, change: Reshaped): RowChange[] {
  const old = new Map(change.before.map((s) => [s.id, s]));
  const fresh = new Map(change.after.map((s) => [s.id, s]));
  const changed = [...change.before.filter((s) => fresh.get(s.id) !== s), ...change.after.filter((s) => old.get(s.id) !== s)];
  const changedIds = new Set(changed.map((s) => s.id));
  if (changed.length === 0) return [];
  return listPassages(db, footageId).flatMap((passage): RowChange[] => {
    const near = nearOf(passage, change);
    if (!changed.some((s) => overlaps(s, near))) return [];
    const local = { before: change.before.filter((s) => overlaps(s, near)), after: change.after.filter((s) => overlaps(s, near)) };
    const carried: Carried = (id, word) => (changedIds.has(id) ? change.carried(id, word) : { segmentId: id, from: word, to: word });
    const moved = carry(passage, { ...local, carried });
    const before = db.prepare('SELECT * FROM passage WHERE id = ?').get(passage.id) as Row;
    const after: Row = { ...before, anchor: moved.anchor && JSON.stringify(moved.anchor), text: moved.text, start_us: moved.startUs, end_us: moved.endUs };
    if (['anchor', 'text', 'start_us', 'end_us'].every((column) => before[column] === after[column])) return [];
    return [{ table: 'passage', id: passage.id, before, after: { ...after, updated_at: new Date().toISOString() } }];
  });
}

/** All that a passage takes out where it hides a word of one of these segments; null where it hides none. */
export function reachOver(passage: Passage, segmentIds: ReadonlySet<string>, { before, after }: Pick<Reshaped, 'before' | 'after'>): Span | null {
  const near = nearOf(passage, { before, after });
  const local = after.filter((s) => overlaps(s, near));
  if (!local.some((s) => segmentIds.has(s.id))) return null;
  const { reach, hidden } = coverOf(passage, local);
  return [...hidden.keys()].some((id) => segmentIds.has(id)) ? hull(passage, reach) : null;
}

/** All the time in which segments may matter to a passage. */
function nearOf(passage: Passage, { before, after }: Pick<Reshaped, 'before' | 'after'>): Span {
  const ends = [passage.anchor?.fromSegmentId, passage.anchor?.toSegmentId];
  const named = [...before, ...after].filter((s) => ends.includes(s.id)).map(wholeOf);
  const marked = hull(passage, ...named);
  const around = (span: Span): Span => hull(span, ...[...before, ...after].map(wholeOf).filter((s) => overlaps(s, span)));
  const reached = around(marked);
  // Once more: a segment that is only just touched may hide words at its far end, which a split makes a segment of its own.
  return around({ startUs: Math.max(0, reached.startUs - NEAR_US), endUs: reached.endUs + NEAR_US });
}

/** A segment's time and that of words which lie outside it. */
function wholeOf(segment: Segment): Span {
  const [first, last] = [segment.words[0], segment.words.at(-1)];
  return first && last ? hull(segment, first, last) : segment;
}

/** The passage over the changed transcript. */
export function carry(passage: Passage, { before, after, carried }: Reshaped): Passage {
  const was = coverOf(passage, before);
  let now = withAnchor(passage, { before, after, carried });
  const missing: Span[] = [was.reach];
  const covered = coverOf(now, after).hidden;
  for (const [id, hidden] of was.hidden) {
    const words = hidden === 'all' ? (before.find((s) => s.id === id)?.words ?? []).map((_, i) => i) : [...hidden];
    for (const place of words.flatMap((word) => carried(id, word) ?? [])) {
      const segment = after.find((s) => s.id === place.segmentId);
      for (let word = place.from; segment && word <= place.to; word += 1) {
        if (!isHidden(covered.get(place.segmentId), word)) missing.push(possibleSpan(segment, word));
      }
    }
  }
  const reach = coverOf(now, after).reach;
  const lacking = missing.filter((span, index) => index > 0 || span.startUs < reach.startUs || span.endUs > reach.endUs);
  if (lacking.length > 0) now = { ...now, ...hull(now, ...lacking) };
  return now;
}

function isHidden(hidden: HiddenWords | undefined, word: number): boolean {
  return hidden === 'all' || hidden?.has(word) === true;
}

function coverOf(passage: Passage, segments: readonly Segment[]): { reach: Span; hidden: ReadonlyMap<string, HiddenWords> } {
  const input = { passages: [{ ...passage, state: 'marked' as const }], segments, clip: null, durationUs: ENDLESS_US };
  const [reach] = planRedactions({ ...input, policy: BARE }).sound;
  return { reach: reach ?? passage, hidden: planRedactions({ ...input, policy: PADDING_ONLY }).hidden };
}

function withAnchor(passage: Passage, { before, after, carried }: Reshaped): Passage {
  if (!passage.anchor) return passage;
  const known = [passage.anchor.fromSegmentId, passage.anchor.toSegmentId].every((id) => before.some((s) => s.id === id));
  // An anchor that fitted nothing before is left as it is: the plan fails closed over it.
  if (!known) return passage;
  const places = anchoredWords(before, passage.anchor).flatMap(({ segment, index }) => carried(segment.id, index) ?? []);
  const [first, last] = [places[0], places.at(-1)];
  if (!first || !last) return { ...passage, anchor: null };
  const anchor = { fromSegmentId: first.segmentId, fromWord: first.from, toSegmentId: last.segmentId, toWord: last.to };
  const words = anchoredWords(after, anchor).map(({ segment, index }) => segment.words[index]).filter((w) => w !== undefined);
  const timed = words.filter((w) => w.trust !== 'untimed');
  return { ...passage, ...hull(passage, ...timed), anchor, text: words.map((w) => w.text).join(' ') };
}

/** The places of a segment's old words, given for each the index where it stayed, or null where it was replaced or removed. */
export function placesOf(segmentId: string, kept: readonly (number | null)[], newCount: number): (word: number) => Place | null {
  return (word) => {
    const stayed = kept[word];
    if (stayed !== null && stayed !== undefined) return { segmentId, from: stayed, to: stayed };
    const from = (kept.slice(0, word).findLast((i) => i !== null) ?? -1) + 1;
    const to = (kept.slice(word + 1).find((i) => i !== null) ?? newCount) - 1;
    return from <= to ? { segmentId, from, to } : null;
  };
}
