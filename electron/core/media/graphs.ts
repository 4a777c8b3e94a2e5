import { US_PER_SECOND } from '../../../shared/time';
import { memorySource } from './memorySource';
import type { Served } from './loopback';

/** Where a child's filter graph is put: what it gets its footage from. */
export type GraphServer = Pick<Served, 'env' | 'add'>;

/** How many values one child's server has had: each needs an address of its own. */
const counts = new WeakMap<object, number>();

/** Where reading begins may stand in the list of processes only this coarsely, seconds. */
const COARSE_S = 10;

/** The last time before `us` from which reading may begin in sight of everybody, microseconds. */
export function coarsely(us: number): number {
  return Math.max(0, Math.floor(us / (COARSE_S * US_PER_SECOND)) * COARSE_S * US_PER_SECOND);
}

/**
 * Takes filter graphs and seeks off the command line, which every user of the computer can read: they say when something is
 * redacted and how much of the picture. The child fetches them where it fetches the footage, with the same credentials.
 *
 * @param fetches whether this ffmpeg reads any option's value from an address (`fetchesOptions`). One that does not takes
 *   graphs alone, by `-filter_complex_script`, and begins to read at the full ten seconds before: only where times are
 *   kept (`-copyts`) and a filter cuts by them.
 * @throws Error for a graph without a server, or a seek that cannot begin earlier: mistakes of the caller.
 */
export function offTheList(args: readonly string[], server: GraphServer | undefined, fetches: boolean): string[] {
  const isSeek = (arg: string | undefined): boolean => server !== undefined && arg === '-ss';
  return args.flatMap((arg, at) => {
    const [before, value = ''] = [args[at - 1], args[at + 1]];
    if (before === '-filter_complex' || isSeek(before)) return [];
    if (arg === '-filter_complex') {
      if (server === undefined) throw new Error('a filter graph must not stand in the list of processes');
      return [fetches ? '-/filter_complex' : '-filter_complex_script', added(server, value)];
    }
    if (!isSeek(arg) || server === undefined) return [arg];
    if (fetches) return ['-/ss', added(server, value)];
    const coarse = (coarsely(Number(value) * US_PER_SECOND) / US_PER_SECOND).toFixed(6);
    if (Number(coarse) !== Number(value) && !args.includes('-copyts')) throw new Error('where reading begins must not stand in the list of processes');
    return Number(coarse) === 0 ? [] : ['-ss', coarse];
  });
}

function added(server: GraphServer, value: string): string {
  const count = (counts.get(server) ?? 0) + 1;
  counts.set(server, count);
  return server.add(`graph${letters(count)}`, memorySource(Buffer.from(value, 'utf8')));
}

/**
 * Whether an ffmpeg of this version reads an option's value from an address: `-/option URL`, since 7.0. Builds without a
 * number (`N-118000-g…`) are taken for old, which costs time and nothing else.
 */
export function fetchesOptions(version: string): boolean {
  return Number(/^n?(\d+)\./.exec(version)?.[1] ?? 0) >= 7;
}

/** Addresses on the loopback are letters only: 0 is a, 25 z, 26 ba. */
export function letters(n: number): string {
  return (n >= 26 ? letters(Math.floor(n / 26)) : '') + String.fromCharCode(97 + (n % 26));
}
