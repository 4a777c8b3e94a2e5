import type { Workspace } from '../workspace/workspace';
import type { Interview, InterviewDraft } from '../../../shared/domain';
import { createInterview as create, listInterviews as list, updateInterview as update } from '../footage/interviews';
import { changing, looking } from './operation';

export const listInterviews = looking('interviews.list', ({ vault }: Workspace) => list(vault.db));

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
