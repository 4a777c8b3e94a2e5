import type { Migration } from './migration';

/** Who speaks, what is doubtful, in which script it is shown, and the names that an interview's recogniser should know. */
export const speech: Migration = {
  version: 4,
  up(db) {
    db.exec(`
CREATE TABLE speaker (
  id TEXT PRIMARY KEY, footage_id TEXT NOT NULL REFERENCES footage (id) ON DELETE CASCADE,
  name TEXT NOT NULL, number INTEGER NOT NULL CHECK (number > 0)
) STRICT;
CREATE INDEX speaker_of_footage ON speaker (footage_id, number);

CREATE TABLE glossary_term (
  id TEXT PRIMARY KEY, interview_id TEXT NOT NULL REFERENCES interview (id) ON DELETE CASCADE,
  term TEXT NOT NULL, misheard TEXT NOT NULL CHECK (json_valid(misheard)),
  kind TEXT NOT NULL CHECK (kind IN ('person', 'place', 'unit', 'word')), note TEXT NOT NULL
) STRICT;
CREATE INDEX glossary_of_interview ON glossary_term (interview_id);

-- The speaker is no foreign key: undo brings rows back one by one, in an order that a reference could forbid.
ALTER TABLE segment ADD COLUMN speaker_id TEXT;
ALTER TABLE segment ADD COLUMN overlap INTEGER NOT NULL DEFAULT 0 CHECK (overlap IN (0, 1));
ALTER TABLE segment ADD COLUMN doubts TEXT CHECK (doubts IS NULL OR json_valid(doubts));
ALTER TABLE footage ADD COLUMN script TEXT NOT NULL DEFAULT 'asHeard' CHECK (script IN ('asHeard', 'latin', 'cyrillic'));
CREATE INDEX segment_doubtful ON segment (footage_id, start_us) WHERE doubts IS NOT NULL;

-- History may now write speakers too: the check on its table name is lifted, the code keeps its own list.
CREATE TABLE edit_wider (
  id INTEGER PRIMARY KEY AUTOINCREMENT, footage_id TEXT NOT NULL REFERENCES footage (id) ON DELETE CASCADE,
  step INTEGER NOT NULL, at TEXT NOT NULL, what TEXT NOT NULL, table_name TEXT NOT NULL,
  row_id TEXT NOT NULL, before TEXT CHECK (before IS NULL OR json_valid(before)), after TEXT CHECK (after IS NULL OR json_valid(after)),
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)), "by" TEXT
) STRICT;
INSERT INTO edit_wider SELECT id, footage_id, step, at, what, table_name, row_id, before, after, undone, "by" FROM edit;
DROP TABLE edit;
ALTER TABLE edit_wider RENAME TO edit;
CREATE INDEX edit_of_footage ON edit (footage_id, step);
`);
  },
};
