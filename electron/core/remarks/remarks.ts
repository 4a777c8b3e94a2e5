import { randomUUID } from 'node:crypto';
import { isAnnotation, type Remark, type RemarkAnswer, type RemarkDraft, type RemarkState } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { recordEdit, type RowChange } from '../transcript/history';
import { transaction, type Database } from '../vault/database';
import { pinnedTo } from './place';
import { answersOf, answerToRow, rawRemark, remarkFromRow, remarkToRow } from './rows';

interface Person { readonly id: string; readonly name: string }

/**
 * Pins a question, a comment or an annotation to words. Undoable, as all that is done to remarks.
 *
 * @throws ZapisError `remark-no-words` when there are no such words; `remark-empty` when a question or comment says nothing.
 */
export function addRemark(db: Database, draft: RemarkDraft, by: Person): Remark {
  return transaction(db, () => {
    const said = draft.text.trim();
    if (said === '' && !isAnnotation(draft.kind)) throw new ZapisError('remark-empty');
    const pinned = pinnedTo(db, draft);
    const now = new Date().toISOString();
    const remark: Remark = { ...draft, ...pinned, id: randomUUID(), text: said, state: isAnnotation(draft.kind) ? 'closed' : 'open', createdAt: now, by: by.name, updatedAt: now, changedBy: by.name };
    recordEdit(db, { footageId: remark.footageId, what: 'history.addRemark', by: by.id, changes: [{ table: 'remark', id: remark.id, before: null, after: remarkToRow(remark, by.id) }] });
    return remark;
  });
}

/** Answers, and so says that the remark is answered. @throws ZapisError `remark-missing`, `remark-empty`. */
export function answerRemark(db: Database, remarkId: string, text: string, by: Person): { remark: Remark; answer: RemarkAnswer } {
  return transaction(db, () => {
    const said = text.trim();
    if (said === '') throw new ZapisError('remark-empty');
    const { row, remark } = known(db, remarkId);
    const answer: RemarkAnswer = { id: randomUUID(), at: new Date().toISOString(), by: by.name, text: said };
    const changes: RowChange[] = [{ table: 'remark_answer', id: answer.id, before: null, after: answerToRow({ ...answer, remarkId }, remark.footageId, by.id) }];
    // Who goes on in his own question has not answered it.
    const answered: Remark = isAnnotation(remark.kind) || row['by_id'] === by.id ? remark : { ...remark, state: 'answered', updatedAt: answer.at, changedBy: by.name };
    if (answered !== remark) changes.push({ table: 'remark', id: remarkId, before: row, after: { ...row, ...stateColumns(answered) } });
    recordEdit(db, { footageId: remark.footageId, what: 'history.answerRemark', by: by.id, changes });
    return { remark: answered, answer };
  });
}

/** Closes a remark, or opens it again. @throws ZapisError `remark-missing`. */
export function setRemarkState(db: Database, remarkId: string, state: RemarkState, by: Person): Remark {
  return transaction(db, () => {
    const { row, remark } = known(db, remarkId);
    if (remark.state === state) return remark;
    const changed: Remark = { ...remark, state, updatedAt: new Date().toISOString(), changedBy: by.name };
    recordEdit(db, { footageId: remark.footageId, what: 'history.setRemarkState', by: by.id, changes: [{ table: 'remark', id: remarkId, before: row, after: { ...row, ...stateColumns(changed) } }] });
    return changed;
  });
}

/** Takes a remark away with its answers. @throws ZapisError `remark-missing`. */
export function removeRemark(db: Database, remarkId: string, by: Person): Remark {
  return transaction(db, () => {
    const { remark } = known(db, remarkId);
    recordEdit(db, { footageId: remark.footageId, what: 'history.removeRemark', by: by.id, changes: removal(db, remark) });
    return remark;
  });
}

/** The changes that take a remark away: answers first, so that undo brings the remark back before them. */
export function removal(db: Database, { id, footageId }: Pick<Remark, 'id' | 'footageId'>): RowChange[] {
  const raw = db.prepare<[string], NonNullable<RowChange['before']>>('SELECT id, footage_id, remark_id, at, by_id, by_name, text FROM remark_answer WHERE id = ?');
  const answers = answersOf(db, footageId).filter(({ remarkId }) => remarkId === id);
  return [...answers.map((answer): RowChange => ({ table: 'remark_answer', id: answer.id, before: raw.get(answer.id) ?? null, after: null })), { table: 'remark', id, before: rawRemark(db, id), after: null }];
}

function stateColumns({ state, updatedAt, changedBy }: Remark): Record<string, string> {
  return { state, updated_at: updatedAt, changed_by: changedBy };
}

function known(db: Database, id: string): { row: NonNullable<RowChange['before']>; remark: Remark } {
  const row = rawRemark(db, id);
  if (!row) throw new ZapisError('remark-missing');
  return { row, remark: remarkFromRow(row) };
}
