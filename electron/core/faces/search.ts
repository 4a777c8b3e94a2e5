import { z } from 'zod';
import { ZapisError } from '../../../shared/errors';
import type { Span } from '../../../shared/time';
import { clipSource } from '../clips/source';
import type { MediaEnv } from '../media/env';
import { endOnCancel } from '../transcription/endOnCancel';
import type { StartWorker } from '../transcription/workerHost';
import { startFaces } from './client';
import { picturesOf } from './pictures';
import { FaceTracks, NO_TRACKS, trackState, type Sighting } from './tracks';

/** Footage is gone through in stretches; an interruption costs at most one, microseconds. */
const STRETCH_US = 30_000_000;
/** Every frame is looked at; every so many, also for small faces in all of it. */
const FINE_EVERY = 5;
/** Seconds read before a stretch; null, reading from the start, where a seek lands behind it. */
const LEADS_S = [10, null];

const checkpointSchema = z.object({ nextUs: z.number().int().nonnegative(), tracks: trackState, frames: z.number().int().nonnegative() });

export interface SearchOptions {
  /** Path of the detector's model. */
  readonly model: string;
  readonly signal: AbortSignal;
  /** What `onCheckpoint` was given last by an interrupted run. */
  readonly checkpoint?: unknown;
  onCheckpoint(value: unknown): void;
  /** Share done, 0 to 1, and speed in seconds of footage a second. */
  onProgress(fraction: number, speed: number | null): void;
}

/** The faces of a stretch: tracks of sightings, thinned, and how many frames were looked at. */
export interface FoundFaces { readonly tracks: readonly Sighting[][]; readonly frames: number }

/**
 * Looks for faces in every frame of a stretch and joins them into tracks. Memory and checkpoint grow with what moves, not
 * with the length.
 *
 * @throws ZapisError `region-no-picture`, `faces-failed`, `faces-frames-lost`, `ffmpeg-…`; AbortError on `signal`.
 */
export async function searchFaces(env: MediaEnv & { readonly startWorker: StartWorker }, footageId: string, stretch: Span, o: SearchOptions): Promise<FoundFaces> {
  const source = clipSource(env, footageId);
  if (!source.video) throw new ZapisError('region-no-picture');
  const before = checkpointSchema.safeParse(o.checkpoint).data ?? { nextUs: stretch.startUs, tracks: NO_TRACKS, frames: 0 };
  let tracks = new FaceTracks(before.tracks);
  const client = startFaces(env.startWorker, o.model);
  const served = env.loopback.serve(env.vault.stores.open(footageId).original());
  const began = performance.now();
  let { frames } = before;
  try {
    return await endOnCancel(o.signal, client, async () => {
      for (let fromUs = before.nextUs; fromUs < stretch.endUs;) {
        const span = { startUs: fromUs, endUs: Math.min(stretch.endUs, fromUs + STRETCH_US) };
        let whole = false;
        for (const leadS of LEADS_S) {
          // Frames lost on the way make the others' times wrong: what was seen so far is forgotten.
          const [now, counted] = [new FaceTracks(tracks.state), frames];
          let fresh = 0;
          whole = await picturesOf(env, served, source, span, leadS, o.signal, async (picture) => {
            // The frame that reaches over the border of two stretches.
            if (picture.atUs <= now.atUs) return;
            const found = await client.find({ ...picture, fine: (counted + fresh) % FINE_EVERY === 0, near: now.near() });
            now.see(picture.atUs, found);
            fresh += 1;
            o.onProgress((Math.max(fromUs, picture.atUs) - stretch.startUs) / (stretch.endUs - stretch.startUs), (picture.atUs - before.nextUs) / 1000 / (performance.now() - began));
          });
          o.signal.throwIfAborted();
          if (!whole) continue;
          [tracks, frames] = [now, counted + fresh];
          break;
        }
        if (!whole) throw new ZapisError('faces-frames-lost');
        fromUs = span.endUs;
        o.onCheckpoint({ nextUs: fromUs, tracks: tracks.state, frames });
      }
      return { tracks: tracks.all(), frames };
    });
  } finally {
    served.close();
  }
}
