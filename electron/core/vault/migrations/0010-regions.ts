import type { Migration } from './migration';

/** Parts of the picture that must be covered: drawn ones, tracks of faces, and orders to cover all faces of a stretch. */
export const regions: Migration = {
  version: 10,
  up(db) {
    db.exec(`
CREATE TABLE region (
  id TEXT PRIMARY KEY, footage_id TEXT NOT NULL REFERENCES footage (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('drawn', 'face', 'faces')), name TEXT NOT NULL,
  treatment TEXT NOT NULL CHECK (treatment IN ('pixelate', 'black')),
  start_us INTEGER NOT NULL CHECK (start_us >= 0), end_us INTEGER NOT NULL CHECK (end_us > start_us),
  keyframes TEXT NOT NULL CHECK (json_valid(keyframes)),
  -- Of an order: the detector that went through all of its stretch; null until then. Of a track: the order it was found by.
  searched TEXT, order_id TEXT,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, created_by TEXT, updated_by TEXT
) STRICT;
CREATE INDEX region_of_footage ON region (footage_id, start_us);
CREATE INDEX region_of_order ON region (order_id) WHERE order_id IS NOT NULL;

-- As with passages: whatever changes what must be covered takes a release back.
${takesBack('INSERT', 'NEW')}
${takesBack('DELETE', 'OLD')}
${takesBack('UPDATE', 'NEW')}
`);
  },
};

function takesBack(event: 'INSERT' | 'UPDATE' | 'DELETE', row: 'NEW' | 'OLD'): string {
  return `CREATE TRIGGER release_ends_with_region_${event.toLowerCase()} AFTER ${event} ON region
BEGIN UPDATE footage_release SET taken_back_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), why = 'passages', noted = 0 WHERE footage_id = ${row}.footage_id AND taken_back_at IS NULL; END;`;
}
