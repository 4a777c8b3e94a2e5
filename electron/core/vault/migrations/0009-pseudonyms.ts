import type { Migration } from './migration';

/** Names of an interview for which something else stands in everything that leaves. */
export const pseudonyms: Migration = {
  version: 9,
  up(db) {
    db.exec(`
CREATE TABLE pseudonym (
  id TEXT PRIMARY KEY, interview_id TEXT NOT NULL REFERENCES interview (id) ON DELETE CASCADE,
  name TEXT NOT NULL, also TEXT NOT NULL CHECK (json_valid(also)),
  kind TEXT NOT NULL CHECK (kind IN ('person', 'place', 'organisation', 'other')),
  substitute TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('marked', 'approved')),
  -- Places that a person has judged not to be the name.
  excluded TEXT NOT NULL CHECK (json_valid(excluded)),
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, created_by TEXT, updated_by TEXT
) STRICT;
CREATE INDEX pseudonym_of_interview ON pseudonym (interview_id);

-- As with passages: whatever changes what must be redacted takes the release back.
${takesBack('pseudonym_insert', 'INSERT ON pseudonym', 'SELECT id FROM footage WHERE interview_id = NEW.interview_id')}
${takesBack('pseudonym_delete', 'DELETE ON pseudonym', 'SELECT id FROM footage WHERE interview_id = OLD.interview_id')}
${takesBack('pseudonym_update', 'UPDATE ON pseudonym', 'SELECT id FROM footage WHERE interview_id IN (OLD.interview_id, NEW.interview_id)')}
-- Footage goes to another interview: other names hold in it.
${takesBack('assignment', 'UPDATE OF interview_id ON footage WHEN OLD.interview_id IS NOT NEW.interview_id AND EXISTS (SELECT 1 FROM pseudonym WHERE interview_id IN (OLD.interview_id, NEW.interview_id))', 'SELECT NEW.id')}
`);
  },
};

function takesBack(name: string, event: string, footage: string): string {
  return `CREATE TRIGGER release_ends_with_${name} AFTER ${event}
BEGIN UPDATE footage_release SET taken_back_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), why = 'passages', noted = 0 WHERE footage_id IN (${footage}) AND taken_back_at IS NULL; END;`;
}
