import type { Migration } from './migration';

/** Footage whose speaker may not be known by the voice: every clip of it has another. */
export const hiddenVoice: Migration = {
  version: 12,
  up(db) {
    db.exec("ALTER TABLE footage ADD COLUMN voice TEXT NOT NULL DEFAULT 'own' CHECK (voice IN ('own', 'disguise'))");
  },
};
