import { usToMs } from '../../../../shared/time';
import { speakerName, type TranscriptDocument } from './document';

/** The transcript as the command line prints it; times in whole milliseconds. */
export interface TranscriptJson {
  readonly segments: readonly {
    readonly id: string;
    readonly startMs: number;
    readonly endMs: number;
    readonly text: string;
    readonly language: string;
    /** Name of who speaks; null where nobody said. */
    readonly speaker: string | null;
    /** Why it waits for review. */
    readonly doubts: readonly string[];
    readonly words: readonly {
      readonly text: string; readonly startMs: number; readonly endMs: number;
      /** 0 to 1; null on what a person wrote and where nothing is known. */
      readonly confidence: number | null;
      /** Found in the sound, and not only spread over the segment. */
      readonly timed: boolean;
      readonly speaker: string | null;
    }[];
  }[];
}

/** The transcript with word times, for other programs. */
export function transcriptToJson(doc: Pick<TranscriptDocument, 'segments' | 'speakers'>): TranscriptJson {
  return {
    segments: doc.segments.map((segment) => {
      const { id, startUs, endUs, text, language, words } = segment;
      const speaker = speakerName(doc, segment) || null;
      return {
        id,
        startMs: usToMs(startUs),
        endMs: usToMs(endUs),
        text,
        language,
        speaker,
        doubts: segment.doubts ?? [],
        words: words.map((w) => ({ text: w.text, startMs: usToMs(w.startUs), endMs: usToMs(w.endUs), confidence: w.confidence ?? null, timed: w.trust === 'aligned', speaker })),
      };
    }),
  };
}
