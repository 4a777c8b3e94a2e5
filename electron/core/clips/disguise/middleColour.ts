import { WAVES } from './waves';

/** The colour of a sound's louder half on average. */
export function middleColour(sample: readonly Float64Array[]): Float64Array {
  const half = loudness(sample, 0.5);
  const louder = sample.filter((waves) => (waves[0] as number) >= half);
  const middle = new Float64Array(WAVES);
  for (const waves of louder) waves.forEach((v, n) => { middle[n] = (middle[n] as number) + v / louder.length; });
  return middle;
}

/** The first wave, which says how loud it is, that a share of a sound's colours lie below. */
export function loudness(sample: readonly Float64Array[], share: number): number {
  const all = Float64Array.from(sample, (waves) => waves[0] as number).sort();
  return all[Math.floor(all.length * share)] ?? 0;
}
