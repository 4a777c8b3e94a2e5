import { z } from 'zod';

/** What the recogniser worker is asked. PCM is mono 16 kHz float. There is no cancel: whoever cancels ends the process. */
export type RecogniserRequest =
  | { readonly type: 'load'; readonly modelPath: string; readonly threads: number }
  | { readonly type: 'transcribe'; readonly id: number; readonly pcm: Float32Array; readonly language: string | null; readonly prompt: string | null };

/** Segments as the engine gives them, milliseconds from the start of the PCM. */
export const recognised = z.object({
  /** Whisper's code of the language heard; the one asked for when one was. */
  language: z.string(),
  segments: z.array(z.object({ t0Ms: z.number(), t1Ms: z.number(), text: z.string() })),
});
export type Recognised = z.infer<typeof recognised>;

/** What the recogniser worker answers. Parsed, not trusted: the worker feeds on model files and hostile sound. */
export const recogniserReply = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('loaded'), languages: z.array(z.string()) }),
  recognised.extend({ type: z.literal('transcribed'), id: z.number() }),
  z.object({ type: z.literal('failed'), id: z.number().nullable(), reason: z.enum(['model-unreadable', 'memory', 'engine']) }),
]);
export type RecogniserReply = z.infer<typeof recogniserReply>;
