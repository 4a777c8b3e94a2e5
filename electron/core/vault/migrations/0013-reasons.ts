import type { Migration } from './migration';

/** What a vault calls the reasons for passages, and those that are its own. Of one that Zapis brings a row stands only where it was renamed. */
export const reasons: Migration = {
  version: 13,
  up(db) {
    db.exec(`
CREATE TABLE reason (
  code TEXT PRIMARY KEY, label TEXT NOT NULL, about TEXT NOT NULL,
  retired INTEGER NOT NULL CHECK (retired IN (0, 1)), created_at TEXT NOT NULL
) STRICT;
`);
  },
};
