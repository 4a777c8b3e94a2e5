import type { Remark, RemarkDraft, RemarkState, RemarkView } from '../../../shared/domain';
import { may } from '../../../shared/roles';
import { addRemark as add, answerRemark as answer, removeRemark as remove, setRemarkState as setState } from '../remarks/remarks';
import { remarksForEditors, remarkViews } from '../remarks/view';
import type { Workspace } from '../workspace/workspace';
import { changing, looking, type Deed } from './operation';
import { assertVisible } from './release';

/** What is pinned to a footage's words, as this person may see it. */
export const listRemarks = looking('remarks.list', (workspace: Workspace, { footageId }: { footageId: string }): RemarkView[] => {
  assertVisible(workspace, footageId);
  const { db } = workspace.vault;
  return may(workspace.actor.role, 'transcript.readRaw') ? remarkViews(db, footageId) : remarksForEditors(db, footageId);
});

export const addRemark = changing('remarks.write', (workspace: Workspace, draft: RemarkDraft) => tell(workspace, add(workspace.vault.db, draft, workspace.actor)), deed);

export const answerRemark = changing('remarks.write', (workspace: Workspace, { remarkId, text }: { remarkId: string; text: string }) => tell(workspace, answer(workspace.vault.db, remarkId, text, workspace.actor).remark), deed);

export const setRemarkState = changing('remarks.write', (workspace: Workspace, { remarkId, state }: { remarkId: string; state: RemarkState }) => tell(workspace, setState(workspace.vault.db, remarkId, state, workspace.actor)), deed);

export const removeRemark = changing('remarks.write', (workspace: Workspace, { remarkId }: { remarkId: string }) => tell(workspace, remove(workspace.vault.db, remarkId, workspace.actor)), deed);

function deed(_input: unknown, { id, footageId, kind, state }: Remark): Deed {
  return { item: { kind: 'remark', id }, details: { footage: footageId, kind, state } };
}

function tell({ changes }: Workspace, remark: Remark): Remark {
  changes.emit('remarks', remark.footageId);
  return remark;
}
