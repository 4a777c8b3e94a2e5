import type { Span } from '../../../../shared/time';
import type { FfmpegBinaries } from '../../media/binaries';
import type { Loopback } from '../../media/loopback';
import { clamp, mergeSpans } from '../../redaction/spans';
import type { ClipExpectation } from '../check';
import { durationOf, type ClipPart } from '../parts';
import { framesToSee } from './facesToSee';
import { leakError } from './finding';
import { facesSeen, type ClipToSee, type LookedSoFar, type Looking, type Unlooked } from './lookAgain';

export type { LookedSoFar, Looking, Unlooked } from './lookAgain';

export interface LookBefore {
  readonly signal: AbortSignal;
  readonly soFar?: LookedSoFar | null | undefined;
  readonly onLooked?: ((soFar: LookedSoFar) => void) | undefined;
  /** 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

interface Made {
  readonly file: string;
  readonly sha256: string;
  readonly parts: readonly ClipPart[];
  readonly expected: ClipExpectation;
  readonly timesUs: readonly number[];
}

/** Who looks for faces, or why nobody need or can. */
export function whoLooks(wanted: Looking | Unlooked, parts: readonly ClipPart[]): { readonly looking: Looking | null; readonly unlooked: Unlooked | null } {
  const unlooked = facesIn(parts).length === 0 ? 'no-faces' : typeof wanted === 'string' ? wanted : null;
  return { unlooked, looking: unlooked === null && typeof wanted !== 'string' ? wanted : null };
}

/**
 * Looks for faces in a clip that has no name yet, and refuses it at the first that should not be seen. Goes on after an
 * interruption where it was, if the clip came out with the same bytes again.
 *
 * @throws ZapisError `export-face-seen` with the place in the footage; those of `facesSeen`.
 */
export async function lookBeforeNaming(env: { readonly binaries: FfmpegBinaries; readonly loopback: Loopback }, made: Made, looking: Looking, o: LookBefore): Promise<void> {
  const clip = toSee(made.file, made.expected, made.timesUs);
  if (clip === null) return;
  const all = framesToSee(clip).length;
  await facesSeen(env, clip, looking, {
    signal: o.signal,
    fromFrame: o.soFar?.looked.sha256 === made.sha256 ? o.soFar.looked.nextFrame : 0,
    onFound: (found) => { throw leakError(found, made.parts); },
    onReached: (nextFrame) => o.onLooked?.({ looked: { sha256: made.sha256, nextFrame } }),
    onProgress: (frames) => o.onProgress?.(frames / all),
  });
}

/** A finished clip as faces are looked for in it; null without picture. */
export function toSee(file: string, { video, picture, regions, bare }: ClipExpectation, timesUs: readonly number[]): ClipToSee | null {
  return video && { file, timesUs, width: video.width, height: video.height, picture, regions, bare };
}

/** When tracked faces are covered, in the footage's time. */
function facesIn(parts: readonly ClipPart[]): Span[] {
  return parts.flatMap(({ clip, plan, source }) => (source.video === null ? [] : mergeSpans<Span>(plan.regions.flatMap((one) => (one.face === true ? clamp({ startUs: one.startUs, endUs: one.endUs }, clip) ?? [] : [])), 0, (a) => a)));
}

/** How long each step takes, seconds for a second of clip, about: measured on two cores. */
const COSTS = { picture: 0.35, sound: 0.05, looking: 0.9, listening: 0.6, rest: 0.05 } as const;

/** Until which share of all work a clip has been rendered, and looked at, 0 to 1. */
export function sharesOfWork(parts: readonly ClipPart[], { listening, looking }: { readonly listening: boolean; readonly looking: boolean }): { readonly rendered: number; readonly looked: number } {
  const rendered = parts.some(({ source }) => source.video) ? COSTS.picture : COSTS.sound;
  const looked = looking ? (COSTS.looking * facesIn(parts).reduce((sum, { startUs, endUs }) => sum + endUs - startUs, 0)) / Math.max(1, durationOf(parts)) : 0;
  const all = rendered + looked + (listening ? COSTS.listening : 0) + COSTS.rest;
  return { rendered: (0.99 * rendered) / all, looked: (0.99 * (rendered + looked)) / all };
}
