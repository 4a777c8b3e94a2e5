import { HALF_VALUES, toHalf } from '../../../electron/core/models/repack/half';
import { dequantiseQ8, quantiseQ8, roundAwayFromZero } from '../../../electron/core/models/repack/q8';

describe('q8_0', () => {
  it.each([[0.5, 1], [-0.5, -1], [2.5, 3], [-2.5, -3], [1.4999, 1], [-1.4999, -1], [0.49999997, 0], [-0.49999997, 0]])('rounds %p as C does', (x, rounded) => {
    expect(roundAwayFromZero(x) + 0).toBe(rounded);
  });

  it('writes the scale as a half and the largest magnitude as 127', () => {
    const values = new Float32Array(32);
    values.set([127, -63.5, 0.5, -127]);
    const bytes = quantiseQ8(values);
    expect(bytes.readUInt16LE(0)).toBe(toHalf(1));
    expect([...bytes.subarray(2, 7)].map((b) => (b << 24) >> 24)).toEqual([127, -64, 1, -127, 0]);
    expect(bytes).toHaveLength(34);
  });

  it('leaves a block of zeros at zero', () => {
    expect(quantiseQ8(new Float32Array(32)).every((byte) => byte === 0)).toBe(true);
  });

  it('stays within half a step and the rounding of the scale', () => {
    const values = Float32Array.from({ length: 32 * 500 }, (_, i) => Math.sin(i * 12.9898) * 10 ** ((i % 7) - 4));
    const back = dequantiseQ8(quantiseQ8(values));
    for (let block = 0; block < 500; block++) {
      const part = values.subarray(block * 32, block * 32 + 32);
      const step = HALF_VALUES[toHalf(Math.max(...part.map(Math.abs)) / 127)] as number;
      part.forEach((value, i) => { expect(Math.abs(value - (back[block * 32 + i] as number))).toBeLessThanOrEqual(step * 0.57 + 2 ** -24 * 127); });
    }
  });

  it('refuses a part of a block', () => {
    expect(() => quantiseQ8(new Float32Array(33))).toThrow(RangeError);
  });
});
