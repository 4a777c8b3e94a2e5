import type { Migration } from './migration';

/** What people say to each other about certain words, and their answers. Neither refers to the other by a key: undo brings rows back one by one. */
export const remarks: Migration = {
  version: 14,
  up(db) {
    db.exec(`
CREATE TABLE remark (
  id TEXT PRIMARY KEY, footage_id TEXT NOT NULL REFERENCES footage (id) ON DELETE CASCADE,
  kind TEXT NOT NULL, language TEXT, anchor TEXT NOT NULL CHECK (json_valid(anchor)),
  start_us INTEGER NOT NULL, end_us INTEGER NOT NULL CHECK (end_us > start_us),
  words TEXT NOT NULL, text TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'closed')),
  created_at TEXT NOT NULL, by_id TEXT, by_name TEXT NOT NULL, updated_at TEXT NOT NULL, changed_by TEXT NOT NULL
) STRICT;
CREATE INDEX remark_of_footage ON remark (footage_id, start_us);

CREATE TABLE remark_answer (
  id TEXT PRIMARY KEY, footage_id TEXT NOT NULL REFERENCES footage (id) ON DELETE CASCADE,
  remark_id TEXT NOT NULL, at TEXT NOT NULL, by_id TEXT, by_name TEXT NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE INDEX answer_of_remark ON remark_answer (footage_id, remark_id);
`);
  },
};
