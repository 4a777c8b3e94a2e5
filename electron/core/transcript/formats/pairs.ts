import type { Segment } from '../../../../shared/domain';
import { translationBehind } from '../../subtitles/cues';
import type { TranscriptDocument } from './document';

/** What was said, and what renders it. */
export interface Pair {
  readonly original: Segment;
  /** Null where nothing is translated. */
  readonly translation: Segment | null;
}

/** The segments of a document in both languages, each with its translation; such without any text are left out. */
export function pairsOf({ segments }: Pick<TranscriptDocument, 'segments'>): Pair[] {
  const pairs: Pair[] = [];
  for (let i = 0; i < segments.length; i += 1) {
    const original = segments[i];
    if (!original) continue;
    const translation = translationBehind(segments, i);
    if (translation) i += 1;
    if (original.text !== '' || (translation && translation.text !== '')) pairs.push({ original, translation });
  }
  return pairs;
}

/** The language that a document is translated into. */
export function targetOf(pairs: readonly Pair[]): Segment['language'] {
  return pairs.find(({ translation }) => translation !== null)?.translation?.language ?? 'en';
}
