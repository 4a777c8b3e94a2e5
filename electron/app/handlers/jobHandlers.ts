import type { HandlerContext, HandlersOf } from './appHandlers';

export function jobHandlers({ session }: HandlerContext): HandlersOf<'jobs'> {
  return {
    'jobs.list': () => session.workspace.jobs.list(),
    'jobs.cancel': ({ jobId }) => {
      session.workspace.jobs.cancel(jobId);
      return {};
    },
    'jobs.dismissFinished': () => {
      session.workspace.jobs.dismissFinished();
      return {};
    },
  };
}
