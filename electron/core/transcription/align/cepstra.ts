import { CEPSTRA, MEL_BANDS, type MelFrames } from './features';

/** Values a frame in a feature matrix: loudness (c0) and CEPSTRA coefficients of spectral shape. */
export const DIMENSIONS = CEPSTRA + 1;

/** Levels of each mel band (natural log energy) that a signal reaches when it is quiet and when it is loud. */
export interface BandLevels {
  readonly quiet: Float64Array;
  readonly loud: Float64Array;
}

/** 5th percentile over all frames and 90th percentile over the voiced ones, per band. */
export function bandLevels(mel: MelFrames, voiced: Uint8Array): BandLevels {
  const quiet = new Float64Array(MEL_BANDS);
  const loud = new Float64Array(MEL_BANDS);
  const all = new Float32Array(mel.frames);
  const heard = new Float32Array(mel.frames);
  for (let b = 0; b < MEL_BANDS; b++) {
    let n = 0;
    for (let t = 0; t < mel.frames; t++) {
      const level = mel.logMel[t * MEL_BANDS + b] as number;
      all[t] = level;
      if (voiced[t]) heard[n++] = level;
    }
    all.sort();
    const sounding = n > 0 ? heard.subarray(0, n).sort() : all;
    quiet[b] = all[Math.floor(mel.frames * 0.05)] ?? 0;
    loud[b] = sounding[Math.floor(sounding.length * 0.9)] ?? 0;
  }
  return { quiet, loud };
}

/**
 * Puts a clean signal where the other one was recorded: same level per band, same noise under it.
 * Without this the clean reference's silent plosives resemble nothing in a noisy room.
 */
export function matchConditions(mel: MelFrames, own: BandLevels, target: BandLevels): void {
  for (let b = 0; b < MEL_BANDS; b++) {
    const shift = (target.loud[b] as number) - (own.loud[b] as number);
    const floor = target.quiet[b] as number;
    for (let i = b; i < mel.logMel.length; i += MEL_BANDS) {
      const level = (mel.logMel[i] as number) + shift;
      mel.logMel[i] = level > floor ? level + Math.log1p(Math.exp(floor - level)) : floor + Math.log1p(Math.exp(level - floor));
    }
  }
}

/**
 * Mel-frequency cepstra, `frames × DIMENSIONS`, each coefficient brought to mean 0 and variance 1 over
 * the voiced frames: what is left differs by the sound spoken and little by voice, microphone and room.
 */
export function cepstra(mel: MelFrames, voiced: Uint8Array): Float32Array {
  const out = new Float32Array(mel.frames * DIMENSIONS);
  for (let t = 0; t < mel.frames; t++) {
    for (let k = 0; k < DIMENSIONS; k++) {
      let sum = 0;
      for (let b = 0; b < MEL_BANDS; b++) sum += (mel.logMel[t * MEL_BANDS + b] as number) * (DCT[k * MEL_BANDS + b] as number);
      out[t * DIMENSIONS + k] = sum;
    }
  }
  normalise(out, mel.frames, voiced);
  return out;
}

function normalise(features: Float32Array, frames: number, voiced: Uint8Array): void {
  for (let k = 0; k < DIMENSIONS; k++) {
    let n = 0;
    let sum = 0;
    let squares = 0;
    for (let t = 0; t < frames; t++) {
      if (!voiced[t]) continue;
      const value = features[t * DIMENSIONS + k] as number;
      n++;
      sum += value;
      squares += value * value;
    }
    const mean = n > 0 ? sum / n : 0;
    const deviation = n > 0 ? Math.sqrt(Math.max(squares / n - mean * mean, 1e-6)) : 1;
    for (let t = 0; t < frames; t++) {
      const at = t * DIMENSIONS + k;
      features[at] = ((features[at] as number) - mean) / deviation;
    }
  }
}

const DCT = Float64Array.from({ length: DIMENSIONS * MEL_BANDS }, (_, i) => {
  const k = Math.floor(i / MEL_BANDS);
  const b = i % MEL_BANDS;
  return Math.cos((Math.PI * k * (b + 0.5)) / MEL_BANDS);
});
