import { randomUUID } from 'node:crypto';
import type { Migration } from './migration';

/** People, the vault's own secrets, the audit log, who changed what in which revision, and full-text search. */
export const peopleAndAudit: Migration = {
  version: 2,
  up(db) {
    db.exec(`
-- A person who was removed keeps the row: the audit log and old edits still name them.
CREATE TABLE person (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, name_fold TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('interviewer', 'translator', 'editor', 'custodian')),
  wrap_id TEXT UNIQUE, recipient TEXT, created_at TEXT NOT NULL, removed_at TEXT
) STRICT;

CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY CHECK (seq > 0), at TEXT NOT NULL, person TEXT, person_name TEXT NOT NULL, action TEXT NOT NULL,
  item_kind TEXT, item_id TEXT, details TEXT NOT NULL CHECK (json_valid(details)),
  previous BLOB NOT NULL CHECK (length(previous) = 32), hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX audit_of_item ON audit (item_kind, item_id);
CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
CREATE TRIGGER audit_unaltered BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
-- INSERT OR REPLACE deletes without firing triggers: a new row may only come right after the last.
CREATE TRIGGER audit_in_order BEFORE INSERT ON audit WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit)
BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;

ALTER TABLE segment ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE segment ADD COLUMN updated_by TEXT;
ALTER TABLE passage ADD COLUMN created_by TEXT;
ALTER TABLE passage ADD COLUMN updated_by TEXT;
ALTER TABLE passage ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE edit ADD COLUMN "by" TEXT;

-- Undo and redo write rows as they were: only the database itself sees to it that no revision number comes twice.
CREATE TRIGGER segment_revised AFTER UPDATE OF start_us, end_us, text, language, origin, words ON segment
WHEN (OLD.start_us, OLD.end_us, OLD.text, OLD.language, OLD.origin, OLD.words) IS NOT (NEW.start_us, NEW.end_us, NEW.text, NEW.language, NEW.origin, NEW.words)
BEGIN UPDATE segment SET revision = OLD.revision + 1 WHERE id = NEW.id; END;
CREATE TRIGGER passage_revised AFTER UPDATE OF start_us, end_us, text, anchor, reason, note, audio, video, state ON passage
WHEN (OLD.start_us, OLD.end_us, OLD.text, OLD.anchor, OLD.reason, OLD.note, OLD.audio, OLD.video, OLD.state)
  IS NOT (NEW.start_us, NEW.end_us, NEW.text, NEW.anchor, NEW.reason, NEW.note, NEW.audio, NEW.video, NEW.state)
BEGIN UPDATE passage SET revision = OLD.revision + 1 WHERE id = NEW.id; END;

-- Script and diacritics are folded by the application (a function of its own in a trigger would need trusted_schema),
-- so triggers only note what is waiting (folded is null) and take out at once what no longer stands in a transcript.
-- The folded text is kept because FTS5 can only remove words securely that it is told once more.
CREATE TABLE segment_search (id INTEGER PRIMARY KEY, segment_id TEXT NOT NULL UNIQUE, folded TEXT) STRICT;
CREATE INDEX segment_search_waiting ON segment_search (id) WHERE folded IS NULL;
CREATE VIRTUAL TABLE segment_fts USING fts5 (folded, content = 'segment_search', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO segment_fts (segment_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER segment_search_begins AFTER INSERT ON segment BEGIN INSERT INTO segment_search (segment_id) VALUES (NEW.id); END;
CREATE TRIGGER segment_search_stale AFTER UPDATE OF text ON segment WHEN OLD.text IS NOT NEW.text
BEGIN UPDATE segment_search SET folded = NULL WHERE segment_id = NEW.id; END;
CREATE TRIGGER segment_search_ends AFTER DELETE ON segment BEGIN DELETE FROM segment_search WHERE segment_id = OLD.id; END;
CREATE TRIGGER segment_fts_out AFTER UPDATE OF folded ON segment_search WHEN OLD.folded IS NOT NULL
BEGIN INSERT INTO segment_fts (segment_fts, rowid, folded) VALUES ('delete', OLD.id, OLD.folded); END;
CREATE TRIGGER segment_fts_gone AFTER DELETE ON segment_search WHEN OLD.folded IS NOT NULL
BEGIN INSERT INTO segment_fts (segment_fts, rowid, folded) VALUES ('delete', OLD.id, OLD.folded); END;
CREATE TRIGGER segment_fts_in AFTER UPDATE OF folded ON segment_search WHEN OLD.folded IS NULL AND NEW.folded IS NOT NULL
BEGIN INSERT INTO segment_fts (rowid, folded) VALUES (NEW.id, NEW.folded); END;
INSERT INTO segment_search (segment_id) SELECT id FROM segment ORDER BY footage_id, start_us;
`);
    // Whoever made the vault had every right in it; whose passphrase that is, is known at the next unlock.
    db.prepare("INSERT INTO person (id, name, name_fold, role, created_at) VALUES (?, 'Owner', 'owner', 'custodian', ?)").run(randomUUID(), new Date().toISOString());
  },
};
