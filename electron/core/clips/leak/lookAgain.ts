import { z } from 'zod';
import { US_PER_SECOND } from '../../../../shared/time';
import { startFaces, type FaceClient } from '../../faces/client';
import { cut, lookedAt } from '../../faces/pictures';
import { faceOf } from '../../faces/tracks';
import type { FfmpegBinaries } from '../../media/binaries';
import type { Loopback, Served } from '../../media/loopback';
import { ffmpegStream } from '../../media/stream';
import { endOnCancel } from '../../transcription/endOnCancel';
import type { StartWorker } from '../../transcription/workerHost';
import { ZapisError } from '../../../../shared/errors';
import { openFileSource } from '../fileSource';
import { regionBlock } from '../pictureFilter';
import { seekTo, plainSeconds } from '../seconds';
import { framesToSee, runsOf, type FacesWanted, type FrameToSee } from './facesToSee';
import { finding, type LeakFinding } from './finding';
import { confirmed, coveredAgain, suspects, type Picture } from './judgeFaces';

/** Why nobody looked for faces in a clip before it got its name. */
export const UNLOOKED = ['no-detector', 'no-faces'] as const;
export type Unlooked = (typeof UNLOOKED)[number];

/** Who looks for faces in a finished clip. */
export interface Looking {
  readonly modelId: string;
  readonly modelPath: string;
  readonly startWorker: StartWorker;
  /** Frames that are looked at side by side, each by a process of its own; at most and unless given {@link LOOKERS}. */
  readonly threads?: number | undefined;
}

/** A detector uses one thread, whatever the machine: frames know nothing of each other here, so two halve the time. */
const LOOKERS = 2;

/** How far an interrupted job had looked; for the very same bytes only. */
export const lookedSoFar = z.object({ looked: z.object({ sha256: z.string(), nextFrame: z.number().int().nonnegative() }) });
export type LookedSoFar = z.infer<typeof lookedSoFar>;

export interface LookOptions {
  readonly signal: AbortSignal;
  /** The first frame that was not looked at; the beginning unless given. */
  readonly fromFrame?: number;
  /** Throwing ends the looking. */
  readonly onFound?: (found: LeakFinding) => void;
  /** Told after each stretch. */
  readonly onReached?: (nextFrame: number) => void;
  /** Frames looked at so far, those before `fromFrame` included. */
  readonly onProgress?: (frames: number) => void;
}

export interface ClipToSee extends FacesWanted {
  readonly file: string;
  readonly width: number;
  readonly height: number;
}

interface LookEnv { readonly binaries: FfmpegBinaries; readonly loopback: Loopback }

/** Findings nearer to each other than this are one, microseconds. */
const JOINED_US = 500_000;

/**
 * Looks for faces in a finished clip: in every frame in which one was tracked, with the detector and the threshold of the
 * search. One that is seen where something is covered, or beside everything that is covered or left bare, is a finding.
 * Only frames and their order are taken from the plan, no pixel of what was rendered. Memory does not grow with the length.
 *
 * @throws ZapisError `faces-failed`; `export-incomplete` when frames are missing; what `onFound` throws; AbortError on `signal`.
 */
