import { randomUUID } from 'node:crypto';
import type { Exclusion, Pseudonym, PseudonymDraft } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { nfc } from '../../../shared/text';
import { hashOf } from '../redaction/planFor';
import { REDACTED } from '../redaction/policy';
import { recordEdit, type Row } from '../transcript/history';
import { listSegments } from '../transcript/segments';
import { transaction, type Database } from '../vault/database';
import { holdsName } from './find';
import { keyOf } from './forms';
import { occurrencesIn } from './occurrences';
import { listPseudonyms, pseudonymFromRow, pseudonymToRow } from './rows';

interface Hand { readonly id: string }

/**
 * Sets what stands for a name, or changes it; from this moment on the name is gone from everything that leaves. Changed,
 * it needs a second look. The name of one that is there stays as it is: to rename it would uncover the old. Undoable.
 *
 * @throws ZapisError `footage-missing`, `pseudonym-no-interview`, `pseudonym-empty`, `pseudonym-known`, `pseudonym-missing`,
 *   `pseudonym-substitute-tells`.
 */
export function savePseudonym(db: Database, draft: PseudonymDraft, by: Hand): Pseudonym {
  return transaction(db, () => {
    const interviewId = interviewOf(db, draft.footageId);
    const known = listPseudonyms(db, interviewId);
    const old = draft.id === null ? null : known.find(({ id }) => id === draft.id) ?? missing();
    const name = old?.name ?? tidy(draft.name);
    const also = [...new Set(draft.also.map(tidy))].filter((one) => one !== '' && one !== name);
    if ([name, ...also].some((one) => keyOf(one).length < 2)) throw new ZapisError('pseudonym-empty');
    if (!old && known.some((one) => keyOf(one.name) === keyOf(name))) throw new ZapisError('pseudonym-known', { name });
    const substitute = tidy(draft.substitute);
    const others = known.filter((one) => one !== old).map((one) => ({ id: one.id, names: [one.name, ...one.also], kind: one.kind }));
    if (substitute === '' || substitute === REDACTED || holdsName(substitute, [...others, { id: '', names: [name, ...also], kind: draft.kind }])) throw new ZapisError('pseudonym-substitute-tells');
    const now = new Date().toISOString();
    const saved: Pseudonym = { id: old?.id ?? randomUUID(), interviewId, name, also, kind: draft.kind, substitute, state: 'marked', excluded: old?.excluded ?? [], createdAt: old?.createdAt ?? now, updatedAt: now };
    write(db, draft.footageId, 'history.setPseudonym', saved, by);
    return saved;
  });
}

/** A place of a name, as the screens name it. */
export interface Place {
  readonly footageId: string;
  readonly pseudonymId: string;
  readonly fingerprint: string;
  readonly startUs: number;
}

/**
 * Judges that a place is not the name, or that it is after all. The rest needs a second look then. Undoable.
 *
 * @throws ZapisError `pseudonym-missing`; `pseudonym-place-missing` when no such words stand there any more.
 */
export function excludeOccurrence(db: Database, { footageId, pseudonymId, fingerprint, startUs }: Place, excluded: boolean, by: Hand): Pseudonym {
  return transaction(db, () => {
    const old = get(db, pseudonymId, interviewOf(db, footageId));
    const footage = hashOf(db, footageId);
    const own = occurrencesIn(listSegments(db, footageId), listPseudonyms(db, old.interviewId), footage)
      .find((one) => (one.id === pseudonymId || one.others.includes(pseudonymId)) && one.fingerprint === fingerprint && one.span.startUs === startUs);
    if (!own) throw new ZapisError('pseudonym-place-missing');
    const { endUs } = own.span;
    const here = (one: Exclusion): boolean => one.footage === footage && one.fingerprint === fingerprint && one.startUs <= endUs && one.endUs >= startUs;
    const kept = old.excluded.filter((one) => !here(one));
    const changed: Pseudonym = { ...old, excluded: excluded ? [...kept, { footage, startUs, endUs, fingerprint }] : kept, state: 'marked', updatedAt: new Date().toISOString() };
    write(db, footageId, 'history.excludeOccurrence', changed, by);
    return changed;
  });
}

/** A second person has looked at a name and its places. Undoable. @throws ZapisError `pseudonym-missing`, `pseudonym-not-marked`, `pseudonym-own-approval`. */
export function approvePseudonym(db: Database, { footageId, id }: { footageId: string; id: string }, by: Hand): Pseudonym {
  return transaction(db, () => {
    const old = get(db, id, interviewOf(db, footageId));
    if (old.state !== 'marked') throw new ZapisError('pseudonym-not-marked');
    const hands = db.prepare<[string], { created_by: string | null; updated_by: string | null }>('SELECT created_by, updated_by FROM pseudonym WHERE id = ?').get(id);
    if (hands?.created_by === by.id || hands?.updated_by === by.id) throw new ZapisError('pseudonym-own-approval');
    const approved: Pseudonym = { ...old, state: 'approved', updatedAt: new Date().toISOString() };
    write(db, footageId, 'history.approvePseudonym', approved, by);
    return approved;
  });
}

/** From now on the name is said again. Undoable. @throws ZapisError `pseudonym-missing`. */
export function removePseudonym(db: Database, { footageId, id }: { footageId: string; id: string }, by: Hand): Pseudonym {
  return transaction(db, () => {
    const old = get(db, id, interviewOf(db, footageId));
    recordEdit(db, { footageId, what: 'history.removePseudonym', by: by.id, changes: [{ table: 'pseudonym', id, before: raw(db, id), after: null }] });
    return old;
  });
}

/** @throws ZapisError `footage-missing`, `pseudonym-no-interview`. */
export function interviewOf(db: Database, footageId: string): string {
  const row = db.prepare<[string], { interviewId: string | null }>('SELECT interview_id AS interviewId FROM footage WHERE id = ?').get(footageId);
  if (!row) throw new ZapisError('footage-missing', { id: footageId });
  if (row.interviewId === null) throw new ZapisError('pseudonym-no-interview');
  return row.interviewId;
}

function get(db: Database, id: string, interviewId: string): Pseudonym {
  const row = raw(db, id);
  const found = row && pseudonymFromRow(row);
  return found?.interviewId === interviewId ? found : missing();
}

function raw(db: Database, id: string): Row | null {
  return (db.prepare('SELECT * FROM pseudonym WHERE id = ?').get(id) as Row | undefined) ?? null;
}

function write(db: Database, footageId: string, what: string, p: Pseudonym, by: Hand): void {
  const before = raw(db, p.id);
  const after = { ...pseudonymToRow(p), created_by: before ? before['created_by'] ?? null : by.id, updated_by: by.id };
  recordEdit(db, { footageId, what, by: by.id, changes: [{ table: 'pseudonym', id: p.id, before, after }] });
}

function missing(): never {
  throw new ZapisError('pseudonym-missing');
}

function tidy(text: string): string {
  return nfc(text).replace(/[\p{Cc}\p{Cf}]/gu, ' ').replace(/\s+/gu, ' ').trim();
}
