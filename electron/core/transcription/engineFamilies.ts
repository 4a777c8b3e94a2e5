import type { TranscribeOptions, TranscriptionResult } from 'transcribe-cpp';
import type { Recognised, RecogniserRequest } from './protocol';

/** What sets one family of models apart from another, as the engine tells of a loaded model. */
export interface EngineTraits {
  /** Takes a prompt, a temperature and a seed. */
  readonly isWhisper: boolean;
  /** Says when its segments begin and end. */
  readonly timesSegments: boolean;
  /** Finds out the language by itself when it is told none. */
  readonly tellsLanguage: boolean;
}

type Asked = Pick<Extract<RecogniserRequest, { type: 'transcribe' }>, 'language' | 'prompt' | 'decoding' | 'translate'>;

/**
 * What to ask of the engine; null where nothing can be asked: Canary, told no language, takes all speech for English.
 */
export function runOptions({ isWhisper, timesSegments, tellsLanguage }: EngineTraits, { language, prompt, decoding, translate }: Asked): TranscribeOptions | null {
  if (language === null && !tellsLanguage) return null;
  return {
    timestamps: timesSegments ? 'segment' : 'none',
    ...(language === null ? {} : { language }),
    ...(translate ? { task: 'translate', targetLanguage: 'en' } : {}),
    // A fixed seed: fallback decoding draws lots, and a resumed job must end in the same text.
    ...(isWhisper ? { family: { kind: 'whisper', seed: 1, ...(decoding ? { ...decoding, temperatureInc: 0 } : {}), ...(prompt === null ? {} : { initialPrompt: prompt }) } } : {}),
  };
}

/** The segments of a text; one as long as the sound, where the family says no times. @param soundMs length of the sound, milliseconds */
export function segmentsOf({ text, segments }: Pick<TranscriptionResult, 'text'> & { readonly segments: Recognised['segments'] }, { timesSegments }: EngineTraits, soundMs: number): Recognised['segments'] {
  if (timesSegments) return segments.map(({ t0Ms, t1Ms, text: part }) => ({ t0Ms, t1Ms, text: part }));
  return text.trim() === '' ? [] : [{ t0Ms: 0, t1Ms: soundMs, text }];
}
