import { randomUUID } from 'node:crypto';
import { passageComment, type PassageComment } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { recordEdit, type RowChange } from '../transcript/history';
import type { Database } from '../vault/database';

const SELECT = 'SELECT c.id, c.at, c.by_name AS "by", c.text, c.passage_id AS passageId FROM passage_comment AS c';

/** What was said about one passage, the oldest first. */
export function commentsOn(db: Database, passageId: string): PassageComment[] {
  return db.prepare(`${SELECT} WHERE c.passage_id = ? ORDER BY c.at, c.rowid`).all(passageId).map((row) => passageComment.parse(row));
}

/** A comment with the passage that it is about. */
export interface PlacedComment extends PassageComment {
  readonly passageId: string;
}

/** What was said about all passages of a footage, the oldest first. */
export function commentsOf(db: Database, footageId: string): PlacedComment[] {
  return db.prepare<[string], PlacedComment>(`${SELECT} JOIN passage AS p ON p.id = c.passage_id WHERE p.footage_id = ? ORDER BY c.at, c.rowid`).all(footageId);
}

/**
 * Says something about a passage, for colleagues inside the vault. It stands as it was said: undo is the only way back.
 *
 * @throws ZapisError `passage-missing`; `comment-empty`.
 */
export function addComment(db: Database, passageId: string, text: string, by: { readonly id: string; readonly name: string }): { footageId: string; comment: PassageComment } {
  return db.transaction(() => {
    const footageId = db.prepare<[string], string>('SELECT footage_id FROM passage WHERE id = ?').pluck().get(passageId);
    if (footageId === undefined) throw new ZapisError('passage-missing');
    const said = text.trim();
    if (said === '') throw new ZapisError('comment-empty');
    const comment: PassageComment = { id: randomUUID(), at: new Date().toISOString(), by: by.name, text: said };
    recordEdit(db, { footageId, what: 'history.commentPassage', by: by.id, changes: [commentChange({ ...comment, passageId }, by.id)] });
    return { footageId, comment };
  })();
}

/** The change by which a comment comes in; `byId` null for somebody whom this vault does not know. */
export function commentChange({ id, passageId, at, by, text }: PlacedComment, byId: string | null): RowChange {
  return { table: 'passage_comment', id, before: null, after: { id, passage_id: passageId, at, by_id: byId, by_name: by, text } };
}
