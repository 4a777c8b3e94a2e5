import { z } from 'zod';

/**
 * How the engine is to look for words, once: whoever asks so judges the text himself. Absent: its own way, from the likeliest
 * words on, up to six times where it does not believe its text, each time more by lot.
 */
export interface Decoding {
  /** From 0, the likeliest words, to 1, lots drawn by likelihood. */
  readonly temperature: number;
  /** Lots are drawn alike for equal seeds. */
  readonly seed: number;
}

/** What the recogniser worker is asked. PCM is mono 16 kHz float. There is no cancel: whoever cancels ends the process. */
export type RecogniserRequest =
  | { readonly type: 'load'; readonly modelPath: string; readonly threads: number }
  | { readonly type: 'transcribe'; readonly id: number; readonly pcm: Float32Array; readonly language: string | null; readonly prompt: string | null; readonly decoding?: Decoding; readonly firstWindow?: boolean; /** What is said, in English. */ readonly translate?: boolean };

/** What the engine itself thinks of the text of one window of sound. */
export const evidence = z.object({
  /** Where the window begins, milliseconds from the start of the PCM. */
  fromMs: z.number(),
  /** Mean natural logarithm of the tokens' probabilities; 0 is certainty. */
  logprob: z.number(),
  /** How likely nobody speaks, 0 to 1. */
  noSpeech: z.number(),
  /** Text length over its packed length: loops pack well. */
  compression: z.number(),
  /** How often the window was decoded: more than once where the engine did not believe its first text and was let try again. */
  tries: z.number(),
});
export type Evidence = z.infer<typeof evidence>;

/** Segments as the engine gives them, milliseconds from the start of the PCM. */
export const recognised = z.object({
  /** Whisper's code of the language heard; the one asked for when one was. */
  language: z.string(),
  segments: z.array(z.object({ t0Ms: z.number(), t1Ms: z.number(), text: z.string() })),
  /** In order; empty where the engine does not say. */
  evidence: z.array(evidence),
});
export type Recognised = z.infer<typeof recognised>;

/** What the recogniser worker answers. Parsed, not trusted: the worker feeds on model files and hostile sound. */
export const recogniserReply = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('loaded'), languages: z.array(z.string()), singleWindows: z.boolean() }),
  recognised.extend({ type: z.literal('transcribed'), id: z.number() }),
  z.object({ type: z.literal('failed'), id: z.number().nullable(), reason: z.enum(['model-unreadable', 'memory', 'engine']) }),
]);
export type RecogniserReply = z.infer<typeof recogniserReply>;
