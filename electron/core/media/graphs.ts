import { memorySource } from './memorySource';
import type { Served } from './loopback';

/** Where a child's filter graph is put: what it gets its footage from. */
export type GraphServer = Pick<Served, 'env' | 'add'>;

/** How many graphs one child's server has had: each needs an address of its own. */
const counts = new WeakMap<object, number>();

/**
 * Takes filter graphs off the command line, which every user of the computer can read: they say when something is
 * redacted and how much of the picture. The child fetches them where it fetches the footage, with the same credentials.
 *
 * `-filter_complex_script` and not the newer `-/filter_complex`: both take addresses, and only the first is understood by
 * ffmpeg 4 to 8 alike.
 *
 * @throws Error for a graph without a server: a mistake of the caller.
 */
export function withoutGraphs(args: readonly string[], server: GraphServer | undefined): string[] {
  return args.flatMap((arg, at) => {
    if (args[at - 1] === '-filter_complex') return [];
    if (arg !== '-filter_complex') return [arg];
    if (server === undefined) throw new Error('a filter graph must not stand in the list of processes');
    const count = (counts.get(server) ?? 0) + 1;
    counts.set(server, count);
    return ['-filter_complex_script', server.add(`graph${letters(count)}`, memorySource(Buffer.from(args[at + 1] ?? '', 'utf8')))];
  });
}

/** Addresses on the loopback are letters only: 0 is a, 25 z, 26 ba. */
export function letters(n: number): string {
  return (n >= 26 ? letters(Math.floor(n / 26)) : '') + String.fromCharCode(97 + (n % 26));
}
