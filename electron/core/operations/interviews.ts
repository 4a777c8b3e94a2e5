import type { Workspace } from '../workspace/workspace';
import type { Interview, InterviewDraft } from '../../../shared/domain';
import { createInterview as create, listInterviews as list, updateInterview as update } from '../footage/interviews';
import { listPseudonyms } from '../pseudonyms/rows';
import { publicInterview } from '../releasing/publicName';
import { listFootage } from './footage';
import { changing, looking } from './operation';
import { seesRaw } from './release';

/** All interviews, or those of released footage, without notes, for those who see nothing raw. */
export const listInterviews = looking('interviews.list', (workspace: Workspace): Interview[] => {
  const interviews = list(workspace.vault.db);
  if (seesRaw(workspace)) return interviews;
  const released = new Set(listFootage(workspace, {}).map((footage) => footage.interviewId));
  return interviews.filter(({ id }) => released.has(id)).map((one) => publicInterview(one, listPseudonyms(workspace.vault.db, one.id)));
});

export const createInterview = changing('interviews.create', ({ vault, changes }, draft: InterviewDraft): Interview => {
  const created = create(vault.db, draft);
  changes.emit('interviews');
  return created;
}, (_draft, { id }) => ({ item: { kind: 'interview', id } }));

export const updateInterview = changing('interviews.update', ({ vault, changes }, { id, draft }: { id: string; draft: InterviewDraft }): Interview => {
  const updated = update(vault.db, id, draft);
  changes.emit('interviews');
  return updated;
}, ({ id }) => ({ item: { kind: 'interview', id } }));
