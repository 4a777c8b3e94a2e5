import type { Job } from '../../../shared/domain/job';
import type { ProgressExtra } from './jobContext';
import { ProgressMeter } from './progressMeter';

/** The database hears of progress at most this often, milliseconds: only a restart needs it there. */
const SAVE_EVERY_MS = 500;
/** Listeners hear of progress at most this often, milliseconds. */
const TELL_EVERY_MS = 100;

/** Why a running job was told to stop: a person cancelled it, or the vault is being locked and it goes on later. */
export type StopReason = 'cancelled' | 'suspended';

/** What is known of a job only while it runs. */
export class RunningJob {
  readonly #abort = new AbortController();
  readonly #meter = new ProgressMeter();
  #savedAt = 0;
  #toldAt = 0;
  stopReason: StopReason | null = null;
  remainingMs: number | null = null;
  speed: number | null = null;
  parts: Job['parts'] = null;
  /** Settles when the runner has ended and its row says so; never rejects. */
  ended: Promise<void> = Promise.resolve();

  constructor(public fraction: number) {}

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  stop(reason: StopReason): void {
    // A lock during a cancellation must not bring the cancelled job back at the next start.
    this.stopReason ??= reason;
    this.#abort.abort(new DOMException(this.stopReason, 'AbortError'));
  }

  /** Notes progress; says whether it is time to save it and to tell of it. */
  report(fraction: number, extra: ProgressExtra, now: number): { save: boolean; tell: boolean } {
    this.fraction = Math.min(1, Math.max(0, Number.isFinite(fraction) ? fraction : this.fraction));
    const estimate = this.#meter.update(this.fraction, now);
    this.remainingMs = extra.remainingMs === undefined ? estimate : extra.remainingMs;
    this.speed = extra.speed ?? null;
    this.parts = extra.parts ?? null;
    const save = now - this.#savedAt >= SAVE_EVERY_MS;
    const tell = now - this.#toldAt >= TELL_EVERY_MS;
    if (save) this.#savedAt = now;
    if (tell) this.#toldAt = now;
    return { save, tell };
  }
}
