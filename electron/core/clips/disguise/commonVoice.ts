import { COMMON_ACCENTS, COMMON_KINDS, COMMON_MEANS, COMMON_SPREAD, COMMON_VARIANCES } from './commonVoiceData';
import { Mixture, type Accent } from './mixture';

export { COMMON_MIDDLE, COMMON_MIDDLES_SPREAD, COMMON_SPREAD } from './commonVoiceData';

/** Steps in one unit: of means and logarithms, and of accents, which are smaller. */
const STEPS = 28;
export const ACCENT_STEPS = 200;

/** Numbers as they stand in the data, a byte each. */
export function packed(list: Float64Array, steps = STEPS): string {
  return Buffer.from(Int8Array.from(list, (v) => Math.max(-127, Math.min(127, Math.round(v * steps)))).buffer).toString('base64');
}

function numbers(text: string, steps = STEPS): Float64Array {
  return Float64Array.from(new Int8Array(Buffer.from(text, 'base64')), (v) => v / steps);
}

const shares = numbers(COMMON_KINDS).map((v) => 2 ** (2 * v));

/**
 * How people on average form each kind of sound: the colours of many voices, each relative to its own middle colour and with
 * what sets one voice apart from another taken out (`npm run bench -- commonVoice` makes it).
 */
export const COMMON_VOICE = new Mixture({ shares, means: numbers(COMMON_MEANS), variances: numbers(COMMON_VARIANCES).map((v) => 2 ** v) });

/**
 * What sets people's voices apart: directions in which the accents of many lie from the middle one, each as long as they usually
 * reach, the widest first. None is a person's.
 */
export const ACCENTS: readonly Accent[] = Array.from({ length: COMMON_ACCENTS.length }, (_, i) => numbers(COMMON_ACCENTS[i] as string, ACCENT_STEPS));

/** A colour relative to a voice's middle one, in units of the common voice. */
export function relative(waves: Float64Array, middle: Float64Array): Float64Array {
  return waves.map((v, n) => (v - (middle[n] as number)) / (COMMON_SPREAD[n] as number));
}
