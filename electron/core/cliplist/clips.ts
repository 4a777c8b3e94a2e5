import { randomUUID } from 'node:crypto';
import { MOST_PARTS, type ClipChange, type ListedClip, type PartDraft, type Segment } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { recordEdit, travelIn, type RowChange } from '../transcript/history';
import { transaction, type Database } from '../vault/database';
import { pinsOf, spanOfPins } from './pins';
import { clipFromRow, clipToRow, footageOfList, keptClips, located, type KeptClip, type KeptPart } from './rows';

/** Who changes a list, and the words as he sees them: whoever sees no raw words points at redacted ones, by time. */
export interface Hand {
  readonly id: string;
  segmentsOf(footageId: string): readonly Segment[];
  readonly seesRaw: boolean;
}

/** The clips of the interview that a footage belongs to, in their order. */
export function listClips(db: Database, footageId: string): ListedClip[] {
  return located(db, keptClips(db, footageId));
}

/** One clip as it stands. @throws ZapisError `clip-missing`. */
export function getClip(db: Database, clipId: string): KeptClip {
  const raw = db.prepare('SELECT * FROM clip WHERE id = ?').get(clipId);
  if (raw === undefined) throw new ZapisError('clip-missing');
  return clipFromRow(raw);
}

/** Puts a clip at the end of the list. Undoable. @throws ZapisError `clip-empty`, `clip-outside`, `clip-words-missing`, `footage-missing`. */
export function addClip(db: Database, draft: { parts: readonly PartDraft[]; title: string; lowerThird: string }, hand: Hand): KeptClip {
  return transaction(db, () => {
    const parts = draft.parts.map((part) => kept(db, part, hand));
    const footageId = parts[0]?.footageId ?? '';
    if (parts.some((part) => !footageOfList(db, footageId).includes(part.footageId))) throw new ZapisError('clip-other-interview');
    const now = new Date().toISOString();
    const place = (keptClips(db, footageId).at(-1)?.place ?? 0) + 1;
    const clip: KeptClip = { id: randomUUID(), footageId, place, title: draft.title.trim(), lowerThird: draft.lowerThird.trim(), fadeInUs: 0, fadeOutUs: 0, parts, createdAt: now, updatedAt: now };
    record(db, footageId, 'history.clipAdd', [change(null, clip, hand)], hand);
    return clip;
  });
}

/** Changes a clip. Undoable. @throws ZapisError `clip-missing`, and as {@link addClip}. */
export function changeClip(db: Database, clipId: string, { parts, ...given }: ClipChange, hand: Hand): KeptClip {
  return transaction(db, () => {
    const before = getClip(db, clipId);
    const told = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const fresh = parts?.map((part) => kept(db, part, hand));
    if (fresh?.some((part) => !footageOfList(db, before.footageId).includes(part.footageId)) === true) throw new ZapisError('clip-other-interview');
    const after: KeptClip = { ...before, ...told, ...(fresh ? { parts: fresh } : {}), updatedAt: new Date().toISOString() };
    record(db, before.footageId, 'history.clipChange', [change(before, after, hand)], hand);
    return after;
  });
}

/** Moves a clip up (−1) or down (1) the list; at its end nothing happens. Undoable. @throws ZapisError `clip-missing`. */
export function moveClip(db: Database, clipId: string, by: -1 | 1, hand: Hand): KeptClip {
  return transaction(db, () => {
    const before = getClip(db, clipId);
    const list = keptClips(db, before.footageId);
    const at = list.findIndex(({ id }) => id === clipId);
    const other = list[at + by];
    if (!other) return before;
    const ordered = list.map((clip) => (clip.id === before.id ? other : clip.id === other.id ? before : clip));
    // Two people may have added clips at one place before their lists met; places that are all alike cannot be changed for each other.
    const places = new Set(list.map(({ place }) => place)).size === list.length ? list.map(({ place }) => place) : list.map((_, i) => i + 1);
    const updatedAt = new Date().toISOString();
    const moved = ordered.flatMap((clip, i): [KeptClip, KeptClip][] => (clip.place === places[i] ? [] : [[clip, { ...clip, place: places[i] ?? i + 1, updatedAt }]]));
    record(db, before.footageId, 'history.clipMove', moved.map(([was, now]) => change(was, now, hand)), hand);
    return getClip(db, clipId);
  });
}

/** Joins a clip with the one under it: its parts follow. Undoable. @throws ZapisError `clip-missing`, `clip-cannot-join`. */
export function joinClips(db: Database, clipId: string, hand: Hand): KeptClip {
  return transaction(db, () => {
    const before = getClip(db, clipId);
    const list = keptClips(db, before.footageId);
    const next = list[list.findIndex(({ id }) => id === clipId) + 1];
    if (!next || before.parts.length + next.parts.length > MOST_PARTS) throw new ZapisError('clip-cannot-join');
    const after: KeptClip = {
      ...before, parts: [...before.parts, ...next.parts], fadeOutUs: next.fadeOutUs, updatedAt: new Date().toISOString(),
      title: before.title === '' ? next.title : before.title, lowerThird: before.lowerThird === '' ? next.lowerThird : before.lowerThird,
    };
    record(db, before.footageId, 'history.clipJoin', [change(before, after, hand), change(next, null, hand)], hand);
    return after;
  });
}

/** Takes a clip off the list. Undoable. @throws ZapisError `clip-missing`. */
export function removeClip(db: Database, clipId: string, hand: Hand): KeptClip {
  const clip = getClip(db, clipId);
  record(db, clip.footageId, 'history.clipRemove', [change(clip, null, hand)], hand);
  return clip;
}

/** Takes back, or does again, the newest deed on the list of a footage's interview. Answers null when there is none. */
export function travelClips(db: Database, footageId: string, direction: 'undo' | 'redo'): string | null {
  return travelIn(db, footageOfList(db, footageId), direction);
}

function change(before: KeptClip | null, after: KeptClip | null, { id: by }: Hand): RowChange {
  const row = (clip: KeptClip | null): RowChange['before'] => clip && clipToRow(clip, by);
  return { table: 'clip', id: (after ?? before)?.id ?? '', before: row(before), after: row(after) };
}

function record(db: Database, footageId: string, what: string, changes: readonly RowChange[], { id: by }: Hand): void {
  recordEdit(db, { footageId, what, by, changes });
}

function kept(db: Database, draft: PartDraft, hand: Hand): KeptPart {
  const durationUs = db.prepare<[string], number>('SELECT duration_us FROM footage WHERE id = ?').pluck().get(draft.footageId);
  if (durationUs === undefined) throw new ZapisError('footage-missing', { id: draft.footageId });
  if (!('words' in draft)) {
    if (draft.endUs <= draft.startUs) throw new ZapisError('clip-empty');
    if (draft.startUs >= durationUs) throw new ZapisError('clip-outside');
    return { footageId: draft.footageId, startUs: draft.startUs, endUs: Math.min(draft.endUs, durationUs), pins: null };
  }
  const segments = hand.segmentsOf(draft.footageId);
  const pins = pinsOf(segments, draft.words);
  const span = pins && spanOfPins(segments, pins, { startUs: 0, endUs: durationUs });
  if (!pins || !span) throw new ZapisError('clip-words-missing');
  return { footageId: draft.footageId, startUs: span.startUs, endUs: Math.min(span.endUs, durationUs), pins: hand.seesRaw ? pins : null };
}
