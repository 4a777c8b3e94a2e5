import { DIMENSIONS } from './cepstra';
import { average, layOut, type Columns } from './columns';
import type { Reference } from './reference';
import { warp, type Band, type WarpInput, type WarpPath } from './warp';

/** The recording as the warping sees it. */
export interface Heard {
  readonly frames: number;
  readonly features: Float32Array;
  readonly pauseCost: Float32Array;
  readonly wordCost: Float32Array;
}

export interface Aligned {
  readonly path: WarpPath;
  readonly columns: Columns;
}

/** Each level is this much finer than the one before. */
const REFINE = 4;
/** Cells that the first, unbanded level may have: 4 MB. */
const COARSEST_CELLS = 4_000_000;
/** How far a finer path may leave the coarser one: frames and columns of the coarser level. */
const RADIUS = 12;

/**
 * Warps at a coarse resolution first and refines inside a band around what was found (Salvador & Chan
 * 2007, FastDTW), so that time and memory grow with the length of the recording and not its square.
 */
export function warpCoarseToFine(heard: Heard, reference: Reference, features: Float32Array): Aligned {
  const fineCells = heard.frames * reference.mel.frames;
  let factor = REFINE;
  while (fineCells / factor / factor > COARSEST_CELLS) factor *= REFINE;
  let found: Aligned | null = null;
  let coarser: Columns | null = null;
  for (; factor >= 1; factor /= REFINE) {
    const columns = layOut(reference, features, factor);
    const level = coarsen(heard, factor);
    const band: Band = found && coarser ? bandAround(found.path, coarser, columns, level.frames) : fullBand(level.frames, columns.count);
    const input: WarpInput = { ...level, columns: columns.count, reference: columns.features, isPause: columns.isPause };
    found = { path: warp(input, band), columns };
    coarser = columns;
  }
  return found as Aligned;
}

function coarsen(heard: Heard, factor: number): Heard {
  if (factor === 1) return heard;
  const frames = Math.ceil(heard.frames / factor);
  const out = { frames, features: new Float32Array(frames * DIMENSIONS), pauseCost: new Float32Array(frames), wordCost: new Float32Array(frames) };
  for (let t = 0; t < frames; t++) {
    const from = t * factor;
    const to = Math.min(heard.frames, from + factor);
    average(heard.features, from, to, out.features, t);
    average(heard.pauseCost, from, to, out.pauseCost, t, 1);
    average(heard.wordCost, from, to, out.wordCost, t, 1);
  }
  return out;
}

function fullBand(frames: number, columns: number): Band {
  return { lo: new Int32Array(frames), hi: new Int32Array(frames).fill(columns - 1) };
}

function bandAround(path: WarpPath, coarse: Columns, fine: Columns, frames: number): Band {
  const lo = new Int32Array(frames);
  const hi = new Int32Array(frames);
  const coarseFrames = path.first.length;
  const fineColumn = columnMap(coarse, fine);
  for (let t = 0; t < frames; t++) {
    const at = Math.min(coarseFrames - 1, Math.floor(t / REFINE));
    const early = path.first[Math.max(0, at - RADIUS)] as number;
    const late = path.last[Math.min(coarseFrames - 1, at + RADIUS)] as number;
    lo[t] = at < RADIUS ? 0 : (fineColumn[Math.max(0, early - RADIUS)] as number);
    hi[t] = at + RADIUS >= coarseFrames ? fine.count - 1 : (fineColumn[Math.min(coarse.count, late + RADIUS + 1)] as number) - 1;
  }
  return { lo, hi };
}

/** First column of the finer layout for each column of the coarser one; both know the finest layout. */
function columnMap(coarse: Columns, fine: Columns): Int32Array {
  const map = new Int32Array(coarse.count + 1);
  let j = 0;
  for (let c = 0; c < coarse.count; c++) {
    map[c] = j;
    while (j < fine.count && (fine.fineEnd[j] as number) <= (coarse.fineEnd[c] as number)) j++;
  }
  map[coarse.count] = fine.count;
  return map;
}
