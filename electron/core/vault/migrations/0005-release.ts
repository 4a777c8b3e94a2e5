import type { Migration } from './migration';

/** Which footage editors may see and who let it go; who began a job, so that nobody sees another's. */
export const release: Migration = {
  version: 5,
  up(db) {
    db.exec(`
CREATE TABLE footage_release (
  id TEXT PRIMARY KEY, footage_id TEXT NOT NULL REFERENCES footage (id) ON DELETE CASCADE,
  released_at TEXT NOT NULL, released_by TEXT NOT NULL,
  -- Names the plan by which the redacted preview was made; null until that was made and measured.
  preview TEXT,
  taken_back_at TEXT, taken_back_by TEXT,
  why TEXT CHECK (why IN ('person', 'passages', 'transcript')),
  -- What a trigger took back has still to be written to the audit log.
  noted INTEGER NOT NULL DEFAULT 1 CHECK (noted IN (0, 1)),
  CHECK ((taken_back_at IS NULL) = (why IS NULL))
) STRICT;
CREATE UNIQUE INDEX release_standing ON footage_release (footage_id) WHERE taken_back_at IS NULL;
CREATE INDEX release_of_footage ON footage_release (footage_id, released_at);
CREATE INDEX release_unnoted ON footage_release (footage_id) WHERE noted = 0;

-- The database itself takes releases back, so that no way of changing what must be redacted can forget to: edits,
-- undo and redo, a handover's merge, a new transcription. Any change of a passage counts, whatever its columns will be.
${takesBack('passage', 'INSERT', 'NEW', 'passages')}
${takesBack('passage', 'DELETE', 'OLD', 'passages')}
${takesBack('passage', 'UPDATE', 'NEW', 'passages')}
${takesBack('segment', 'INSERT', 'NEW', 'transcript')}
${takesBack('segment', 'DELETE', 'OLD', 'transcript')}
${takesBack('segment', 'UPDATE', 'NEW', 'transcript', `WHEN (OLD.footage_id, OLD.start_us, OLD.end_us, OLD.text, OLD.words) IS NOT (NEW.footage_id, NEW.start_us, NEW.end_us, NEW.text, NEW.words)`)}

ALTER TABLE job ADD COLUMN started_by TEXT;
`);
  },
};

function takesBack(table: 'passage' | 'segment', event: 'INSERT' | 'UPDATE' | 'DELETE', row: 'NEW' | 'OLD', why: string, when = ''): string {
  return `CREATE TRIGGER release_ends_with_${table}_${event.toLowerCase()} AFTER ${event} ON ${table} ${when}
BEGIN UPDATE footage_release SET taken_back_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), why = '${why}', noted = 0 WHERE footage_id = ${row}.footage_id AND taken_back_at IS NULL; END;`;
}
