import { isDoubtfulWord, type Segment, type Word } from '../../../shared/domain';
import { omit } from '../handover/omit';
import { transaction, type Database } from '../vault/database';
import { store, transcriptWith } from './reshaping';

/**
 * A person has listened: what waited for review there waits no more. Undoable.
 *
 * @param word one word, of which the person is sure now; null: the whole segment, reasons and words.
 * @param through the last word of a stretch that begins there; absent: only the one.
 * @throws ZapisError `segment-missing`.
 */
export function markReviewed(db: Database, { segmentId, word, through }: { segmentId: string; word: number | null; through?: number | undefined }, by: string | null = null): Segment {
  return transaction(db, () => {
    const { before, segment } = transcriptWith(db, segmentId);
    const reviewed = seenBy(segment, word === null ? null : { from: word, to: through ?? word });
    if (reviewed === segment) return segment;
    store(db, { before, after: before.map((s) => (s === segment ? reviewed : s)), what: 'history.markReviewed', by, carried: (id, index) => ({ segmentId: id, from: index, to: index }) });
    return reviewed;
  });
}

function seenBy(segment: Segment, only: { from: number; to: number } | null): Segment {
  const meant = (i: number): boolean => only === null || (i >= only.from && i <= only.to);
  const waits = segment.words.some((w, i) => meant(i) && isDoubtfulWord(w));
  if (!waits && (only !== null || segment.doubts === undefined)) return segment;
  const words = segment.words.map((w, i) => (meant(i) && isDoubtfulWord(w) ? seen(w) : w));
  if (only !== null) return { ...segment, words };
  return { ...omit(segment, 'doubts'), words };
}

/** What the program put right is the person's now; what was heard there is remembered all the same. */
function seen(word: Word): Word {
  const { heard } = word;
  return { ...omit(word, 'confidence', 'heard'), ...(heard === undefined || word.recognised !== undefined ? {} : { recognised: heard }) };
}
