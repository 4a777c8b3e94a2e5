import type { Migration } from './migration';

/** Places in the picture at which a face is meant to be seen: tracks whose cover somebody took off. */
export const bareRegions: Migration = {
  version: 16,
  up(db) {
    db.exec('ALTER TABLE region ADD COLUMN bare INTEGER NOT NULL DEFAULT 0 CHECK (bare IN (0, 1))');
  },
};
