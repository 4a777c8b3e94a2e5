import { setTimeout as sleep } from 'node:timers/promises';

/** A process that leads a group of its own (started `detached`), and when what it does is over. */
export interface Runner {
  readonly pid: number;
  readonly done: Promise<unknown>;
}

/**
 * Lets two groups of processes run in turns, the other one held by SIGSTOP: a machine that changes its speed from one
 * five minutes to the next touches both alike. Linux and macOS. Both must be held when they come here, see {@link hold}.
 *
 * @param turnMs of one turn, milliseconds.
 * @returns how long each has run, milliseconds, in the order given.
 */
export async function inTurns(runners: readonly [Runner, Runner], turnMs: number): Promise<[number, number]> {
  const ran: [number, number] = [0, 0];
  const over = new Set<Runner>();
  const ended = runners.map((runner) => runner.done.finally(() => over.add(runner)));
  try {
    for (let turn = 0; over.size < 2; turn = 1 - turn) {
      const runner = runners[turn as 0 | 1];
      if (over.has(runner)) continue;
      const began = performance.now();
      release(runner.pid);
      await Promise.race([ended[turn], sleep(turnMs)]);
      if (!over.has(runner)) hold(runner.pid);
      ran[turn as 0 | 1] += performance.now() - began;
    }
  } finally {
    for (const { pid } of runners) release(pid);
  }
  return ran;
}

/** Stops a process and whatever it has started where they are. */
export function hold(pid: number): void {
  process.kill(-pid, 'SIGSTOP');
}

/** Lets them go on. */
export function release(pid: number): void {
  signalIfThere(pid, 'SIGCONT');
}

/** Ends them, held or not. */
export function end(pid: number): void {
  signalIfThere(pid, 'SIGKILL');
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
