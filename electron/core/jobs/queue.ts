import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import type { Job, JobKind } from '../../../shared/domain/job';
import { ZapisError } from '../../../shared/errors';
import type { Database } from '../vault/database';
import { storageError, vaultFault } from '../vault/storageErrors';
import type { JobContext, JobRunner } from './jobContext';
import { JobRows, type JobError } from './jobRows';
import { RunningJob } from './runningJob';

export type { JobContext, JobRunner } from './jobContext';

/** Kinds that share a lane wait for each other: both halves of bringing footage in are bound by the same disk; a backup must not copy what is being written. */
const LANES: Readonly<Record<JobKind, string>> = { import: 'footage', preview: 'footage', 'redacted-preview': 'footage', transcribe: 'transcribe', align: 'transcribe', speakers: 'transcribe', translate: 'transcribe', faces: 'transcribe', export: 'export', model: 'model', backup: 'footage', 'handover-export': 'footage', 'handover-import': 'footage',
  // Reads only: bringing footage in must not wait for hours of it.
  check: 'check', memory: 'memory' };

/** How long a lock waits for runners to stop before it closes the vault under them, milliseconds. */
const GRACE_MS = 5_000;

interface Registration {
  readonly runner: JobRunner;
  readonly concurrency: number;
}

interface Waiter {
  resolve(job: Job): void;
  reject(error: Error): void;
}

/**
 * Long work as rows of the vault: it survives crashes and locks, goes on from its last checkpoint, and
 * can be cancelled. One job at a time in each lane, oldest first.
 */
export class JobQueue {
  readonly #rows: JobRows;
  readonly #registered = new Map<JobKind, Registration>();
  readonly #running = new Map<string, RunningJob & { readonly kind: JobKind }>();
  readonly #listeners = new Set<(job: Job) => void>();
  readonly #waiting = new Map<string, Waiter[]>();
  /** Ends that the disk would not take: shown for this session; their rows stay `running`, so the work is done again. */
  readonly #unsaved = new Map<string, { readonly error: JobError; readonly at: string }>();
  /** With `adopted` set, only these are started; null: everything that waits in the vault. */
  readonly #adopted: Set<string> | null;
  /** Who is at work; every job begun here is that person's. */
  readonly #by: string | null;
  #held: ReadonlySet<JobKind> = new Set();
  #stopped = false;

  /**
   * @param onInternal hears of errors that no person can act on, with the number that the job shows for them.
   * @param options.onlyAdopted a queue that minds its own jobs (enqueued here, or taken up by {@link adopt}):
   *   one command of the command line must not set off what the app left waiting.
   */
  constructor(private readonly db: Database, private readonly onInternal: (logId: string, error: unknown) => void = () => undefined, options: { onlyAdopted?: boolean; by?: string | null } = {}) {
    this.#rows = new JobRows(db);
    this.#by = options.by ?? null;
    this.#adopted = options.onlyAdopted === true ? new Set() : null;
  }

  register(kind: JobKind, runner: JobRunner, options: { concurrency?: number } = {}): void {
    this.#registered.set(kind, { runner, concurrency: options.concurrency ?? 1 });
  }

  /** @throws ZapisError `vault-locked` after {@link stop}. */
  enqueue(kind: JobKind, title: string, footageId: string | null, input: unknown): Job {
    if (this.#stopped) throw new ZapisError('vault-locked');
    const id = randomUUID();
    this.#rows.insert(id, kind, title, footageId, input, this.#by);
    this.#adopted?.add(id);
    this.#tell(id);
    this.#pump();
    return this.#known(id);
  }

  /** Cancels what waits at once and what runs as soon as its runner lets go; anything else is left alone. */
  cancel(id: string): void {
    const running = this.#running.get(id);
    if (running !== undefined) running.stop('cancelled');
    else if (this.#rows.get(id)?.state === 'queued') {
      this.#rows.cancel(id, 0);
      this.#finished(id);
    }
  }

  /** Oldest first, with the live figures of what runs. */
  list(): Job[] {
    return this.#rows.list().map((job) => this.#live(job));
  }

  get(id: string): Job | undefined {
    const job = this.#rows.get(id);
    return job === undefined ? undefined : this.#live(job);
  }

  /** What the runner resolved with; null before, and for jobs that did not succeed. */
  result(id: string): unknown {
    return this.#rows.result(id);
  }

  /** Id of the person who began the job; null where nobody knows. */
  startedBy(id: string): string | null {
    return this.#rows.startedBy(id);
  }

  /** What the job was enqueued with. */
  input(id: string): unknown {
    return this.#rows.work(id).input;
  }

  /** Takes up one job that was interrupted or waits, going on from its checkpoint. */
  adopt(id: string): void {
    this.#adopted?.add(id);
    if (!this.#running.has(id)) this.#rows.requeueOne(id);
    this.#tell(id);
    this.#pump();
  }

  /**
   * Resolves when the job has succeeded, failed or been cancelled.
   * @throws ZapisError `vault-locked` when the queue is stopped first; `job-missing` for an unknown id.
   */
  wait(id: string): Promise<Job> {
    const job = this.get(id);
    if (job === undefined) return Promise.reject(new ZapisError('job-missing'));
    if (job.finishedAt !== null) return Promise.resolve(job);
    if (this.#stopped) return Promise.reject(new ZapisError('vault-locked'));
    return new Promise((resolve, reject) => this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), { resolve, reject }]));
  }

  /** @param by only this person's. */
  dismissFinished(by?: string): void {
    this.#rows.deleteFinished(by);
  }

