import type { Migration } from './migration';

/** What was given to colleagues and came from them, the versions that both sides have seen, and what they disagree on. */
export const handover: Migration = {
  version: 3,
  up(db) {
    db.exec(`
CREATE TABLE handover (
  id TEXT NOT NULL, direction TEXT NOT NULL CHECK (direction IN ('out', 'in')),
  -- The vault that it came from or that it answers; null where nobody knows it yet.
  peer_vault TEXT, peer TEXT NOT NULL, by TEXT NOT NULL, with_footage INTEGER NOT NULL CHECK (with_footage IN (0, 1)),
  created_at TEXT NOT NULL, handled_at TEXT NOT NULL,
  PRIMARY KEY (id, direction)
) STRICT;

-- Ids only, without references: they tell, when a handover comes back, what was deleted here meanwhile and must stay so.
CREATE TABLE handover_item (
  kind TEXT NOT NULL CHECK (kind IN ('interview', 'footage')), item_id TEXT NOT NULL,
  PRIMARY KEY (kind, item_id)
) STRICT;

-- Every version of a row that has crossed between vaults. Its words go with the footage or the interview.
CREATE TABLE handover_version (
  id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL CHECK (kind IN ('interview', 'segment', 'passage')),
  row_id TEXT NOT NULL, hash TEXT NOT NULL, snapshot TEXT CHECK (snapshot IS NULL OR json_valid(snapshot)),
  interview_id TEXT REFERENCES interview (id) ON DELETE CASCADE, footage_id TEXT REFERENCES footage (id) ON DELETE CASCADE,
  UNIQUE (kind, row_id, hash)
) STRICT;
CREATE INDEX handover_version_of_footage ON handover_version (footage_id, kind, row_id);

CREATE TABLE conflict (
  id TEXT PRIMARY KEY, handover_id TEXT NOT NULL, peer TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('interview', 'segment', 'passage', 'transcript')), row_id TEXT NOT NULL,
  -- For interviews the field at issue; empty for the rest.
  field TEXT NOT NULL,
  interview_id TEXT REFERENCES interview (id) ON DELETE CASCADE, footage_id TEXT REFERENCES footage (id) ON DELETE CASCADE,
  base TEXT CHECK (base IS NULL OR json_valid(base)), ours TEXT CHECK (ours IS NULL OR json_valid(ours)), theirs TEXT CHECK (theirs IS NULL OR json_valid(theirs)),
  theirs_hash TEXT NOT NULL, theirs_seen TEXT NOT NULL CHECK (json_valid(theirs_seen)),
  -- What stands until somebody decides: ours, or for a passage whatever protects the most.
  live_hash TEXT NOT NULL,
  created_at TEXT NOT NULL, decided_at TEXT, decided_by TEXT, decision TEXT
) STRICT;
CREATE INDEX conflict_open ON conflict (kind, row_id) WHERE decided_at IS NULL;
CREATE INDEX conflict_of_footage ON conflict (footage_id);

-- Footage whose transcript came without its bytes; they may come later.
CREATE TABLE awaited_footage (footage_id TEXT PRIMARY KEY REFERENCES footage (id) ON DELETE CASCADE) STRICT;
`);
  },
};
