import { z } from 'zod';

const share = z.number().min(0).max(1);

/** Where a region is at an instant, in shares of the upright picture. */
export const keyframe = z.object({
  atUs: z.number().int().nonnegative(),
  /** Left and upper edge. */
  x: share, y: share,
  w: z.number().positive().max(1), h: z.number().positive().max(1),
}).refine((k) => k.x + k.w <= 1.000_001 && k.y + k.h <= 1.000_001);
export type Keyframe = z.infer<typeof keyframe>;

export const regionTreatment = z.enum(['pixelate', 'black']);
export type RegionTreatment = z.infer<typeof regionTreatment>;

/** What of a region's box is covered: all of it, or the ellipse that it is drawn around. */
export const regionShape = z.enum(['rectangle', 'ellipse']);
export type RegionShape = z.infer<typeof regionShape>;

/**
 * `drawn` by a person; `face`, a track that the detector found; `faces`, the order to cover every face of a stretch, which
 * has no place of its own.
 */
export const regionKind = z.enum(['drawn', 'face', 'faces']);

/** More keyframes than a person can draw in a day, and a track of hours. */
export const KEYFRAMES_MAX = 20_000;

/** A part of the picture that must be covered in everything that leaves. */
export const region = z.object({
  id: z.string(),
  footageId: z.string(),
  kind: regionKind,
  /** For the screens inside the vault only. */
  name: z.string().max(200),
  treatment: regionTreatment,
  shape: regionShape.default('rectangle'),
  /** Meant to be seen: it covers nothing, and a face there is no leak. A track that somebody looked at and took the cover off. */
  bare: z.boolean().default(false),
  startUs: z.number().int().nonnegative(),
  endUs: z.number().int().positive(),
  /** Ascending in time; straight movement between them, held before the first and after the last. Empty for an order alone. */
  keyframes: z.array(keyframe).max(KEYFRAMES_MAX),
  /** Of an order: the detector that went through every frame of the stretch; null until then, when the whole picture is covered. */
  searched: z.string().nullable(),
  /** Of a track: the order by which it was found. */
  orderId: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Region = z.infer<typeof region>;

export const regionDraft = z.object({
  footageId: z.string(),
  name: region.shape.name.default(''),
  treatment: regionTreatment.default('pixelate'),
  shape: regionShape.optional(),
  bare: z.boolean().optional(),
  startUs: region.shape.startUs,
  endUs: region.shape.endUs,
  keyframes: z.array(keyframe).min(1).max(KEYFRAMES_MAX),
}).strict();
export type RegionDraft = z.infer<typeof regionDraft>;

/** What is not given stays as it is: no default may stand here, or moving a black box would make it a mosaic. */
export const regionChange = regionDraft.omit({ footageId: true }).extend({ name: region.shape.name, treatment: regionTreatment }).partial().strict();
export type RegionChange = z.infer<typeof regionChange>;
