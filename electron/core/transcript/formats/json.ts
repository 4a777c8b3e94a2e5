import type { Segment } from '../../../../shared/domain';
import { usToMs } from '../../../../shared/time';

/** The transcript as the command line prints it; times in whole milliseconds. */
export interface TranscriptJson {
  readonly segments: readonly {
    readonly id: string;
    readonly startMs: number;
    readonly endMs: number;
    readonly text: string;
    readonly words: readonly { readonly text: string; readonly startMs: number; readonly endMs: number }[];
  }[];
}

/** The transcript with word times, for other programs. */
export function transcriptToJson(segments: readonly Segment[]): TranscriptJson {
  return {
    segments: segments.map(({ id, startUs, endUs, text, words }) => ({
      id,
      startMs: usToMs(startUs),
      endMs: usToMs(endUs),
      text,
      words: words.map((w) => ({ text: w.text, startMs: usToMs(w.startUs), endMs: usToMs(w.endUs) })),
    })),
  };
}
