import { z } from 'zod';

/** A face as it was found, in shares of the picture. */
export interface Face { readonly x: number; readonly y: number; readonly w: number; readonly h: number; /** 0 to 1. */ readonly score: number }

/** A picture to look for faces in, of at most `LOOKED_AT` pixels on its longer side. */
export interface FaceQuestion {
  readonly width: number;
  readonly height: number;
  /** Three bytes for each pixel. */
  readonly rgb: Uint8Array;
  /** Look for small faces everywhere as well, which costs several times as much. */
  readonly fine: boolean;
  /** Places to look at closely: x, y, w, h in shares of the picture. */
  readonly near: readonly (readonly [number, number, number, number])[];
}

export interface FaceRequest extends FaceQuestion {
  readonly id: number;
  /** Path of the model's file. */
  readonly model: string;
}

/** Longer side of the pictures that are looked at, pixels. */
export const LOOKED_AT = 640;

/** Parsed, not trusted: the worker feeds on hostile pictures. Null: it could not look. */
export const faceReply = z.object({
  id: z.number(),
  faces: z.array(z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number(), score: z.number() })).max(10_000).nullable().catch(null),
});
export type FaceReply = z.infer<typeof faceReply>;
