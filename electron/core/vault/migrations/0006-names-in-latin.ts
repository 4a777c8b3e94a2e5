import type { Migration } from './migration';

/** Foreign names that stay in Latin letters when a transcript is shown in Cyrillic. */
export const namesInLatin: Migration = {
  version: 6,
  up(db) {
    db.exec('ALTER TABLE glossary_term ADD COLUMN stays_latin INTEGER NOT NULL DEFAULT 0 CHECK (stays_latin IN (0, 1))');
  },
};
