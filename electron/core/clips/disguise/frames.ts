/** Samples a second of everything in here: what lies above 8 kHz is not kept. */
export const RATE = 16_000;
/** Samples from one frame to the next: 4 ms, or plosives are smeared. */
export const HOP = 64;
/** Samples of a frame: 40 ms, two periods of the lowest voice. */
export const FRAME = 640;
export const SIZE = 1024;
