import { createInterview, listInterviews, updateInterview } from '../../core/operations/interviews';
import type { HandlerContext, HandlersOf } from './appHandlers';

export function interviewHandlers({ session }: HandlerContext): HandlersOf<'interviews'> {
  return {
    'interviews.list': (input) => listInterviews(session.workspace, input),
    'interviews.create': (draft) => createInterview(session.workspace, draft),
    'interviews.update': (input) => updateInterview(session.workspace, input),
  };
}
