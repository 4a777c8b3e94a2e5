/**
 * Level of what stands in for sound that was replaced, root mean square of full scale: as the room's own, but never above
 * −54 dB, so that the check of the finished clip can tell it from anything that is left of a voice, nor below −72 dB.
 */
export const ROOM_RMS = { least: 0.00025, most: 0.002, unknown: 0.001 } as const;

/**
 * Noise of a room as a function of the sample's number alone, so that whoever checks a clip knows every sample of it: a
 * scrambled sine (the usual hash of graphics shaders) behind a low pass of one pole at about 390 Hz. Nothing of the
 * footage enters it but how loud it is.
 */
const SCRAMBLE = { step: 12.9898, stretch: 43_758.5453, pole: 0.95 } as const;
/** Root mean square of the noise at gain 1: that of an even distribution (1/√12) behind the low pass (1/√(1 − pole²)). */
const UNIT_RMS = Math.sqrt(1 / 12 / (1 - SCRAMBLE.pole ** 2));
/** Samples after which the low pass has forgotten where it began: 0.95^400 is 10⁻⁹. */
const RUN_UP = 400;

/** The noise for ffmpeg's `aeval`. @param rms of full scale. */
export function roomExpression(rms: number): string {
  const { step, stretch, pole } = SCRAMBLE;
  return `${(boundedRms(rms) / UNIT_RMS).toExponential(6)}*st(0,${pole}*ld(0)+mod(sin(n*${step})*${stretch},1)-0.5)`;
}

/** The same noise at gain 1, from a sample of the clip on. @param first its number in the clip. */
export function roomNoise(first: number, count: number): Float64Array {
  const { step, stretch, pole } = SCRAMBLE;
  const noise = new Float64Array(count);
  let state = 0;
  for (let n = first - RUN_UP; n < first + count; n += 1) {
    const scrambled = Math.sin(n * step) * stretch;
    state = pole * state + (scrambled - Math.floor(scrambled)) - 0.5;
    if (n >= first) noise[n - first] = state;
  }
  return noise;
}

export function boundedRms(rms: number): number {
  return Math.min(ROOM_RMS.most, Math.max(ROOM_RMS.least, rms));
}