  /** Hears of every change of every job; progress at most ten times a second. Returns the way to stop listening. */
  onChange(listener: (job: Job) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Puts what a crash or a lock interrupted back in the queue and starts work. */
  resume(): void {
    for (const id of this.#rows.requeue(new Set(this.#running.keys()))) this.#tell(id);
    this.#pump();
  }

  /**
   * Lets kinds of job wait, while the computer runs on its battery for instance: what waits is not begun, what runs stops
   * at its checkpoint and waits again. All other kinds, and what was held before, go on.
   */
  hold(kinds: ReadonlySet<JobKind>): void {
    this.#held = kinds;
    for (const job of this.#running.values()) if (kinds.has(job.kind)) job.stop('suspended');
    this.#pump();
  }

  /**
   * For locking and quitting: tells all runners to stop and waits for them, five seconds at most, since
   * a runner that hangs must not keep the keys in memory. Their rows stay `running`, so they resume.
   */
  async stop(): Promise<void> {
    this.#stopped = true;
    const running = [...this.#running.values()];
    for (const job of running) job.stop('suspended');
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise<void>((resolve) => (timer = setTimeout(resolve, GRACE_MS)));
    await Promise.race([Promise.all(running.map((job) => job.ended)), grace]);
    clearTimeout(timer);
    for (const waiters of this.#waiting.values()) for (const waiter of waiters) waiter.reject(new ZapisError('vault-locked'));
    this.#waiting.clear();
    this.#listeners.clear();
  }

  #pump(): void {
    if (this.#stopped) return;
    for (const { id, kind } of this.#rows.queued()) {
      const registration = this.#registered.get(kind);
      if (registration === undefined || this.#held.has(kind) || (this.#adopted !== null && !this.#adopted.has(id))) continue;
      const busy = [...this.#running.values()].filter((job) => LANES[job.kind] === LANES[kind]).length;
      if (busy < registration.concurrency) this.#start(id, kind, registration.runner);
    }
  }

  #start(id: string, kind: JobKind, runner: JobRunner): void {
    this.#rows.markRunning(id);
    const running = Object.assign(new RunningJob(this.#known(id).progress), { kind });
    this.#running.set(id, running);
    this.#tell(id);
    running.ended = this.#run(id, running, runner);
  }

  async #run(id: string, running: RunningJob, runner: JobRunner): Promise<void> {
    try {
      const context = this.#context(id, running);
      // Begins in its own turn, so that whoever enqueues has the job in hand before it first reports.
      await Promise.resolve();
      const result = await runner(context);
      // Work that was done before the wish to stop reached it is done.
      this.#settle(id, () => this.#rows.succeed(id, result));
    } catch (error) {
      if (running.stopReason === 'cancelled') this.#settle(id, () => this.#rows.cancel(id, running.fraction));
      else if (running.stopReason === 'suspended') this.#settle(id, () => this.#rows.saveProgress(id, running.fraction));
      else this.#settle(id, () => this.#rows.fail(id, this.#explain(error), running.fraction));
    }
    this.#running.delete(id);
    if (this.#stopped) return;
    if (running.stopReason === 'suspended' && this.#known(id).finishedAt === null) {
      this.#rows.requeueOne(id);
      this.#tell(id);
      this.#pump();
      return;
    }
    this.#finished(id);
    this.#pump();
  }

  #settle(id: string, write: () => void): void {
    try {
      write();
    } catch (error) {
      // Stopped: the vault was closed under a runner that hung, and there is nobody left to tell.
      if (!this.#stopped) this.#unsaved.set(id, { error: this.#explain(error), at: new Date().toISOString() });
    }
  }

  #explain(error: unknown): JobError {
    const known = storageError(vaultFault(dirname(this.db.name), error), new ZapisError('vault-damaged', { part: 'vault.db' }));
    if (known instanceof ZapisError) return { code: known.code, params: { ...known.params } };
    const logId = randomUUID().slice(0, 8);
    this.onInternal(logId, error);
    return { code: 'internal', params: { id: logId } };
  }

  #context(id: string, running: RunningJob): JobContext {
    const { input, checkpoint } = this.#rows.work(id);
    return {
      jobId: id, footageId: this.#known(id).footageId, input, checkpoint, signal: running.signal,
      progress: (fraction, extra = {}) => {
        const due = running.report(fraction, extra, performance.now());
        if (this.#stopped) return;
        if (due.save) this.#rows.saveProgress(id, running.fraction);
        if (due.tell) this.#tell(id);
      },
      saveCheckpoint: (value) => this.#rows.saveCheckpoint(id, value),
      setFootage: (footageId) => {
        this.#rows.setFootage(id, footageId);
        this.#tell(id);
      },
      setTitle: (title) => {
        this.#rows.setTitle(id, title);
        this.#tell(id);
      },
    };
  }

  #live(job: Job): Job {
    const unsaved = this.#unsaved.get(job.id);
    if (unsaved !== undefined) return { ...job, state: 'failed', error: unsaved.error, finishedAt: unsaved.at };
    const running = this.#running.get(job.id);
    return running === undefined || job.finishedAt !== null ? job : { ...job, progress: running.fraction, remainingMs: running.remainingMs, speed: running.speed, parts: running.parts };
  }

  #known(id: string): Job {
    const job = this.get(id);
    if (job === undefined) throw new ZapisError('job-missing');
    return job;
  }

  #tell(id: string): void {
    const job = this.get(id);
    if (job !== undefined) for (const listener of [...this.#listeners]) listener(job);
  }

  #finished(id: string): void {
    this.#tell(id);
    const job = this.get(id);
    for (const waiter of this.#waiting.get(id) ?? []) if (job !== undefined) waiter.resolve(job);
    this.#waiting.delete(id);
  }
}
