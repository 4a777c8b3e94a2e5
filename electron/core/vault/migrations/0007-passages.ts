import type { Migration } from './migration';

/** Who is at risk by a passage and how much, what made the machine suggest it, and what colleagues say about it. */
export const passages: Migration = {
  version: 7,
  up(db) {
    db.exec(`
ALTER TABLE passage ADD COLUMN who TEXT CHECK (who IS NULL OR who IN ('speaker', 'third-person', 'victim', 'interviewer'));
ALTER TABLE passage ADD COLUMN severity INTEGER NOT NULL DEFAULT 2 CHECK (severity BETWEEN 1 AND 3);
-- Of a suggestion: the rule that fired, what it fired on (so that it is not suggested twice), and why.
ALTER TABLE passage ADD COLUMN rule TEXT;
ALTER TABLE passage ADD COLUMN fingerprint TEXT CHECK ((fingerprint IS NULL) = (rule IS NULL));
ALTER TABLE passage ADD COLUMN why TEXT CHECK (why IS NULL OR json_valid(why));
CREATE INDEX passage_suggested ON passage (footage_id, fingerprint) WHERE fingerprint IS NOT NULL;

-- The name stays beside the id: a comment that came with a handover is by somebody whom this vault does not know.
CREATE TABLE passage_comment (
  id TEXT PRIMARY KEY, passage_id TEXT NOT NULL REFERENCES passage (id) ON DELETE CASCADE,
  at TEXT NOT NULL, by_id TEXT, by_name TEXT NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE INDEX comment_of_passage ON passage_comment (passage_id, at);

DROP TRIGGER passage_revised;
CREATE TRIGGER passage_revised AFTER UPDATE OF start_us, end_us, text, anchor, reason, note, audio, video, state, who, severity ON passage
WHEN (OLD.start_us, OLD.end_us, OLD.text, OLD.anchor, OLD.reason, OLD.note, OLD.audio, OLD.video, OLD.state, OLD.who, OLD.severity)
  IS NOT (NEW.start_us, NEW.end_us, NEW.text, NEW.anchor, NEW.reason, NEW.note, NEW.audio, NEW.video, NEW.state, NEW.who, NEW.severity)
BEGIN UPDATE passage SET revision = OLD.revision + 1 WHERE id = NEW.id; END;
`);
  },
};
