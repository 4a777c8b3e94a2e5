import { randomUUID } from 'node:crypto';
import { DEFAULT_SEVERITY, type Passage, type PassageDraft, type Segment, type Suggestion } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import type { Span } from '../../../shared/time';
import { recordEdit, type Row } from '../transcript/history';
import { listSegments } from '../transcript/segments';
import type { Database } from '../vault/database';
import { passageFromRow, passageToRow } from './passageRows';
import { overlaps } from './spans';
import { targetOf } from './target';

/** All passages of a footage in the order of time, withdrawn and rejected ones included: each says its state. */
export function listPassages(db: Database, footageId: string): Passage[] {
  return db.prepare('SELECT * FROM passage WHERE footage_id = ? ORDER BY start_us, end_us, id').all(footageId).map(passageFromRow);
}

/**
 * Marks words or a stretch of time as a passage to redact. Undoable.
 *
 * @throws ZapisError `footage-missing`; `passage-empty` when nothing lies between its ends;
 *   `passage-outside` when the words are not this footage's or the time is not within it.
 */
export function markPassage(db: Database, draft: PassageDraft, by: Marker | null = null): Passage {
  return db.transaction(() => {
    const { segments, footage } = spokenIn(db, draft.footageId);
    const target = targetOf(segments, draft.target, footage);
    const now = new Date().toISOString();
    const marked: Passage = {
      ...target, id: randomUUID(), footageId: draft.footageId, reason: draft.reason, note: draft.note,
      audio: draft.audio, video: draft.video, state: 'marked', who: draft.who ?? null, severity: draft.severity ?? DEFAULT_SEVERITY, suggestion: null,
      createdAt: now, updatedAt: now,
    };
    recordEdit(db, { footageId: marked.footageId, what: 'history.markPassage', by: by?.id ?? null, changes: [{ table: 'passage', id: marked.id, before: null, after: { ...passageToRow(marked), created_by: by?.id ?? null, updated_by: by?.id ?? null } }] });
    return marked;
  })();
}

/** The person who marks or judges. */
export interface Marker {
  readonly id: string;
}

/** What a person may change of a passage after marking it. */
export type PassageChange = { readonly [K in 'reason' | 'note' | 'audio' | 'video' | 'who' | 'severity']?: Passage[K] | undefined };

/** Changes a passage. Undoable. @throws ZapisError `passage-missing`. */
export function updatePassage(db: Database, passageId: string, change: PassageChange, by: Marker | null = null): Passage {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<Passage>;
  // What was approved was the passage as it stood: changed, it needs a second look.
  return alter(db, passageId, 'history.updatePassage', (before) => ({ ...given, state: before.state === 'approved' ? 'marked' : before.state }), by);
}

/**
 * A person finds that a suggestion is right: from now on it counts as marked by him, and waits for the second person
 * like any other. Undoable.
 * @throws ZapisError `passage-missing`; `passage-not-suggested`.
 */
export function acceptPassage(db: Database, passageId: string, by: Marker): Passage {
  return alter(db, passageId, 'history.acceptPassage', (before) => {
    if (before.state !== 'suggested') throw new ZapisError('passage-not-suggested');
    return { state: 'marked' };
  }, by, { marks: true });
}

/**
 * A second person confirms that a passage must be redacted as it is marked. Undoable.
 * @throws ZapisError `passage-missing`; `passage-not-marked` when it is a suggestion that nobody has accepted, withdrawn or
 *   rejected; `passage-own-approval` for the person who marked or last changed it.
 */
export function approvePassage(db: Database, passageId: string, by: Marker): Passage {
  return alter(db, passageId, 'history.approvePassage', (before, raw) => {
    if (before.state !== 'marked') throw new ZapisError('passage-not-marked');
    if (isHandOf(raw, by)) throw new ZapisError('passage-own-approval');
    return { state: 'approved' };
  }, by);
}

/**
 * A person finds that something need not be redacted: a suggestion by himself, what was marked only as the second
 * person. It is redacted no more and never suggested again; its row stays for the record. Undoable.
 * @throws ZapisError `passage-missing`; `passage-not-marked` when it is approved, withdrawn or rejected; `passage-own-rejection`
 *   for the person who marked or last changed it.
 */
