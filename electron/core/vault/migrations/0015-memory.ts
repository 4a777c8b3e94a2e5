import type { Migration } from './migration';

/**
 * The translation memory. Of the vault's own interviews it holds nothing but an index of words, which follows the
 * translations themselves; pairs of other tools have a table of their own.
 */
export const memory: Migration = {
  version: 15,
  up(db) {
    db.exec(`
CREATE TABLE memory_import (id TEXT PRIMARY KEY, name TEXT NOT NULL, imported_at TEXT NOT NULL, imported_by TEXT) STRICT;
CREATE TABLE memory_unit (
  id TEXT PRIMARY KEY, import_id TEXT NOT NULL REFERENCES memory_import (id) ON DELETE CASCADE,
  source TEXT NOT NULL, target TEXT NOT NULL, source_language TEXT NOT NULL, target_language TEXT NOT NULL
) STRICT;
CREATE INDEX memory_unit_of_import ON memory_unit (import_id);

-- A row for each pair: a translation that a person has a hand in, or a unit. Filled in by the program, which knows how words fold.
CREATE TABLE memory_search (id INTEGER PRIMARY KEY, ref TEXT NOT NULL UNIQUE, source TEXT, target TEXT) STRICT;
CREATE INDEX memory_search_waiting ON memory_search (id) WHERE source IS NULL;
CREATE VIRTUAL TABLE memory_fts USING fts5 (source, target, content = 'memory_search', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO memory_fts (memory_fts, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER memory_begins AFTER INSERT ON translated_segment WHEN NEW.state <> 'machine'
BEGIN ${waits('NEW.id')} END;
CREATE TRIGGER memory_follows AFTER UPDATE OF text, state, sources ON translated_segment WHEN NEW.state <> 'machine'
BEGIN ${waits('NEW.id')} END;
CREATE TRIGGER memory_withdraws AFTER UPDATE OF state ON translated_segment WHEN NEW.state = 'machine'
BEGIN DELETE FROM memory_search WHERE ref = NEW.id; END;
CREATE TRIGGER memory_ends AFTER DELETE ON translated_segment BEGIN DELETE FROM memory_search WHERE ref = OLD.id; END;
CREATE TRIGGER memory_original_changes AFTER UPDATE OF text ON segment WHEN OLD.text IS NOT NEW.text
BEGIN UPDATE memory_search SET source = NULL, target = NULL WHERE ref IN (SELECT id FROM translated_segment WHERE segment_id = NEW.id); END;
CREATE TRIGGER memory_original_ends AFTER DELETE ON segment
BEGIN UPDATE memory_search SET source = NULL, target = NULL WHERE ref IN (SELECT id FROM translated_segment WHERE segment_id = OLD.id); END;
CREATE TRIGGER memory_unit_begins AFTER INSERT ON memory_unit BEGIN ${waits('NEW.id')} END;
CREATE TRIGGER memory_unit_ends AFTER DELETE ON memory_unit BEGIN DELETE FROM memory_search WHERE ref = OLD.id; END;

CREATE TRIGGER memory_fts_out AFTER UPDATE OF source ON memory_search WHEN OLD.source IS NOT NULL
BEGIN INSERT INTO memory_fts (memory_fts, rowid, source, target) VALUES ('delete', OLD.id, OLD.source, OLD.target); END;
CREATE TRIGGER memory_fts_gone AFTER DELETE ON memory_search WHEN OLD.source IS NOT NULL
BEGIN INSERT INTO memory_fts (memory_fts, rowid, source, target) VALUES ('delete', OLD.id, OLD.source, OLD.target); END;
CREATE TRIGGER memory_fts_in AFTER UPDATE OF source ON memory_search WHEN OLD.source IS NULL AND NEW.source IS NOT NULL
BEGIN INSERT INTO memory_fts (rowid, source, target) VALUES (NEW.id, NEW.source, NEW.target); END;

INSERT INTO memory_search (ref) SELECT id FROM translated_segment WHERE state <> 'machine' ORDER BY rowid;
`);
  },
};

/** In words that old readers of the file know, too: no ON CONFLICT, and nothing that hangs on how the statement outside handles one. */
function waits(ref: string): string {
  return `INSERT INTO memory_search (ref) SELECT ${ref} WHERE NOT EXISTS (SELECT 1 FROM memory_search WHERE ref = ${ref});
  UPDATE memory_search SET source = NULL, target = NULL WHERE ref = ${ref} AND source IS NOT NULL;`;
}
