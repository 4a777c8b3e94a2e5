import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';

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
 * @param bytes what each run reads or writes; with it the medians are told in MB/s too.
 */
export async function sideBySide(what: string, goal: string, runs: number, ours: () => unknown, bare: () => unknown, bytes?: number): Promise<void> {
  const pairs: { ours: number; bare: number }[] = [];
  const processor = { ours: 0, bare: 0 };
  const noted = async (which: 'ours' | 'bare', work: () => unknown): Promise<number> => {
    const before = processorMs();
    const ms = await timed(work);
    processor[which] += processorMs() - before;
    return ms;
  };
  for (let run = 0; run < runs; run += 1) pairs.push({ ours: await noted('ours', ours), bare: await noted('bare', bare) });
  const ratios = pairs.map((pair) => pair.ours / pair.bare);
  const told = (ms: number): string => `${ms.toFixed(0)} ms${bytes === undefined ? '' : ` (${(bytes / 1e3 / ms).toFixed(0)} MB/s)`}`;
  console.log(`${what}: ours ${told(median(pairs.map((p) => p.ours)))}, bare ${told(median(pairs.map((p) => p.bare)))}, ratio ${median(ratios).toFixed(3)} (${Math.min(...ratios).toFixed(3)}–${Math.max(...ratios).toFixed(3)}, ${runs} runs, goal ${goal})`);
  console.log(`  processor time a run, all processes: ours ${(processor.ours / runs / 1000).toFixed(1)} s, bare ${(processor.bare / runs / 1000).toFixed(1)} s; load of the machine ${loadavg()[0]?.toFixed(1) ?? '?'}`);
}

/** Numbers after `--name`, parted by commas. */
export function listOption(name: string, fallback: readonly number[]): number[] {
  const at = process.argv.indexOf(`--${name}`);
  const values = at < 0 ? [] : (process.argv[at + 1] ?? '').split(',').map(Number);
  return values.length > 0 && values.every((value) => value > 0) ? values : [...fallback];
}

/**
 * Processor time of this process and of its children that have ended, milliseconds; NaN where the system does not say (no
 * Linux). On a machine with other work it says more than the clock.
 */
export function processorMs(): number {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * 10, 0);
  } catch {
    return Number.NaN;
  }
}

/** The number after `--name` on the command line. */
export function numberOption(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? Number.NaN : Number(process.argv[at + 1]);
  return Number.isFinite(value) && value > 0 ? value : fallback;
}

/** The text after `--name` on the command line; null where there is none. */
export function textOption(name: string): string | null {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? null : (process.argv[at + 1] ?? null);
}
