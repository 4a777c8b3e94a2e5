import { z } from 'zod';
import { keyframe, region as regionSchema, type Region } from '../../../shared/domain';
import type { Row } from '../transcript/history';

const fields = regionSchema.shape;
const row = z.object({
  id: z.string(),
  footage_id: z.string(),
  kind: fields.kind,
  name: z.string(),
  treatment: fields.treatment,
  shape: fields.shape,
  // Rows that history remembers from before a cover could be taken off have none.
  bare: z.number().default(0).transform((value) => value === 1),
  start_us: z.number(),
  end_us: z.number(),
  keyframes: z.string().transform((text) => z.array(keyframe).parse(JSON.parse(text))),
  searched: z.string().nullable(),
  order_id: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
});

export function regionFromRow(raw: unknown): Region {
  const { footage_id: footageId, start_us: startUs, end_us: endUs, order_id: orderId, created_at: createdAt, updated_at: updatedAt, ...same } = row.parse(raw);
  return { ...same, footageId, startUs, endUs, orderId, createdAt, updatedAt };
}

/** All columns of a region but those that say whose hand was on it. */
export function regionToRow(r: Region): Row {
  return {
    id: r.id, footage_id: r.footageId, kind: r.kind, name: r.name, treatment: r.treatment, shape: r.shape, bare: r.bare ? 1 : 0, start_us: r.startUs, end_us: r.endUs,
    keyframes: JSON.stringify(r.keyframes), searched: r.searched, order_id: r.orderId, created_at: r.createdAt, updated_at: r.updatedAt,
  };
}
