import { MEL_BANDS, type MelFrames } from './features';

/** How loud a signal is over its own floor, frame by frame. */
export interface Voicing {
  /** 0 at the noise floor, 1 at the level of loud speech; may leave that range a little. */
  readonly level: Float32Array;
  /** 1 where there is sound, 0 in a pause; gaps shorter than a plosive's closure count as sound. */
  readonly voiced: Uint8Array;
  /** Loud speech over the floor, dB. Below LEAST_CONTRAST_DB there is nothing to tell apart. */
  readonly contrastDb: number;
}

/** A plosive's closure lasts up to about 120 ms; what is silent for longer is a pause. */
const SHORTEST_PAUSE_FRAMES = 13;
/** Speech that leaves less than this over the floor is taken to be no speech. */
export const LEAST_CONTRAST_DB = 2.5;
/** A studio's floor lies 60 dB and more under the voice; breath and room tone between are pause too. */
const WIDEST_CONTRAST_DB = 38;

/** A signal's loudness per frame, and from it where it sounds. */
export function voicing(mel: MelFrames): Voicing {
  const { frames } = mel;
  const loudnessDb = loudness(mel);
  const smooth = new Float32Array(frames);
  for (let t = 0; t < frames; t++) {
    let sum = 0;
    let n = 0;
    for (let i = Math.max(0, t - 2); i <= Math.min(frames - 1, t + 2); i++) {
      sum += loudnessDb[i] as number;
      n++;
    }
    smooth[t] = sum / n;
  }
  const sorted = smooth.slice().sort();
  const loud = sorted[Math.floor(frames * 0.95)] ?? 0;
  const floor = Math.max(sorted[Math.floor(frames * 0.04)] ?? 0, loud - WIDEST_CONTRAST_DB);
  const contrastDb = loud - floor;
  const span = Math.max(contrastDb, LEAST_CONTRAST_DB);
  const level = new Float32Array(frames);
  const voiced = new Uint8Array(frames);
  // Noise wanders by a few dB around its floor; a quiet vowel stands a quarter of the way up.
  const threshold = Math.min(0.5, Math.max(0.2, 3 / span));
  for (let t = 0; t < frames; t++) {
    level[t] = ((smooth[t] as number) - floor) / span;
    voiced[t] = (level[t] as number) > threshold ? 1 : 0;
  }
  fillShortGaps(voiced);
  return { level, voiced, contrastDb };
}

/**
 * Mean level of the bands, dB: a voice that stands out in a few bands is heard over a noise that is
 * louder in all the others, which the sum of their energies would hide.
 */
function loudness({ frames, logMel }: MelFrames): Float32Array {
  const total = new Float32Array(frames);
  const band = new Float32Array(frames);
  for (let b = 0; b < MEL_BANDS; b++) {
    for (let t = 0; t < frames; t++) band[t] = (logMel[t * MEL_BANDS + b] as number) * NATURAL_TO_DB;
    const loud = band.slice().sort()[Math.floor(frames * 0.95)] ?? 0;
    for (let t = 0; t < frames; t++) total[t] = (total[t] as number) + Math.max(band[t] as number, loud - WIDEST_CONTRAST_DB) / MEL_BANDS;
  }
  return total;
}
const NATURAL_TO_DB = 10 / Math.LN10;

function fillShortGaps(voiced: Uint8Array): void {
  let lastSound = -1;
  for (let t = 0; t < voiced.length; t++) {
    if (!voiced[t]) continue;
    if (lastSound >= 0 && t - lastSound > 1 && t - lastSound <= SHORTEST_PAUSE_FRAMES) voiced.fill(1, lastSound + 1, t);
    lastSound = t;
  }
}
