import type { Job } from '../../../shared/domain/job';

/** What may be said of progress besides the fraction. */
export interface ProgressExtra {
  /** Milliseconds left; estimated unless given. */
  readonly remainingMs?: number | null;
  readonly speed?: number | null;
  readonly parts?: Job['parts'];
}

/** What a runner gets of its job: the input it must parse itself, the last checkpoint, and the ways to report. */
export interface JobContext<I = unknown> {
  readonly jobId: string;
  readonly footageId: string | null;
  readonly input: I;
  /** What an earlier run saved last; null on the first run. */
  readonly checkpoint: unknown;
  /** Aborted when a person cancels and when the vault is locked; stop at once in both cases. */
  readonly signal: AbortSignal;
  /** Progress of 0 to 1, as often as you like; the time left is estimated unless given. */
  progress(fraction: number, extra?: ProgressExtra): void;
  /** Committed before it returns: the next run begins here, whatever happens. */
  saveCheckpoint(value: unknown): void;
  setFootage(id: string): void;
  setTitle(title: string): void;
}

/** Does the work of one kind of job. Resolves with its result (JSON); rejects with why not. */
export type JobRunner = (context: JobContext) => Promise<unknown>;
