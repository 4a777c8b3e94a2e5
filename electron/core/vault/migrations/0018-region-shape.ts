import type { Migration } from './migration';

/** Regions that cover the ellipse in their box; what was drawn before covers all of it. */
export const regionShape: Migration = {
  version: 18,
  up(db) {
    db.exec("ALTER TABLE region ADD COLUMN shape TEXT NOT NULL DEFAULT 'rectangle' CHECK (shape IN ('rectangle', 'ellipse'))");
  },
};
