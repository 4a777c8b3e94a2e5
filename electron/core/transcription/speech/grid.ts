import { SAMPLE_RATE } from '../levels';

/** Samples that the detector judges at once: 32 ms, a whole number of microseconds, so that cuts fall on exact times. */
export const FRAME_SAMPLES = 512;
/** Frames a second. */
export const FRAME_RATE = SAMPLE_RATE / FRAME_SAMPLES;
export const FRAME_US = 32_000;

/** Frames judged in one go with a fresh memory: 16 seconds. */
export const BLOCK_FRAMES = 500;
/**
 * Frames before a block that only warm up the detector's memory: two seconds. A block is so judged by its own sound
 * and that of these two seconds alone, wherever listening began: a resumed job comes to the same cuts.
 */
export const WARM_FRAMES = 64;
/** Blocks computed side by side: one call of the model costs little more for six than for one. */
export const BLOCKS = 6;
/** Samples of a stretch, what the detector is handed at a time: 96 seconds. */
export const STRETCH_SAMPLES = BLOCKS * BLOCK_FRAMES * FRAME_SAMPLES;
/** Samples before a stretch that are handed along for warming up. */
export const WARM_SAMPLES = WARM_FRAMES * FRAME_SAMPLES;
