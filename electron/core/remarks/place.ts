import type { Remark, RemarkDraft, Segment, WordAnchor } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { anchoredWords } from '../redaction/anchors';
import { hull, overlaps } from '../redaction/spans';
import { listSegments } from '../transcript/segments';
import { translatedSegments } from '../translation/asSegments';
import { listTranslations } from '../translation/rows';
import type { Database } from '../vault/database';

/** The text that something is pinned to: the transcript, or its translation under the ids and times of the originals. */
export function textIn(db: Database, footageId: string, language: Remark['language']): Segment[] {
  const segments = listSegments(db, footageId);
  return language === null ? segments : translatedSegments(segments, listTranslations(db, footageId, language));
}

/** Which words a draft means, and when they are said. @throws ZapisError `remark-no-words`. */
export function pinnedTo(db: Database, { footageId, language, anchor }: RemarkDraft): Pick<Remark, 'words' | 'startUs' | 'endUs' | 'anchor'> {
  const found = anchoredWords(textIn(db, footageId, language), anchor);
  const [first, last] = [found[0], found.at(-1)];
  if (!first || !last) throw new ZapisError('remark-no-words');
  // The segment's time: a word's own may be unknown, and moves with each alignment.
  const { startUs, endUs } = hull(first.segment, last.segment);
  return { words: wordsOf(found), startUs, endUs, anchor: { fromSegmentId: first.segment.id, fromWord: first.index, toSegmentId: last.segment.id, toWord: last.index } };
}

/**
 * Where a remark's words are now, and what they say. Where its segments are gone, as after a new transcription, it keeps to the
 * segments that are said in its time.
 *
 * @param text as {@link textIn} gives it.
 */
export function placeOf(remark: Pick<Remark, 'anchor' | 'startUs' | 'endUs'>, text: readonly Segment[]): { place: WordAnchor | null; now: string; /** By time alone. */ lost: boolean } {
  const found = anchoredWords(text, remark.anchor);
  if (found.length > 0) return { ...told(found), lost: false };
  return { ...told(text.filter((segment) => overlaps(segment, remark)).flatMap((segment) => segment.words.map((_, index) => ({ segment, index })))), lost: true };
}

type Found = ReturnType<typeof anchoredWords>;

function told(found: Found): { place: WordAnchor | null; now: string } {
  const [first, last] = [found[0], found.at(-1)];
  if (!first || !last) return { place: null, now: '' };
  return { place: { fromSegmentId: first.segment.id, fromWord: first.index, toSegmentId: last.segment.id, toWord: last.index }, now: wordsOf(found) };
}

function wordsOf(found: Found): string {
  return found.map(({ segment, index }) => segment.words[index]?.text ?? '').join(' ');
}
