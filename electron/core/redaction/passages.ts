import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { passage as passageSchema, wordAnchor, type Passage, type PassageDraft, type Segment, type WordAnchor } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import type { Span } from '../../../shared/time';
import { recordEdit, type Row } from '../transcript/history';
import { listSegments } from '../transcript/segments';
import type { Database } from '../vault/database';
import { anchoredWords } from './anchors';
import { hull, overlaps } from './spans';

const fields = passageSchema.shape;
const row = z.object({
  id: z.string(),
  footage_id: z.string(),
  start_us: z.number(),
  end_us: z.number(),
  text: z.string(),
  anchor: z.string().nullable().transform((text) => (text === null ? null : wordAnchor.parse(JSON.parse(text)))),
  reason: fields.reason,
  note: z.string(),
  audio: fields.audio,
  video: fields.video,
  state: fields.state,
  created_at: z.string(),
  updated_at: z.string(),
});

function fromRow(raw: unknown): Passage {
  const r = row.parse(raw);
  const { footage_id: footageId, start_us: startUs, end_us: endUs, created_at: createdAt, updated_at: updatedAt, ...same } = r;
  return { ...same, footageId, startUs, endUs, createdAt, updatedAt };
}

function toRow(p: Passage, createdBy: string | null, updatedBy: string | null): Row {
  return {
    created_by: createdBy, updated_by: updatedBy,
    id: p.id, footage_id: p.footageId, start_us: p.startUs, end_us: p.endUs, text: p.text,
    anchor: p.anchor && JSON.stringify(p.anchor), reason: p.reason, note: p.note, audio: p.audio, video: p.video,
    state: p.state, created_at: p.createdAt, updated_at: p.updatedAt,
  };
}

/** All passages of a footage in the order of time, withdrawn and rejected ones included: each says its state. */
export function listPassages(db: Database, footageId: string): Passage[] {
  return db.prepare('SELECT * FROM passage WHERE footage_id = ? ORDER BY start_us, end_us, id').all(footageId).map(fromRow);
}

/**
 * Marks words or a stretch of time as a passage to redact. Undoable.
 *
 * @throws ZapisError `footage-missing`; `passage-empty` when nothing lies between its ends;
 *   `passage-outside` when the words are not this footage's or the time is not within it.
 */
export function markPassage(db: Database, draft: PassageDraft, by: Marker | null = null): Passage {
  return db.transaction(() => {
    const found = db.prepare('SELECT duration_us AS durationUs FROM footage WHERE id = ?').get(draft.footageId) as { durationUs: number } | undefined;
    if (!found) throw new ZapisError('footage-missing');
    const segments = listSegments(db, draft.footageId);
    const footage = { startUs: 0, endUs: found.durationUs };
    const target = 'words' in draft.target ? fromWords(segments, draft.target.words, footage) : fromTime(segments, draft.target, footage);
    const now = new Date().toISOString();
    const marked: Passage = {
      ...target, id: randomUUID(), footageId: draft.footageId, reason: draft.reason, note: draft.note,
      audio: draft.audio, video: draft.video, state: 'marked', createdAt: now, updatedAt: now,
    };
    recordEdit(db, { footageId: marked.footageId, what: 'history.markPassage', by: by?.id ?? null, changes: [{ table: 'passage', id: marked.id, before: null, after: toRow(marked, by?.id ?? null, by?.id ?? null) }] });
    return marked;
  })();
}

/** The person who marks or judges. */
export interface Marker {
  readonly id: string;
}

/** What a person may change of a passage after marking it. */
export type PassageChange = { readonly [K in 'reason' | 'note' | 'audio' | 'video']?: Passage[K] | undefined };

/** Changes a passage. Undoable. @throws ZapisError `passage-missing`. */
export function updatePassage(db: Database, passageId: string, change: PassageChange, by: Marker | null = null): Passage {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<Passage>;
  // What was approved was the passage as it stood: changed, it needs a second look.
  return alter(db, passageId, 'history.updatePassage', (before) => ({ ...given, state: before.state === 'approved' ? 'marked' : before.state }), by);
}

