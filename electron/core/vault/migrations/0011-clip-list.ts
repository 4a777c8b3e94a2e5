import type { Migration } from './migration';

/** Clips that somebody means to show, in an order; a clip goes with the footage that it was begun from. */
export const clipList: Migration = {
  version: 11,
  up(db) {
    db.exec(`
CREATE TABLE clip (
  id TEXT PRIMARY KEY, footage_id TEXT NOT NULL REFERENCES footage (id) ON DELETE CASCADE,
  place REAL NOT NULL, title TEXT NOT NULL, lower_third TEXT NOT NULL,
  fade_in_us INTEGER NOT NULL CHECK (fade_in_us >= 0), fade_out_us INTEGER NOT NULL CHECK (fade_out_us >= 0),
  parts TEXT NOT NULL CHECK (json_valid(parts)),
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT
) STRICT;
CREATE INDEX clip_of_footage ON clip (footage_id, place);
`);
  },
};
