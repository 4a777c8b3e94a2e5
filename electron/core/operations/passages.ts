import { reasonTold, type Passage, type PassageDraft, type PassageView } from '../../../shared/domain';
import { may } from '../../../shared/roles';
import { addComment } from '../redaction/comments';
import { acceptPassage as accept, approvePassage as approve, listPassages as list, markPassage as mark, rejectPassage as reject, updatePassage as update, withdrawPassage as withdraw, type PassageChange } from '../redaction/passages';
import { withHands } from '../redaction/hands';
import { assertOffered } from '../redaction/reasons';
import type { Database } from '../vault/database';
import type { Workspace } from '../workspace/workspace';
import { changing, looking } from './operation';
import { searchForPassages } from './regions';
import { assertVisible } from './release';

/** Those who may not read the raw transcript see where and why, never what. */
export const listPassages = looking('passages.list', (workspace, { footageId }: { footageId: string }): PassageView[] => {
  const { vault, actor } = workspace;
  assertVisible(workspace, footageId);
  const passages = list(vault.db, footageId).map((passage) => withHands(vault.db, passage));
  return may(actor.role, 'transcript.readRaw') ? passages : passages.map(withoutWords);
});

/** All that was said in a passage or about it taken out; of what the speaker did no more than that he accuses himself. */
function withoutWords(passage: PassageView): PassageView {
  return { ...passage, text: '', note: '', suggestion: null, comments: [], reason: reasonTold(passage.reason) };
}

export const markPassage = changing('passages.mark', (workspace, draft: PassageDraft) => {
  assertOffered(workspace.vault.db, draft.reason);
  return announce(workspace, withFaces(workspace, mark(workspace.vault.db, draft, workspace.actor)));
}, deed);

export const updatePassage = changing('passages.update', (workspace, { passageId, ...change }: { passageId: string } & PassageChange) => {
  const { db } = workspace.vault;
  // What it has already it may keep, also one that came with a handover and has no name here.
  if (change.reason !== undefined && change.reason !== reasonOf(db, passageId)) assertOffered(db, change.reason);
  return announce(workspace, withFaces(workspace, update(db, passageId, change, workspace.actor)));
}, deed);

export const withdrawPassage = changing('passages.withdraw', (workspace, { passageId }: { passageId: string }) =>
  announce(workspace, withdraw(workspace.vault.db, passageId, workspace.actor)), deed);

export const approvePassage = changing('passages.approve', (workspace, { passageId }: { passageId: string }) =>
  announce(workspace, approve(workspace.vault.db, passageId, workspace.actor)), deed);

export const acceptPassage = changing('passages.mark', (workspace, { passageId }: { passageId: string }) =>
  announce(workspace, accept(workspace.vault.db, passageId, workspace.actor)), deed);

export const rejectPassage = changing('passages.reject', (workspace, { passageId }: { passageId: string }) =>
  announce(workspace, reject(workspace.vault.db, passageId, workspace.actor)), deed);

export const commentPassage = changing('passages.comment', (workspace, { passageId, text }: { passageId: string; text: string }) => {
  const { footageId, comment } = addComment(workspace.vault.db, passageId, text, workspace.actor);
  workspace.changes.emit('passages', footageId);
  return { footageId, comment };
}, ({ passageId }, { footageId, comment }) => ({ item: { kind: 'passage', id: passageId }, details: { footage: footageId, comment: comment.id } }));

/** Whoever has a passage's faces covered has them searched for in the same step: marked alone, it would stay covered whole. */
function withFaces(workspace: Workspace, passage: Passage): Passage {
  if (passage.video === 'faces') searchForPassages(workspace, passage.footageId);
  return passage;
}

function reasonOf(db: Database, passageId: string): string | undefined {
  return db.prepare<[string], string>('SELECT reason FROM passage WHERE id = ?').pluck().get(passageId);
}

function deed(_input: unknown, { id, footageId, reason, state }: Passage): { item: { kind: string; id: string }; details: Record<string, string> } {
  return { item: { kind: 'passage', id }, details: { footage: footageId, reason, state } };
}

function announce({ changes, vault }: Workspace, passage: Passage): PassageView {
  changes.emit('passages', passage.footageId);
  return withHands(vault.db, passage);
}
