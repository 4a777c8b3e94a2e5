import type { Migration } from './migration';

/** Where pairs of other tools come from: the vault or footage that wrote the file, if one did, and the person who handed them over. */
export const memoryOrigin: Migration = {
  version: 17,
  up(db) {
    db.exec(`
ALTER TABLE memory_import ADD COLUMN origin_vault TEXT;
ALTER TABLE memory_import ADD COLUMN origin_footage TEXT;
ALTER TABLE memory_import ADD COLUMN came_from TEXT;
`);
  },
};
