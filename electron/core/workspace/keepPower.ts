import { availableParallelism } from 'node:os';
import { HEAVY_JOBS, type PauseReason, type PowerStatus } from '../../../shared/domain';
import { whyPause, type PowerSource } from '../jobs/power';
import type { JobQueue } from '../jobs/queue';
import { recogniserThreads } from '../transcription/recogniser';
import type { Database } from '../vault/database';
import { getSetting } from '../vault/settings';

/** Lets heavy work wait while the computer runs on its battery or is too hot. */
export interface PowerKeeper {
  status(): PowerStatus;
  /** A person wants the work now: it goes on until this reason has passed, or another comes up. */
  goOn(): void;
  /** Looks again, after the settings have changed. */
  refresh(): void;
  /** Hears of every change of {@link status}. Returns the way to stop listening. */
  onChange(listener: (status: PowerStatus) => void): () => void;
  stop(): void;
}

const HEAVY = new Set(HEAVY_JOBS);
const NONE = new Set<never>();

/** Holds and releases the queue. What runs stops at its last checkpoint and goes on from there: it costs one chunk at most. */
export function keepPower(db: Database, jobs: Pick<JobQueue, 'hold'>, source: PowerSource): PowerKeeper {
  const listeners = new Set<(status: PowerStatus) => void>();
  let overruled: PauseReason | null = null;
  let pausedFor: PauseReason | null = null;
  const status = (): PowerStatus => ({ pausedFor, settings: getSetting(db, 'power'), cores: availableParallelism(), autoThreads: recogniserThreads() });
  const refresh = (): void => {
    const why = whyPause(source.state(), getSetting(db, 'power'));
    if (why !== overruled) overruled = null;
    const next = why === overruled ? null : why;
    if (next === pausedFor) return;
    pausedFor = next;
    jobs.hold(pausedFor === null ? NONE : HEAVY);
    for (const listener of listeners) listener(status());
  };
  const stopListening = source.onChange(refresh);
  refresh();
  return {
    status,
    goOn: () => {
      overruled = pausedFor;
      refresh();
    },
    refresh,
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => {
      stopListening();
      listeners.clear();
    },
  };
}

/** Threads for the recogniser: as chosen, no more than this computer has; as many as are good for speed unless chosen. */
export function chosenThreads(db: Database, given?: number): number {
  const threads = given ?? getSetting(db, 'power').threads;
  return threads === null ? recogniserThreads() : Math.max(1, Math.min(threads, availableParallelism()));
}
