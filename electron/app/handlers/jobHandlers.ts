import { cancelJob, dismissFinishedJobs, listJobs } from '../../core/operations/jobs';
import type { HandlerContext, HandlersOf } from './appHandlers';

export function jobHandlers({ session }: HandlerContext): HandlersOf<'jobs'> {
  return {
    'jobs.list': (input) => listJobs(session.workspace, input),
    'jobs.cancel': (input) => {
      cancelJob(session.workspace, input);
      return {};
    },
    'jobs.dismissFinished': (input) => {
      dismissFinishedJobs(session.workspace, input);
      return {};
    },
  };
}
