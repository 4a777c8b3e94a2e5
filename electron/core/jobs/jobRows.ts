import type { Job, JobKind, JobState } from '../../../shared/domain/job';
import { job as jobSchema } from '../../../shared/domain/job';
import type { Database } from '../vault/database';

/** The error of a failed job, as it is kept: a code and its parameters, never a message or a stack. */
export type JobError = NonNullable<Job['error']>;

interface Row {
  readonly id: string;
  readonly kind: JobKind;
  readonly title: string;
  readonly footage_id: string | null;
  readonly state: JobState;
  readonly progress: number;
  readonly error: string | null;
  readonly created_at: string;
  readonly finished_at: string | null;
  readonly duplicate_of: string | null;
}

const COLUMNS = "id, kind, title, footage_id, state, progress, error, created_at, finished_at, CASE WHEN kind = 'import' AND result ->> 'duplicate' THEN result ->> 'footageId' END AS duplicate_of";
const FINISHED = "('succeeded', 'failed', 'cancelled')";

function toJob(row: Row): Job {
  return jobSchema.parse({
    id: row.id, kind: row.kind, title: row.title, footageId: row.footage_id, state: row.state, progress: row.progress,
    remainingMs: null, speed: null, parts: null, error: row.error === null ? null : JSON.parse(row.error),
    createdAt: row.created_at, finishedAt: row.finished_at, ...(row.duplicate_of === null ? {} : { duplicateOf: row.duplicate_of }),
  });
}

function now(): string {
  return new Date().toISOString();
}

/** The job table: what is written here is what a restart knows. */
export class JobRows {
  constructor(private readonly db: Database) {}

  insert(id: string, kind: JobKind, title: string, footageId: string | null, input: unknown, startedBy: string | null): void {
    this.db.prepare("INSERT INTO job (id, kind, title, footage_id, input, state, created_at, started_by) VALUES (?, ?, ?, ?, ?, 'queued', ?, ?)")
      .run(id, kind, title, footageId, JSON.stringify(input ?? null), now(), startedBy);
  }

  /** All jobs, oldest first. */
  list(): Job[] {
    return this.db.prepare<[], Row>(`SELECT ${COLUMNS} FROM job ORDER BY created_at, rowid`).all().map(toJob);
  }

  get(id: string): Job | undefined {
    const row = this.db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM job WHERE id = ?`).get(id);
    return row === undefined ? undefined : toJob(row);
  }

  /** Ids and kinds of what waits, oldest first. */
  queued(): { id: string; kind: JobKind }[] {
    return this.db.prepare<[], { id: string; kind: JobKind }>("SELECT id, kind FROM job WHERE state = 'queued' ORDER BY created_at, rowid").all();
  }

  work(id: string): { input: unknown; checkpoint: unknown } {
    const row = this.db.prepare<[string], { input: string; checkpoint: string | null }>('SELECT input, checkpoint FROM job WHERE id = ?').get(id);
    return { input: JSON.parse(row?.input ?? 'null'), checkpoint: JSON.parse(row?.checkpoint ?? 'null') };
  }

  result(id: string): unknown {
    const row = this.db.prepare<[string], { result: string | null }>('SELECT result FROM job WHERE id = ?').get(id);
    return JSON.parse(row?.result ?? 'null');
  }

  markRunning(id: string): void {
    this.db.prepare("UPDATE job SET state = 'running', started_at = COALESCE(started_at, ?) WHERE id = ?").run(now(), id);
  }

  /** What a crash or a lock left running waits for its turn again. */
  requeue(except: ReadonlySet<string>): string[] {
    const left = this.db.prepare<[], { id: string }>("SELECT id FROM job WHERE state = 'running'").all().map((row) => row.id).filter((id) => !except.has(id));
    for (const id of left) this.db.prepare("UPDATE job SET state = 'queued' WHERE id = ?").run(id);
    return left;
  }

  requeueOne(id: string): void {
    this.db.prepare("UPDATE job SET state = 'queued' WHERE id = ? AND state = 'running'").run(id);
  }

  saveProgress(id: string, progress: number): void {
    this.db.prepare('UPDATE job SET progress = ? WHERE id = ?').run(progress, id);
  }

  saveCheckpoint(id: string, checkpoint: unknown): void {
    this.db.prepare('UPDATE job SET checkpoint = ? WHERE id = ?').run(JSON.stringify(checkpoint ?? null), id);
  }

  setFootage(id: string, footageId: string): void {
    this.db.prepare('UPDATE job SET footage_id = ? WHERE id = ?').run(footageId, id);
  }

  setTitle(id: string, title: string): void {
    this.db.prepare('UPDATE job SET title = ? WHERE id = ?').run(title, id);
  }

  succeed(id: string, result: unknown): void {
    this.db.prepare("UPDATE job SET state = 'succeeded', progress = 1, result = ?, checkpoint = NULL, error = NULL, finished_at = ? WHERE id = ?")
      .run(JSON.stringify(result ?? null), now(), id);
  }

  fail(id: string, error: JobError, progress: number): void {
    this.db.prepare("UPDATE job SET state = 'failed', progress = ?, error = ?, checkpoint = NULL, finished_at = ? WHERE id = ?").run(progress, JSON.stringify(error), now(), id);
  }

  cancel(id: string, progress: number): void {
    this.db.prepare("UPDATE job SET state = 'cancelled', progress = ?, checkpoint = NULL, finished_at = ? WHERE id = ?").run(progress, now(), id);
  }

  startedBy(id: string): string | null {
    return this.db.prepare<[string], { by: string | null }>('SELECT started_by AS by FROM job WHERE id = ?').get(id)?.by ?? null;
  }

  /** @param by only this person's; everybody's unless given. */
  deleteFinished(by?: string): void {
    this.db.prepare(`DELETE FROM job WHERE state IN ${FINISHED} AND (@by IS NULL OR started_by = @by)`).run({ by: by ?? null });
  }
}
