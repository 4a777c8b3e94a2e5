import type { Migration } from './migration';

/** Translations, segment by segment, with every version that stood; handovers may carry them and disagree on them. */
export const translation: Migration = {
  version: 8,
  up(db) {
    db.exec(`
-- The segment is no foreign key: undo brings rows back one by one, in an order that a reference could forbid.
CREATE TABLE translated_segment (
  id TEXT PRIMARY KEY, footage_id TEXT NOT NULL REFERENCES footage (id) ON DELETE CASCADE,
  segment_id TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('machine', 'edited', 'checked', 'approved')),
  engine TEXT, model TEXT,
  sources TEXT NOT NULL CHECK (json_valid(sources)), links TEXT CHECK (links IS NULL OR json_valid(links)),
  unknown_words TEXT NOT NULL CHECK (json_valid(unknown_words)),
  written_by TEXT, updated_by TEXT, updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX translation_of_footage ON translated_segment (footage_id, language);

-- Filled by the database itself, so that no way of writing a translation can forget what stood before.
CREATE TABLE translation_version (
  id INTEGER PRIMARY KEY AUTOINCREMENT, footage_id TEXT NOT NULL REFERENCES footage (id) ON DELETE CASCADE,
  segment_id TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL, state TEXT NOT NULL, engine TEXT, model TEXT,
  written_by TEXT, updated_by TEXT, at TEXT NOT NULL
) STRICT;
CREATE INDEX translation_version_of_segment ON translation_version (segment_id, language);
${keepsVersion('INSERT')}
${keepsVersion('UPDATE', 'WHEN (OLD.text, OLD.state, OLD.engine, OLD.model, OLD.written_by) IS NOT (NEW.text, NEW.state, NEW.engine, NEW.model, NEW.written_by)')}

-- The checks on kinds are lifted: the code keeps its own lists.
CREATE TABLE handover_version_wider (
  id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL,
  row_id TEXT NOT NULL, hash TEXT NOT NULL, snapshot TEXT CHECK (snapshot IS NULL OR json_valid(snapshot)),
  interview_id TEXT REFERENCES interview (id) ON DELETE CASCADE, footage_id TEXT REFERENCES footage (id) ON DELETE CASCADE,
  UNIQUE (kind, row_id, hash)
) STRICT;
INSERT INTO handover_version_wider SELECT id, kind, row_id, hash, snapshot, interview_id, footage_id FROM handover_version;
DROP TABLE handover_version;
ALTER TABLE handover_version_wider RENAME TO handover_version;
CREATE INDEX handover_version_of_footage ON handover_version (footage_id, kind, row_id);

CREATE TABLE conflict_wider (
  id TEXT PRIMARY KEY, handover_id TEXT NOT NULL, peer TEXT NOT NULL,
  kind TEXT NOT NULL, row_id TEXT NOT NULL, field TEXT NOT NULL,
  interview_id TEXT REFERENCES interview (id) ON DELETE CASCADE, footage_id TEXT REFERENCES footage (id) ON DELETE CASCADE,
  base TEXT CHECK (base IS NULL OR json_valid(base)), ours TEXT CHECK (ours IS NULL OR json_valid(ours)), theirs TEXT CHECK (theirs IS NULL OR json_valid(theirs)),
  theirs_hash TEXT NOT NULL, theirs_seen TEXT NOT NULL CHECK (json_valid(theirs_seen)),
  live_hash TEXT NOT NULL,
  created_at TEXT NOT NULL, decided_at TEXT, decided_by TEXT, decision TEXT
) STRICT;
INSERT INTO conflict_wider SELECT id, handover_id, peer, kind, row_id, field, interview_id, footage_id, base, ours, theirs, theirs_hash, theirs_seen, live_hash, created_at, decided_at, decided_by, decision FROM conflict ORDER BY rowid;
DROP TABLE conflict;
ALTER TABLE conflict_wider RENAME TO conflict;
CREATE INDEX conflict_open ON conflict (kind, row_id) WHERE decided_at IS NULL;
CREATE INDEX conflict_of_footage ON conflict (footage_id);
`);
  },
};

function keepsVersion(event: 'INSERT' | 'UPDATE', when = ''): string {
  return `CREATE TRIGGER translation_keeps_${event.toLowerCase()} AFTER ${event} ON translated_segment ${when}
BEGIN INSERT INTO translation_version (footage_id, segment_id, language, text, state, engine, model, written_by, updated_by, at)
  VALUES (NEW.footage_id, NEW.segment_id, NEW.language, NEW.text, NEW.state, NEW.engine, NEW.model, NEW.written_by, NEW.updated_by, NEW.updated_at); END;`;
}
