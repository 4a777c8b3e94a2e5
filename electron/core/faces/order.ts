import { randomUUID } from 'node:crypto';
import type { Region, RegionTreatment } from '../../../shared/domain';
import type { Span } from '../../../shared/time';
import type { Marker } from '../redaction/passages';
import { regionFromRow, regionToRow } from '../redaction/regionRows';
import { regionAdded, within } from '../redaction/regions';
import { recordEdit, type Row } from '../transcript/history';
import type { Database } from '../vault/database';
import { HELD_US, headAt, type Sighting } from './tracks';

/**
 * Orders that all faces of a stretch be covered. Until every frame of it was searched, its whole picture is. Undoable.
 * @throws ZapisError `footage-missing`, `region-no-picture`, `region-outside`.
 */
export function orderFaces(db: Database, footageId: string, stretch: Span, treatment: RegionTreatment, by: Marker | null): Region {
  return db.transaction(() => {
    const now = new Date().toISOString();
    const order: Region = { ...within(db, footageId, stretch), id: randomUUID(), footageId, kind: 'faces', name: '', treatment, shape: 'rectangle', bare: false, keyframes: [], searched: null, orderId: null, createdAt: now, updatedAt: now };
    recordEdit(db, { footageId, what: 'history.orderFaces', by: by?.id ?? null, changes: [regionAdded(order, by)] });
    return order;
  })();
}

/**
 * Stores what was found for an order, in the place of what was found for it before, and notes that it was searched: from now
 * on the faces are covered and not the whole. Undoable, back to the whole. Null when the order is gone, or asks for more
 * than was searched by now.
 *
 * @param searched the stretch every frame of which was looked at.
 */
export function storeFaces(db: Database, orderId: string, searched: Span, tracks: readonly Sighting[][], detector: string, by: Marker | null): { tracks: number } | null {
  return db.transaction(() => {
    const raw = db.prepare<[string], Row>("SELECT * FROM region WHERE id = ? AND kind = 'faces'").get(orderId);
    if (!raw) return null;
    const order = regionFromRow(raw);
    if (order.startUs < searched.startUs || order.endUs > searched.endUs) return null;
    const now = new Date().toISOString();
    const before = db.prepare<[string], Row>('SELECT * FROM region WHERE order_id = ?').all(orderId);
    const found = tracks.flatMap((sightings): Region[] => {
      const [first, end] = [sightings[0], sightings.at(-1)];
      if (!first || !end) return [];
      const span = { startUs: Math.max(order.startUs, first[0] - HELD_US), endUs: Math.min(order.endUs, end[0] + HELD_US) };
      if (span.startUs >= span.endUs) return [];
      return [{ ...span, id: randomUUID(), footageId: order.footageId, kind: 'face', name: '', treatment: order.treatment, shape: 'rectangle', bare: false, keyframes: sightings.map(headAt), searched: null, orderId, createdAt: now, updatedAt: now }];
    });
    recordEdit(db, {
      footageId: order.footageId, what: 'history.findFaces', by: by?.id ?? null,
      changes: [
        ...before.map((row) => ({ table: 'region' as const, id: String(row['id']), before: row, after: null })),
        { table: 'region', id: orderId, before: raw, after: { ...raw, ...regionToRow({ ...order, searched: detector, updatedAt: now }) } },
        ...found.map((one) => regionAdded(one, by)),
      ],
    });
    return { tracks: found.length };
  })();
}
