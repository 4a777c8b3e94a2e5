const floats = new Float32Array(1);
const bits = new Uint32Array(floats.buffer);

/**
 * The IEEE 754 half-precision bits nearest to a number (ties to even, overflow to infinity), as
 * `astype(float16)` and the F16C instructions give them. The number is rounded to single precision first.
 */
export function toHalf(value: number): number {
  floats[0] = value;
  const x = bits[0] as number;
  const sign = (x >>> 16) & 0x8000;
  const magnitude = x & 0x7fffffff;
  if (magnitude >= 0x7f800000) return sign | 0x7c00 | (magnitude > 0x7f800000 ? 0x200 : 0);
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude >= 0x38800000) {
    // Re-bias the exponent (127 → 15), then round the 13 bits that fall away; a carry runs into the exponent rightly.
    const rebiased = magnitude - 0x38000000;
    return sign | ((rebiased + 0xfff + ((rebiased >>> 13) & 1)) >>> 13);
  }
  if (magnitude < 0x33000000) return sign;
  const shift = 126 - (magnitude >>> 23);
  const mantissa = (magnitude & 0x7fffff) | 0x800000;
  const kept = mantissa >>> shift;
  const rest = mantissa & ((1 << shift) - 1);
  const middle = 1 << (shift - 1);
  return sign | (kept + (rest > middle || (rest === middle && (kept & 1) === 1) ? 1 : 0));
}

/** The number that half-precision bits stand for; exact. */
function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Every half as single precision, indexed by its bits: a look-up is what makes repacking 240 million weights quick. */
export const HALF_VALUES: Float32Array = Float32Array.from({ length: 65536 }, (_, half) => fromHalf(half));
