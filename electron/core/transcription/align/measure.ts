import { DIMENSIONS } from './cepstra';
import type { Columns } from './columns';
import { warpCoarseToFine, type Aligned, type Heard } from './coarseToFine';
import type { Reference } from './reference';

/** What the warping says about the text and about each token, before any judgement. Frames are 10 ms. */
export interface Measurement {
  readonly tokens: readonly TokenMeasurement[];
  /** How much cheaper the text is than the same sounds backwards, over the voiced frames; 0 for a wrong text. */
  readonly gain: number;
}

export interface TokenMeasurement {
  /** Frames [start, end) of the recording; −1 and −1 when the path gave the token no frame. */
  readonly start: number;
  readonly end: number;
  /** How much better its sound fits than arbitrary ones of the reference: 0 not at all, 1 perfectly. */
  readonly fit: number;
  /** As `Measurement.gain`, around the token. */
  readonly gain: number;
}

/** The neighbourhood of a word in which `gain` is looked at: a second on both sides. */
const NEIGHBOURHOOD = 100;

/**
 * Compares the path with two rivals: an arbitrary sound of the reference, frame by frame, and the whole
 * reference played backwards and warped with the same freedom. The second cancels out what voice, room
 * and the flexibility of warping do to the costs, so that one threshold serves all recordings.
 */
export function measure(aligned: Aligned, heard: Heard, reference: Reference, features: Float32Array, voiced: Uint8Array): Measurement {
  const rival = backwards(reference, features);
  const cost = frameCosts(aligned, heard);
  const rivalCost = frameCosts(warpCoarseToFine(heard, rival.reference, rival.features), heard);
  const paid = prefixSums(cost, null);
  const rivalPaid = prefixSums(rivalCost, null);
  const gainIn = (a: number, b: number): number => {
    const rivalSum = (rivalPaid[b] as number) - (rivalPaid[a] as number);
    return rivalSum > 0 ? 1 - ((paid[b] as number) - (paid[a] as number)) / rivalSum : 0;
  };
  const voicedPaid = prefixSums(cost, voiced)[heard.frames] as number;
  const voicedRivalPaid = prefixSums(rivalCost, voiced)[heard.frames] as number;
  const tokens = tokenFits(aligned, heard, reference, arbitraryCost(heard, reference, features)).map((token) => ({
    ...token,
    gain: token.start < 0 ? 0 : gainIn(Math.max(0, token.start - NEIGHBOURHOOD), Math.min(heard.frames, token.end + NEIGHBOURHOOD)),
  }));
  return { tokens, gain: voicedRivalPaid > 0 ? 1 - voicedPaid / voicedRivalPaid : 0 };
}

function tokenFits(aligned: Aligned, heard: Heard, reference: Reference, arbitrary: Float32Array): Omit<TokenMeasurement, 'gain'>[] {
  const count = reference.from.length;
  const start = new Int32Array(count).fill(-1);
  const end = new Int32Array(count).fill(-1);
  const cost = new Float64Array(count);
  const rival = new Float64Array(count);
  const { path, columns } = aligned;
  for (let t = 0; t < heard.frames; t++) {
    for (let j = path.first[t] as number; j <= (path.last[t] as number); j++) {
      const token = columns.token[j] as number;
      if (token < 0) continue;
      if (start[token] === -1) start[token] = t;
      end[token] = t + 1;
      cost[token] = (cost[token] as number) + distance(heard.features, t, columns, j);
      rival[token] = (rival[token] as number) + (arbitrary[t] as number);
    }
  }
  return Array.from({ length: count }, (_, i) => ({
    start: start[i] as number,
    end: end[i] as number,
    fit: (rival[i] as number) > 0 ? 1 - (cost[i] as number) / (rival[i] as number) : 0,
  }));
}

function distance(features: Float32Array, t: number, columns: Pick<Columns, 'features'>, j: number): number {
  let sum = 0;
  for (let k = 0; k < DIMENSIONS; k++) {
    const d = (features[t * DIMENSIONS + k] as number) - (columns.features[j * DIMENSIONS + k] as number);
    sum += d * d;
  }
  return Math.sqrt(sum);
}

function frameCosts({ path, columns }: Aligned, heard: Heard): Float32Array {
  const costs = new Float32Array(heard.frames);
  for (let t = 0; t < heard.frames; t++) {
    let sum = 0;
    for (let j = path.first[t] as number; j <= (path.last[t] as number); j++) {
      sum += columns.isPause[j] ? (heard.pauseCost[t] as number) : distance(heard.features, t, columns, j);
    }
    costs[t] = sum;
  }
  return costs;
}

/** Sounds of the reference that stand for "any other": enough for a mean, few enough to be cheap. */
const SAMPLES = 48;

/** Mean distance of each frame of the recording to sounds spread evenly over the reference. */
export function arbitraryCost(heard: Pick<Heard, 'frames' | 'features'>, reference: Reference, features: Float32Array): Float32Array {
  const stride = Math.max(1, Math.floor(reference.mel.frames / SAMPLES));
  const rows: number[] = [];
  for (let r = stride >> 1; r < reference.mel.frames; r += stride) if (reference.voiced[r]) rows.push(r);
  const costs = new Float32Array(heard.frames);
  for (let t = 0; t < heard.frames; t++) {
    let sum = 0;
    for (const r of rows) sum += distance(heard.features, t, { features }, r);
    costs[t] = sum / Math.max(1, rows.length);
  }
  return costs;
}

function backwards(reference: Reference, features: Float32Array): { reference: Reference; features: Float32Array } {
  const { frames } = reference.mel;
  const turned = new Float32Array(features.length);
  for (let t = 0; t < frames; t++) turned.set(features.subarray(t * DIMENSIONS, (t + 1) * DIMENSIONS), (frames - 1 - t) * DIMENSIONS);
  const from = reference.to.map((frame) => frames - frame).reverse();
  const to = reference.from.map((frame) => frames - frame).reverse();
  return { reference: { ...reference, from, to }, features: turned };
}

function prefixSums(values: Float32Array, only: Uint8Array | null): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = (sums[i] as number) + (only === null || only[i] ? (values[i] as number) : 0);
  return sums;
}
