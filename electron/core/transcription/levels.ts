/** Samples a second of all PCM in transcription. */
export const SAMPLE_RATE = 16_000;
/** Samples in one 10 ms frame of the level measure: a whole number of microseconds, so that cuts fall on exact times. */
export const FRAME_SAMPLES = 160;
/** Frames a second. */
export const FRAME_RATE = 100;

/** A frame this far over the floor is taken for possible speech. Low on purpose: lost speech costs more than a moment of noise. */
const ABOVE_FLOOR_DB = 5;
/** Nothing below this is heard, whatever the floor: the last bits of a 16-bit recording with nobody in the room. */
const INAUDIBLE_DB = -75;
/** Where in the ordered levels of a stretch the floor is taken. Whole stretches of speech still hold a tenth of pauses. */
const FLOOR_QUANTILE = 0.1;
/** Levels are averaged over this many frames: single clicks vanish, syllables stay. */
const SMOOTHING_FRAMES = 5;

/**
 * Loudness of each 10 ms frame in dB of full scale, after a first difference that takes out the offset and
 * the rumble under speech (ventilation, generators).
 *
 * @param pcm a whole number of frames; a remainder is left out.
 */
export function frameLevels(pcm: Float32Array): Float32Array {
  const frames = Math.floor(pcm.length / FRAME_SAMPLES);
  const levels = new Float32Array(frames);
  for (let f = 0; f < frames; f++) {
    let sum = 0;
    let before = pcm[f * FRAME_SAMPLES] ?? 0;
    for (let i = f * FRAME_SAMPLES; i < (f + 1) * FRAME_SAMPLES; i++) {
      const now = pcm[i] ?? 0;
      const difference = now - 0.95 * before;
      sum += difference * difference;
      before = now;
    }
    levels[f] = 10 * Math.log10(sum / FRAME_SAMPLES + 1e-12);
  }
  return smooth(levels);
}

function smooth(levels: Float32Array): Float32Array {
  const half = (SMOOTHING_FRAMES - 1) / 2;
  return levels.map((_, at) => {
    let sum = 0;
    let n = 0;
    for (let i = Math.max(0, at - half); i <= Math.min(levels.length - 1, at + half); i++) {
      sum += levels[i] ?? 0;
      n++;
    }
    return sum / n;
  });
}

/** Marks the frames that may hold speech: 1 where the level stands out of the stretch's own noise floor. */
export function activeFrames(levels: Float32Array): Uint8Array {
  const ordered = Float32Array.from(levels).sort();
  const floor = ordered[Math.floor(ordered.length * FLOOR_QUANTILE)] ?? INAUDIBLE_DB;
  const threshold = Math.max(floor + ABOVE_FLOOR_DB, INAUDIBLE_DB);
  return Uint8Array.from(levels, (level) => (level > threshold ? 1 : 0));
}
