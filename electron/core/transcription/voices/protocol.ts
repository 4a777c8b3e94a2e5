import { z } from 'zod';

/** What the worker that tells voices apart is asked. */
export interface VoicesRequest {
  readonly id: number;
  /** Mono 16 kHz, a window of a footage. */
  readonly sound: Float32Array;
  /** Paths of the two networks. */
  readonly models: VoiceModels;
  /** From 0 on: voices further apart than this are two. */
  readonly apart: number;
}

/** One network finds who speaks when within seconds, the other makes a print of a voice. */
export interface VoiceModels {
  readonly turns: string;
  readonly prints: string;
}

/** Told by its tag: what comes from another process may have been made by another realm's constructor. */
const floats = z.custom<Float32Array>((value) => Object.prototype.toString.call(value) === '[object Float32Array]');

const heardVoices = z.object({
  /** Seconds from the start of the window; turns of different voices may overlap. */
  turns: z.array(z.object({ startS: z.number(), endS: z.number(), voice: z.number().int().nonnegative() })),
  /** Of the voices that were heard alone for long enough: a direction in the space of voices, and the seconds it was taken from. */
  prints: z.array(z.object({ voice: z.number().int().nonnegative(), seconds: z.number(), print: floats })),
});
export type HeardVoices = z.infer<typeof heardVoices>;

/** Parsed, not trusted: the worker feeds on model files and hostile sound. Null: it could not listen. */
export const voicesReply = z.object({ id: z.number(), heard: heardVoices.nullable().catch(null) });
export type VoicesReply = z.infer<typeof voicesReply>;
