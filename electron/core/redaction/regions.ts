import { randomUUID } from 'node:crypto';
import type { Keyframe, Region, RegionChange, RegionDraft } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import type { Span } from '../../../shared/time';
import { recordEdit, type Row, type RowChange } from '../transcript/history';
import type { Database } from '../vault/database';
import type { Marker } from './passages';
import { regionFromRow, regionToRow } from './regionRows';
import { clamp } from './spans';

/**
 * All regions of a footage in the order of time. Fails closed: one that cannot be read is an error, not left out.
 * @throws ZapisError `region-plan-failed`.
 */
export function listRegions(db: Database, footageId: string): Region[] {
  const rows = db.prepare('SELECT * FROM region WHERE footage_id = ? ORDER BY start_us, end_us, id').all(footageId);
  try {
    return rows.map(regionFromRow);
  } catch (cause) {
    throw new ZapisError('region-plan-failed', {}, { cause });
  }
}

/**
 * Draws a part of the picture to cover. Undoable.
 * @throws ZapisError `footage-missing`; `region-no-picture`; `region-outside` when it does not lie within the footage;
 *   `region-keyframes` when two keyframes are at the same time.
 */
export function addRegion(db: Database, draft: RegionDraft, by: Marker | null = null): Region {
  return db.transaction(() => {
    const span = within(db, draft.footageId, draft);
    const now = new Date().toISOString();
    const added: Region = {
      ...span, id: randomUUID(), footageId: draft.footageId, kind: 'drawn', name: draft.name.trim(), treatment: draft.treatment, shape: draft.shape ?? 'rectangle', bare: draft.bare === true,
      keyframes: inOrder(draft.keyframes), searched: null, orderId: null, createdAt: now, updatedAt: now,
    };
    recordEdit(db, { footageId: added.footageId, what: 'history.addRegion', by: by?.id ?? null, changes: [regionAdded(added, by)] });
    return added;
  })();
}

/** Changes a region, as far as is given. Undoable. @throws ZapisError `region-missing`, and as {@link addRegion}. */
export function updateRegion(db: Database, regionId: string, change: RegionChange, by: Marker | null = null): Region {
  return db.transaction(() => {
    const raw = rawRegion(db, regionId);
    const before = regionFromRow(raw);
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<Region>;
    const changed = { ...before, ...given };
    const span = within(db, before.footageId, changed);
    const after: Region = {
      ...changed, ...span, name: changed.name.trim(), bare: changed.bare && before.kind !== 'faces', keyframes: before.kind === 'faces' ? [] : inOrder(changed.keyframes), updatedAt: new Date().toISOString(),
      // Searched was the stretch as it stood.
      searched: span.startUs < before.startUs || span.endUs > before.endUs ? null : before.searched,
    };
    recordEdit(db, { footageId: after.footageId, what: 'history.updateRegion', by: by?.id ?? null, changes: [{ table: 'region', id: after.id, before: raw, after: { ...raw, ...regionToRow(after), updated_by: by?.id ?? null } }] });
    return after;
  })();
}

/**
 * Takes a region away, an order together with the tracks that were found by it; of a track the cover alone, so that the
 * check of a clip knows that this face is meant to be seen. Undoable.
 * @throws ZapisError `region-missing`.
 */
export function removeRegion(db: Database, regionId: string, by: Marker | null = null): Region {
  return db.transaction(() => {
    const raw = rawRegion(db, regionId);
    const region = regionFromRow(raw);
    if (region.kind === 'face') {
      const left: Region = { ...region, bare: true, updatedAt: new Date().toISOString() };
      recordEdit(db, { footageId: region.footageId, what: 'history.removeRegion', by: by?.id ?? null, changes: [{ table: 'region', id: regionId, before: raw, after: { ...raw, ...regionToRow(left), updated_by: by?.id ?? null } }] });
      return left;
    }
    const rows = db.prepare<[string, string], Row>('SELECT * FROM region WHERE id = ? OR order_id = ?').all(regionId, regionId);
    recordEdit(db, { footageId: region.footageId, what: 'history.removeRegion', by: by?.id ?? null, changes: rows.map((row) => ({ table: 'region', id: String(row['id']), before: row, after: null })) });
    return region;
  })();
}

/** The change by which a region comes in. */
export function regionAdded(region: Region, by: Marker | null): RowChange {
  return { table: 'region', id: region.id, before: null, after: { ...regionToRow(region), created_by: by?.id ?? null, updated_by: by?.id ?? null } };
}

export function rawRegion(db: Database, regionId: string): Row {
  const raw = db.prepare<[string], Row>('SELECT * FROM region WHERE id = ?').get(regionId);
  if (!raw) throw new ZapisError('region-missing');
  return raw;
}

/** The stretch of the footage that a region asks for. */
export function within(db: Database, footageId: string, { startUs, endUs }: Span): Span {
  const found = db.prepare<[string], { durationUs: number; video: string | null }>('SELECT duration_us AS durationUs, video FROM footage WHERE id = ?').get(footageId);
  if (!found) throw new ZapisError('footage-missing', { id: footageId });
  if (found.video === null) throw new ZapisError('region-no-picture');
  const span = startUs < endUs ? clamp({ startUs, endUs }, { startUs: 0, endUs: found.durationUs }) : null;
  if (span === null) throw new ZapisError('region-outside');
  return span;
}

function inOrder(keyframes: readonly Keyframe[]): Keyframe[] {
  const sorted = [...keyframes].sort((a, b) => a.atUs - b.atUs);
  if (sorted.length === 0 || sorted.some((k, i) => k.atUs === sorted[i - 1]?.atUs)) throw new ZapisError('region-keyframes');
  return sorted;
}
