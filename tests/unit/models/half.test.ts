import { HALF_VALUES, toHalf } from '../../../electron/core/models/repack/half';

describe('half precision', () => {
  it('gives every one of the 65 536 halves back unchanged', () => {
    const changed: number[] = [];
    for (let half = 0; half < 65536; half++) {
      const value = HALF_VALUES[half] as number;
      if (Number.isNaN(value) ? (toHalf(value) & 0x7fff) <= 0x7c00 : toHalf(value) !== half) changed.push(half);
    }
    expect(changed).toEqual([]);
  });

  it.each([
    [1, 0x3c00],
    [-2, 0xc000],
    [0.1, 0x2e66],
    [65504, 0x7bff],
    [65519.99, 0x7bff],
    [65520, 0x7c00],
    [1e9, 0x7c00],
    [-0, 0x8000],
    [2 ** -24, 0x0001],
    [2 ** -25, 0x0000],
    [2 ** -25 * 1.0001, 0x0001],
    [2 ** -24 * 1.5, 0x0002],
    [2 ** -24 * 2.5, 0x0002],
    [2 ** -14 - 2 ** -26, 0x0400],
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
    [2 - 2 ** -12, 0x4000],
  ])('rounds %p to nearest, ties to even', (value, half) => {
    expect(toHalf(value)).toBe(half);
  });

  it('takes the nearer of the two neighbours for any number', () => {
    let seed = 1;
    for (let i = 0; i < 200_000; i++) {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      const value = Math.fround((seed / 2 ** 31 - 0.5) * 2 ** ((seed % 40) - 24));
      const half = toHalf(value);
      const away = Math.abs((HALF_VALUES[half] as number) - value);
      const above = Math.abs((HALF_VALUES[half + 1] as number) - value);
      const below = half & 0x7fff ? Math.abs((HALF_VALUES[half - 1] as number) - value) : Infinity;
      if (away > above || away > below) throw new Error(`${String(value)} → ${half.toString(16)}`);
    }
  });
});
