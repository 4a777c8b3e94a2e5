import { z } from 'zod';
import { remark, remarkAnswer, type Remark } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { movesBetween, moveAnchor } from '../remarks/follow';
import { removal } from '../remarks/remarks';
import { answerToRow, rawRemark, remarksOf, remarkToRow } from '../remarks/rows';
import { splitWords } from '../../../shared/text';
import type { RowChange } from '../transcript/history';
import type { Database } from '../vault/database';
import { omit } from './omit';

/** A remark on its way. Who asked goes by name: nobody there has his id. */
export const remarkSnapshot = remark.omit({ footageId: true }).extend({ id: z.uuid(), endUs: z.number().int().positive() }).refine((r) => r.endUs > r.startUs);
export type RemarkSnapshot = z.infer<typeof remarkSnapshot>;
export const travellingAnswer = remarkAnswer.extend({ id: z.uuid(), remarkId: z.uuid() });
export type TravellingAnswer = z.infer<typeof travellingAnswer>;

/** What a version of a remark says. Where its words are makes none: that follows from the texts, in each vault by itself. */
export function remarkVersionOf(r: RemarkSnapshot): unknown {
  return ['remark', r.kind, r.language, r.words, r.text, r.state];
}

export function remarkSnapshotsOf(db: Database, footageId: string): Map<string, RemarkSnapshot> {
  return new Map(remarksOf(db, footageId).map((one) => [one.id, omit(one, 'footageId')]));
}

/**
 * Both sides have said something else of how far a remark is: what was said last holds. It is no one's words, so nobody need
 * be asked; and an answer that comes in opens what was closed before it.
 */
export function laterRemark(ours: RemarkSnapshot, theirs: RemarkSnapshot): RemarkSnapshot {
  return theirs.updatedAt > ours.updatedAt ? { ...ours, state: theirs.state, updatedAt: theirs.updatedAt, changedBy: theirs.changedBy } : ours;
}

/** Texts by segment, as words: of the original under '', of each translation under its language. */
export type TextsIn = (language: string) => ReadonlyMap<string, string>;

/** Their anchor counts words of their texts; here it counts those that stand after the merge. */
export function fitRemark(r: RemarkSnapshot, there: TextsIn, here: TextsIn): RemarkSnapshot {
  const [theirs, ours] = [there(r.language ?? ''), here(r.language ?? '')];
  const ids = [...new Set([r.anchor.fromSegmentId, r.anchor.toSegmentId])];
  if (ids.every((id) => theirs.get(id) === ours.get(id))) return r;
  const of = (texts: ReadonlyMap<string, string>) => ids.flatMap((segmentId) => { const text = texts.get(segmentId); return text === undefined ? [] : [{ segmentId, words: splitWords(text) }]; });
  return { ...r, anchor: moveAnchor(r.anchor, movesBetween(of(theirs), of(ours))) };
}

/** @param now null: it is taken away here as it was there. @throws ZapisError `handover-damaged` when the id is another footage's here. */
export function remarkChanges(db: Database, footageId: string, id: string, now: RemarkSnapshot | null): RowChange[] {
  const before = rawRemark(db, id);
  if (before && before['footage_id'] !== footageId) throw new ZapisError('handover-damaged');
  if (!now) return before ? removal(db, { id, footageId }) : [];
  const row = remarkToRow({ ...now, footageId } satisfies Remark, null);
  return [{ table: 'remark', id, before, after: before ? { ...before, state: now.state, updated_at: now.updatedAt, changed_by: now.changedBy } : row }];
}

/** Answers only grow: both sides' are simply all of them. */
export function freshAnswers(db: Database, answers: readonly TravellingAnswer[], stands: (remarkId: string) => boolean): TravellingAnswer[] {
  const known = db.prepare('SELECT 1 FROM remark_answer WHERE id = ?');
  return answers.filter(({ id, remarkId }) => stands(remarkId) && known.get(id) === undefined);
}

export function answerChange(answer: TravellingAnswer, footageId: string): RowChange {
  return { table: 'remark_answer', id: answer.id, before: null, after: answerToRow(answer, footageId, null) };
}

