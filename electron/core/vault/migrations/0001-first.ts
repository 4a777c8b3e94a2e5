import type { Migration } from './migration';

/** Interviews, footage, transcripts, passages, their history, and jobs. */
export const first: Migration = {
  version: 1,
  up(db) {
    db.exec(`
CREATE TABLE interview (
  id TEXT PRIMARY KEY, speaker_code TEXT NOT NULL, date TEXT NOT NULL, region TEXT NOT NULL, interviewer TEXT NOT NULL,
  languages TEXT NOT NULL CHECK (json_valid(languages)), consent TEXT NOT NULL,
  warning_given TEXT NOT NULL, warning_when TEXT NOT NULL, notes TEXT NOT NULL,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL
) STRICT;

-- store_key is null only between the destruction of a key and the removal of its file.
CREATE TABLE footage (
  id TEXT PRIMARY KEY, interview_id TEXT REFERENCES interview (id) ON DELETE SET NULL,
  name TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE, bytes INTEGER NOT NULL CHECK (bytes > 0),
  duration_us INTEGER NOT NULL CHECK (duration_us > 0), origin_us INTEGER NOT NULL,
  container TEXT NOT NULL, video TEXT CHECK (video IS NULL OR json_valid(video)), audio TEXT NOT NULL CHECK (json_valid(audio)),
  streams TEXT NOT NULL CHECK (json_valid(streams)), playback TEXT NOT NULL,
  store_key BLOB CHECK (store_key IS NULL OR length(store_key) = 32), imported_at TEXT NOT NULL
) STRICT;
CREATE INDEX footage_by_interview ON footage (interview_id);

CREATE TABLE segment (
  id TEXT PRIMARY KEY, footage_id TEXT NOT NULL REFERENCES footage (id) ON DELETE CASCADE,
  start_us INTEGER NOT NULL CHECK (start_us >= 0), end_us INTEGER NOT NULL CHECK (end_us > start_us),
  text TEXT NOT NULL, language TEXT NOT NULL, origin TEXT NOT NULL,
  words TEXT NOT NULL CHECK (json_valid(words)), updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX segment_in_time ON segment (footage_id, start_us);

CREATE TABLE transcription (
  footage_id TEXT PRIMARY KEY REFERENCES footage (id) ON DELETE CASCADE,
  language TEXT NOT NULL, model TEXT NOT NULL, audio_us INTEGER NOT NULL, elapsed_ms INTEGER NOT NULL, finished_at TEXT NOT NULL
) STRICT;

CREATE TABLE passage (
  id TEXT PRIMARY KEY, footage_id TEXT NOT NULL REFERENCES footage (id) ON DELETE CASCADE,
  start_us INTEGER NOT NULL CHECK (start_us >= 0), end_us INTEGER NOT NULL CHECK (end_us > start_us),
  text TEXT NOT NULL, anchor TEXT CHECK (anchor IS NULL OR json_valid(anchor)),
  reason TEXT NOT NULL, note TEXT NOT NULL, audio TEXT NOT NULL, video TEXT NOT NULL, state TEXT NOT NULL,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX passage_in_time ON passage (footage_id, start_us);

-- Rows with the same step are one deed of a person and are undone together.
CREATE TABLE edit (
  id INTEGER PRIMARY KEY AUTOINCREMENT, footage_id TEXT NOT NULL REFERENCES footage (id) ON DELETE CASCADE,
  step INTEGER NOT NULL, at TEXT NOT NULL, what TEXT NOT NULL, table_name TEXT NOT NULL CHECK (table_name IN ('segment', 'passage')),
  row_id TEXT NOT NULL, before TEXT CHECK (before IS NULL OR json_valid(before)), after TEXT CHECK (after IS NULL OR json_valid(after)),
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX edit_of_footage ON edit (footage_id, step);

-- A job may outlive its footage in the list, so footage_id points nowhere by force.
CREATE TABLE job (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, footage_id TEXT,
  input TEXT NOT NULL CHECK (json_valid(input)), checkpoint TEXT CHECK (checkpoint IS NULL OR json_valid(checkpoint)),
  result TEXT CHECK (result IS NULL OR json_valid(result)),
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  progress REAL NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 1), error TEXT CHECK (error IS NULL OR json_valid(error)),
  created_at TEXT NOT NULL, started_at TEXT, finished_at TEXT
) STRICT;
CREATE INDEX job_by_state ON job (state);

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL CHECK (json_valid(value))) STRICT;
`);
  },
};