/**
 * A second person confirms that a passage must be redacted as it is marked. Undoable.
 * @throws ZapisError `passage-missing`; `passage-not-marked` when it is withdrawn or rejected; `passage-own-approval` for
 *   the person who marked or last changed it.
 */
export function approvePassage(db: Database, passageId: string, by: Marker): Passage {
  return alter(db, passageId, 'history.approvePassage', (before, raw) => {
    if (before.state !== 'marked' && before.state !== 'suggested') throw new ZapisError('passage-not-marked');
    if (raw['created_by'] === by.id || raw['updated_by'] === by.id) throw new ZapisError('passage-own-approval');
    return { state: 'approved' };
  }, by);
}

/** Takes a passage back: from now on it is not redacted; its row stays for the record. Undoable. @throws ZapisError `passage-missing`. */
export function withdrawPassage(db: Database, passageId: string, by: Marker | null = null): Passage {
  return alter(db, passageId, 'history.withdrawPassage', () => ({ state: 'withdrawn' }), by);
}

function alter(db: Database, passageId: string, what: string, change: (before: Passage, raw: Row) => Partial<Passage>, by: Marker | null): Passage {
  return db.transaction(() => {
    const raw = db.prepare('SELECT * FROM passage WHERE id = ?').get(passageId) as Row | undefined;
    if (!raw) throw new ZapisError('passage-missing');
    const before = fromRow(raw);
    const after: Passage = { ...before, ...change(before, raw), updatedAt: new Date().toISOString() };
    const createdBy = typeof raw['created_by'] === 'string' ? raw['created_by'] : null;
    recordEdit(db, { footageId: after.footageId, what, by: by?.id ?? null, changes: [{ table: 'passage', id: after.id, before: raw, after: toRow(after, createdBy, by?.id ?? null) }] });
    return after;
  })();
}

type Target = Pick<Passage, 'startUs' | 'endUs' | 'text' | 'anchor'>;

function fromWords(segments: readonly Segment[], anchor: WordAnchor, footage: Span): Target {
  for (const [id, index] of [[anchor.fromSegmentId, anchor.fromWord], [anchor.toSegmentId, anchor.toWord]] as const) {
    const segment = segments.find((s) => s.id === id);
    if (!segment || index >= segment.words.length) throw new ZapisError('passage-outside');
  }
  const forward = inOrder(segments, anchor);
  const words = anchoredWords(segments, forward);
  const spans = words.map(({ segment, index }) => {
    const word = segment.words[index];
    // An untimed word has no time of its own: the passage must still lie somewhere, and not too narrow.
    return word && word.trust !== 'untimed' && word.endUs > word.startUs ? word : segment;
  });
  const [first, ...rest] = spans;
  if (!first) throw new ZapisError('passage-empty');
  const text = words.map(({ segment, index }) => segment.words[index]?.text ?? '').join(' ');
  return { ...within(hull(first, ...rest), footage), text, anchor: forward };
}

/** A selection made from its end to its start means the same words. */
function inOrder(segments: readonly Segment[], a: WordAnchor): WordAnchor {
  const from = segments.findIndex((s) => s.id === a.fromSegmentId);
  const to = segments.findIndex((s) => s.id === a.toSegmentId);
  const backward = from > to || (from === to && a.fromWord > a.toWord);
  return backward ? { fromSegmentId: a.toSegmentId, fromWord: a.toWord, toSegmentId: a.fromSegmentId, toWord: a.fromWord } : a;
}

function fromTime(segments: readonly Segment[], span: Span, footage: Span): Target {
  const target = within(span, footage);
  const text = segments.flatMap((s) => s.words).filter((w) => overlaps(w, target)).map((w) => w.text).join(' ');
  return { ...target, text, anchor: null };
}

function within(span: Span, footage: Span): Span {
  if (span.endUs <= span.startUs) throw new ZapisError('passage-empty');
  if (span.startUs < 0 || span.startUs >= footage.endUs) throw new ZapisError('passage-outside');
  return { startUs: span.startUs, endUs: Math.min(span.endUs, footage.endUs) };
}
