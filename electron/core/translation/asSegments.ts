import type { Segment, TranslatedSegment } from '../../../shared/domain';
import { splitWords } from '../../../shared/text';
import { spreadWords } from '../transcript/remapWords';

/**
 * A translation as a transcript of its own, for whatever writes transcripts: under the ids and times of the originals, its
 * words spread over their segment. Segments without a translation are not in it.
 */
export function translatedSegments(segments: readonly Segment[], translations: readonly TranslatedSegment[]): Segment[] {
  const byId = new Map(translations.map((t) => [t.segmentId, t]));
  return segments.flatMap(({ id, footageId, startUs, endUs, speakerId }): Segment[] => {
    const translation = byId.get(id);
    const tokens = splitWords(translation?.text ?? '');
    if (!translation || tokens.length === 0) return [];
    return [{
      id, footageId, startUs, endUs, text: tokens.join(' '), language: translation.language, origin: translation.state === 'machine' ? 'machine' : 'edited',
      words: spreadWords(tokens, { startUs, endUs }), ...(speakerId === undefined ? {} : { speakerId }),
    }];
  });
}
