import { z } from 'zod';
import type { Job, Region } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { searchFaces } from '../faces/search';
import { storeFaces } from '../faces/order';
import type { Looking, Unlooked } from '../clips/leak/lookAgain';
import { getFootage } from '../footage/footage';
import { modelPath } from '../models/catalogue';
import { whileUsed } from '../models/use';
import { chosenThreads } from './keepPower';
import type { Workspace } from './workspace';

/** The one detector of faces. */
export const FACE_MODEL = 'ultraface-rfb-320';

/** Who looks for faces in finished clips on this computer. */
export function looker({ startWorker, vault, threads }: Pick<Workspace, 'startWorker' | 'vault' | 'threads'>): Looking | Unlooked {
  try {
    return { modelId: FACE_MODEL, modelPath: modelPath(FACE_MODEL), startWorker, threads: chosenThreads(vault.db, threads) };
  } catch (error) {
    // Missing or damaged: the clip's manifest says that nobody looked.
    if (error instanceof ZapisError) return 'no-detector';
    throw error;
  }
}

export const facesInput = z.object({ regionId: z.string(), startUs: z.number(), endUs: z.number() });

/** Begins looking for the faces of an order. */
export function enqueueFaces({ jobs, vault }: Workspace, order: Region): Job {
  return jobs.enqueue('faces', getFootage(vault.db, order.footageId).name, order.footageId, { regionId: order.id, startUs: order.startUs, endUs: order.endUs });
}

/** The unfinished search of a footage. */
export function facesWaiting({ jobs }: Workspace, footageId: string): Job | undefined {
  return jobs.list().find((job) => job.kind === 'faces' && job.footageId === footageId && job.finishedAt === null);
}

/** Whether a search for an order's faces waits or runs. */
export function isSearching({ jobs }: Workspace, orderId: string): boolean {
  return jobs.list().some((job) => job.kind === 'faces' && job.finishedAt === null && facesInput.safeParse(jobs.input(job.id)).data?.regionId === orderId);
}

export function registerFaces(workspace: Workspace): void {
  workspace.jobs.register('faces', async (ctx) => {
    const { regionId, startUs, endUs } = facesInput.parse(ctx.input);
    const footageId = ctx.footageId ?? '';
    const began = performance.now();
    const { tracks, frames } = await whileUsed(FACE_MODEL, async () => searchFaces(workspace, footageId, { startUs, endUs }, {
      model: modelPath(FACE_MODEL),
      signal: ctx.signal,
      checkpoint: ctx.checkpoint,
      onCheckpoint: (value) => { ctx.saveCheckpoint(value); },
      onProgress: (fraction, speed) => { ctx.progress(fraction, { speed }); },
    }));
    const stored = storeFaces(workspace.vault.db, regionId, { startUs, endUs }, tracks, FACE_MODEL, workspace.actor);
    workspace.changes.emit('passages', footageId);
    if (stored === null) throw new ZapisError('region-missing');
    return { footage: footageId, tracks: stored.tracks, frames, elapsedMs: Math.round(performance.now() - began) };
  });
}
