import { createInterview, listInterviews, updateInterview } from '../../core/footage/interviews';
import type { HandlerContext, HandlersOf } from './appHandlers';

export function interviewHandlers({ session }: HandlerContext): HandlersOf<'interviews'> {
  return {
    'interviews.list': () => listInterviews(session.workspace.vault.db),
    'interviews.create': (draft) => {
      const created = createInterview(session.workspace.vault.db, draft);
      session.workspace.changes.emit('interviews');
      return created;
    },
    'interviews.update': ({ id, draft }) => {
      const updated = updateInterview(session.workspace.vault.db, id, draft);
      session.workspace.changes.emit('interviews');
      return updated;
    },
  };
}
