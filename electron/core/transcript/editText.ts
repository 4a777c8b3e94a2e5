import type { Segment } from '../../../shared/domain';
import { splitWords } from '../../../shared/text';
import { transaction, type Database } from '../vault/database';
import { placesOf } from './cover';
import { keepRecognised } from './recognised';
import { remapWords } from './remapWords';
import { store, transcriptWith } from './reshaping';

/**
 * Replaces a segment's text as a person corrected it. Words that stayed keep their times; changed words get
 * estimated ones. Passages marked in this segment keep covering at least what they covered. Undoable, in one step.
 *
 * @throws ZapisError `segment-missing` when there is no such segment (any more).
 */
export function editSegmentText(db: Database, segmentId: string, text: string, by: string | null = null): Segment {
  return transaction(db, () => {
    const { before, segment: old } = transcriptWith(db, segmentId);
    const clean = splitWords(text).join(' ');
    if (clean === old.text) return old;
    const { words: mapped, kept } = remapWords(old.words, clean, old);
    const words = keepRecognised(old.words, mapped);
    // Who corrects a segment has looked at it: nothing in it waits for review any more.
    const edited: Segment = { ...old, text: clean, origin: 'edited', words };
    delete edited.doubts;
    const places = placesOf(old.id, kept, words.length);
    store(db, { before, after: before.map((s) => (s === old ? edited : s)), what: 'history.editText', by, carried: (_, word) => places(word) });
    return edited;
  });
}