export async function facesSeen(env: LookEnv, clip: ClipToSee, looking: Looking, o: LookOptions): Promise<LeakFinding[]> {
  const frames = framesToSee(clip);
  const left = frames.filter(({ frame }) => frame >= (o.fromFrame ?? 0));
  const found: LeakFinding[] = [];
  if (left.length === 0) return found;
  const source = openFileSource(clip.file);
  const served = env.loopback.serve(source);
  const clients = Array.from({ length: Math.min(LOOKERS, left.length, Math.max(1, looking.threads ?? LOOKERS)) }, () => startFaces(looking.startWorker, looking.modelPath));
  const all = { dispose: (): void => { for (const client of clients) client.dispose(); } };
  let done = frames.length - left.length;
  try {
    await endOnCancel(o.signal, all, async () => {
      for (const run of runsOf(left)) {
        for await (const some of inGroups(picturesOf(env, served, clip, run, o.signal), clients.length)) {
          const seen = await Promise.all(some.map(({ picture, here }, i) => isSeen(clients[i] as FaceClient, picture, here, clip)));
          // In the frames' order, whoever was done first.
          for (const [i, { here }] of some.entries()) {
            if (seen[i] === true) add(found, clip.timesUs[here.frame] ?? 0, clip.timesUs[here.frame + 1], o.onFound);
            done += 1;
            o.onProgress?.(done);
          }
        }
        o.onReached?.((run.at(-1)?.frame ?? 0) + 1);
      }
    });
    return found;
  } finally {
    served.close();
    source.close();
  }
}

async function isSeen(client: FaceClient, picture: Picture, here: FrameToSee, { width, height }: ClipToSee): Promise<boolean> {
  const near = here.faces.map(faceOf);
  const { covered, beside } = suspects(await client.find({ ...picture, fine: false, near }), here);
  if (beside.length > 0) return true;
  if (covered.length === 0) return false;
  const again = coveredAgain(picture, here.covers, (regionBlock(width, height) * picture.width) / width);
  return confirmed(covered, await client.find({ ...again, fine: false, near }), here).length > 0;
}

function add(found: LeakFinding[], startUs: number, endUs: number | undefined, onFound: LookOptions['onFound']): void {
  const one = finding('face', { span: { startUs, endUs: endUs ?? startUs + 1_000 } });
  const last = found.at(-1);
  if (last && (one.startMs ?? 0) - (last.endMs ?? 0) <= JOINED_US / 1000) found[found.length - 1] = { ...last, endMs: one.endMs };
  else found.push(one);
  onFound?.(one);
}

interface Seen { readonly picture: Picture; readonly here: FrameToSee }

/** @throws ZapisError `export-incomplete` behind the last picture, when frames are missing. */
async function* picturesOf({ binaries }: LookEnv, served: Served, { timesUs, ...size }: ClipToSee, run: readonly [FrameToSee, ...FrameToSee[]], signal: AbortSignal): AsyncGenerator<Seen> {
  const { width, height } = lookedAt(size);
  const [first, last] = [run[0].frame, run.at(-1)?.frame ?? run[0].frame];
  const between = (i: number): number => ((timesUs[i - 1] ?? 0) + (timesUs[i] ?? 0)) / 2;
  const from = first === 0 ? 0 : between(first);
  const end = last + 1 < timesUs.length ? `:end=${plainSeconds(between(last + 1))}` : '';
  const wanted = new Map(run.map((one) => [one.frame, one]));
  let seen = 0;
  const args = ['-copyts', ...seekTo(from), '-i', served.url, '-filter_complex', `[0:v:0]trim=start=${plainSeconds(from)}${end},scale=${width}:${height}:flags=area,format=rgb24[o]`, '-map', '[o]', '-an', '-fps_mode', 'passthrough', '-f', 'rawvideo', 'pipe:1'];
  for await (const rgb of cut(width * height * 3, ffmpegStream(binaries, args, { served, signal }))) {
    const here = wanted.get(first + seen);
    seen += 1;
    if (here) yield { picture: { width, height, rgb }, here };
  }
  if (seen !== last - first + 1) throw new ZapisError('export-incomplete');
}

async function* inGroups<T>(all: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let group: T[] = [];
  for await (const one of all) {
    group.push(one);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

/** Seconds of a clip in which faces are looked for. */
export function secondsToSee(wanted: FacesWanted): number {
  return framesToSee(wanted).reduce((sum, { frame }) => sum + ((wanted.timesUs[frame + 1] ?? wanted.timesUs[frame] ?? 0) - (wanted.timesUs[frame] ?? 0)), 0) / US_PER_SECOND;
}
