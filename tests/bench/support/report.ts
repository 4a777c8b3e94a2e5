/** Middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Wall time of `work`, milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/**
 * Runs the two in turn, ours and bare, so that a machine whose speed drifts does so for both, and prints the
 * medians and the median of the pairwise ratios. Informs; never decides a test.
 */
export async function sideBySide(what: string, goal: string, runs: number, ours: () => unknown, bare: () => unknown): Promise<void> {
  const pairs: { ours: number; bare: number }[] = [];
  for (let run = 0; run < runs; run += 1) pairs.push({ ours: await timed(ours), bare: await timed(bare) });
  const ratios = pairs.map((pair) => pair.ours / pair.bare);
  console.log(`${what}: ours ${median(pairs.map((p) => p.ours)).toFixed(0)} ms, bare ${median(pairs.map((p) => p.bare)).toFixed(0)} ms, ratio ${median(ratios).toFixed(3)} (${Math.min(...ratios).toFixed(3)}–${Math.max(...ratios).toFixed(3)}, ${runs} runs, goal ${goal})`);
}

/** The number after `--name` on the command line. */
export function numberOption(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? Number.NaN : Number(process.argv[at + 1]);
  return Number.isFinite(value) && value > 0 ? value : fallback;
}