export function rejectPassage(db: Database, passageId: string, by: Marker): Passage {
  return alter(db, passageId, 'history.rejectPassage', (before, raw) => {
    if (before.state !== 'marked' && before.state !== 'suggested') throw new ZapisError('passage-not-marked');
    if (before.state === 'marked' && isHandOf(raw, by)) throw new ZapisError('passage-own-rejection');
    return { state: 'rejected' };
  }, by);
}

function isHandOf(raw: Row, by: Marker): boolean {
  return raw['created_by'] === by.id || raw['updated_by'] === by.id;
}

/** Takes a passage back: from now on it is not redacted; its row stays for the record. Undoable. @throws ZapisError `passage-missing`. */
export function withdrawPassage(db: Database, passageId: string, by: Marker | null = null): Passage {
  return alter(db, passageId, 'history.withdrawPassage', () => ({ state: 'withdrawn' }), by);
}

function alter(db: Database, passageId: string, what: string, change: (before: Passage, raw: Row) => Partial<Passage>, by: Marker | null, { marks = false } = {}): Passage {
  return db.transaction(() => {
    const raw = db.prepare('SELECT * FROM passage WHERE id = ?').get(passageId) as Row | undefined;
    if (!raw) throw new ZapisError('passage-missing');
    const before = passageFromRow(raw);
    const after: Passage = { ...before, ...change(before, raw), updatedAt: new Date().toISOString() };
    const createdBy = marks ? by?.id : raw['created_by'];
    recordEdit(db, { footageId: after.footageId, what, by: by?.id ?? null, changes: [{ table: 'passage', id: after.id, before: raw, after: { ...passageToRow(after), created_by: createdBy ?? null, updated_by: by?.id ?? null } }] });
    return after;
  })();
}

/** A stretch that the machine finds suspicious. */
export interface Suspicion extends Pick<Passage, 'reason' | 'who' | 'severity'>, Suggestion {
  readonly target: PassageDraft['target'];
}

/**
 * Stores what the machine suggests, as one step of the history; nobody's hand is on it yet. What was suggested before in
 * the same place, whatever became of it, is not suggested again. Redacted until a person rejects it, as every suggestion.
 *
 * @throws ZapisError `footage-missing`, `passage-empty`, `passage-outside`.
 */
export function suggestPassages(db: Database, footageId: string, suspicions: readonly Suspicion[], by: Marker | null): Passage[] {
  return db.transaction(() => {
    const known = listPassages(db, footageId);
    const { segments, footage } = spokenIn(db, footageId);
    const now = new Date().toISOString();
    const added: Passage[] = [];
    for (const { target, reason, who, severity, rule, fingerprint, why } of suspicions) {
      const place = targetOf(segments, target, footage);
      if ([...known, ...added].some((passage) => isSameSuggestion(passage, fingerprint, place))) continue;
      added.push({
        ...place, id: randomUUID(), footageId, reason, note: '', audio: 'mute', video: 'none', state: 'suggested',
        who, severity, suggestion: { rule, fingerprint, why }, createdAt: now, updatedAt: now,
      });
    }
    const changes = added.map((p) => ({ table: 'passage' as const, id: p.id, before: null, after: { ...passageToRow(p), created_by: null, updated_by: null } }));
    recordEdit(db, { footageId, what: 'history.suggestPassages', by: by?.id ?? null, changes });
    return added;
  })();
}

/** Word times found anew move a place by less than this, µs. */
const MOVED_US = 500_000;

/**
 * Whether a passage came of the same suggestion. Of the same words said again elsewhere it did not: who rejected one place
 * has not judged the other.
 */
export function isSameSuggestion({ suggestion, startUs, endUs }: Pick<Passage, 'suggestion' | 'startUs' | 'endUs'>, fingerprint: string, place: Span): boolean {
  return suggestion?.fingerprint === fingerprint && overlaps({ startUs: startUs - MOVED_US, endUs: endUs + MOVED_US }, place);
}

function spokenIn(db: Database, footageId: string): { segments: Segment[]; footage: Span } {
  const found = db.prepare('SELECT duration_us AS durationUs FROM footage WHERE id = ?').get(footageId) as { durationUs: number } | undefined;
  if (!found) throw new ZapisError('footage-missing');
  return { segments: listSegments(db, footageId), footage: { startUs: 0, endUs: found.durationUs } };
}
