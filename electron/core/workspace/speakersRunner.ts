import { z } from 'zod';
import { speakerCount, type Job, type SpeakerCount } from '../../../shared/domain';
import { getFootage } from '../footage/footage';
import { voiceModelPaths, whileVoicesUsed } from '../models/voices';
import { detectSpeakers } from '../transcription/voices/detect';
import type { Workspace } from './workspace';

export const speakersInput = z.object({ count: speakerCount });

/** Begins telling the voices of a footage apart, once. */
export function enqueueSpeakers(workspace: Workspace, footageId: string, count: SpeakerCount): Job {
  // A transcription that was killed right after it had asked for this asks again when it resumes.
  const waiting = waitingFor(workspace, footageId);
  return waiting ?? workspace.jobs.enqueue('speakers', getFootage(workspace.vault.db, footageId).name, footageId, { count });
}

/** The job that tells a footage's voices apart and has not ended yet. */
export function waitingFor({ jobs }: Workspace, footageId: string): Job | undefined {
  return jobs.list().find((job) => job.kind === 'speakers' && job.footageId === footageId && job.finishedAt === null);
}

export function registerSpeakers(workspace: Workspace): void {
  workspace.jobs.register('speakers', async (ctx) => {
    const { count } = speakersInput.parse(ctx.input);
    const footageId = ctx.footageId ?? '';
    try {
      return await whileVoicesUsed(async () => detectSpeakers(workspace, footageId, {
        models: voiceModelPaths(),
        people: count === 'auto' ? null : count,
        signal: ctx.signal,
        checkpoint: ctx.checkpoint,
        onCheckpoint: (value) => { ctx.saveCheckpoint(value); },
        onProgress: (fraction, speed) => { ctx.progress(fraction, { speed }); },
      }));
    } finally {
      for (const what of ['transcript', 'passages'] as const) workspace.changes.emit(what, footageId);
    }
  });
}
