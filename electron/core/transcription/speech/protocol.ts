import { z } from 'zod';

/** What the detector's worker is asked: sound as `SpeechDetector.listen` takes it. */
export interface DetectorRequest {
  readonly id: number;
  readonly sound: Float32Array;
}

/** Told by its tag: what comes from another process may have been made by another realm's constructor. */
const floats = z.custom<Float32Array>((value) => Object.prototype.toString.call(value) === '[object Float32Array]');

/** Parsed, not trusted: the worker feeds on hostile sound. Null speech: it could not listen. */
export const detectorReply = z.object({ id: z.number(), speech: floats.nullable().catch(null) });
export type DetectorReply = z.infer<typeof detectorReply>;
