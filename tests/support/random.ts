/** A small seeded generator (mulberry32, public domain, T. Ettinger): property tests must fail the same way twice. */
export function seeded(seed: number): { next(): number; int(below: number): number; pick<T>(list: readonly T[]): T } {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return { next, int, pick: (list) => list[int(list.length)] as (typeof list)[number] };
}
