import { isAnnotation, type Remark, type RemarkView, type Segment } from '../../../shared/domain';
import { shownInScript, shownWords } from '../../../shared/script';
import { splitWords } from '../../../shared/text';
import { getFootage } from '../footage/footage';
import { anchoredWords } from '../redaction/anchors';
import type { HiddenWords } from '../redaction/plan';
import { planFor } from '../redaction/planFor';
import { showingOf } from '../transcript/script';
import { listSegments } from '../transcript/segments';
import { translatedSegments } from '../translation/asSegments';
import { coverTranslation } from '../translation/redact';
import { listTranslations } from '../translation/rows';
import type { Database } from '../vault/database';
import { placeOf } from './place';
import { answersOf, remarksOf } from './rows';

/** All that is pinned to a footage's words, where it is now, with its answers. */
export function remarkViews(db: Database, footageId: string): RemarkView[] {
  // Words of the original are told in the script in which they are shown; their number is the same.
  const showing = showingOf(db, footageId);
  const segments = listSegments(db, footageId).map((segment) => shownInScript(segment, showing));
  const text = textsOf(db, footageId, segments);
  const answers = answersOf(db, footageId);
  return remarksOf(db, footageId).map((remark) => {
    const { place, now } = placeOf(remark, text(remark.language));
    const language = segments.find(({ id }) => id === place?.fromSegmentId)?.language ?? 'und';
    const words = remark.language === null ? shownWords(splitWords(remark.words), language, showing).join(' ') : remark.words;
    return { ...remark, words, place, now, answers: answers.filter(({ remarkId }) => remarkId === remark.id).map(({ id, at, by, text: said }) => ({ id, at, by, text: said })) };
  });
}

/**
 * What those may see to whom the raw text is hidden: annotations of words of which nothing is hidden, by their segment and
 * kind. Never what anybody wrote: a question about a name tells the name, and how it is paraphrased no machine can find.
 *
 * @throws ZapisError `redaction-plan-failed`: nothing is told of what cannot be planned.
 */
export function remarksForEditors(db: Database, footageId: string): RemarkView[] {
  const segments = listSegments(db, footageId);
  const text = textsOf(db, footageId);
  const plan = planFor(db, footageId, { segments, clip: null, durationUs: getFootage(db, footageId).durationUs });
  const hiddenIn = (language: Remark['language']): ReadonlyMap<string, HiddenWords> => (language === null ? plan.hidden : coverTranslation(segments, listTranslations(db, footageId, language), plan).hidden);
  return remarksOf(db, footageId).filter(({ kind }) => isAnnotation(kind)).flatMap((remark): RemarkView[] => {
    const { place, lost } = placeOf(remark, text(remark.language));
    if (place === null || lost) return [];
    const hidden = hiddenIn(remark.language);
    const touched = anchoredWords(text(remark.language), place).some(({ segment, index }) => { const words = hidden.get(segment.id); return words === 'all' || words?.has(index) === true; });
    if (touched) return [];
    // Words are counted otherwise where some are hidden: the segments are meant as a whole.
    const whole = { ...place, fromWord: 0, toWord: 100_000 };
    return [{ ...remark, anchor: whole, place: whole, words: '', now: '', text: '', by: '', changedBy: '', answers: [] }];
  });
}

function textsOf(db: Database, footageId: string, segments: readonly Segment[] = listSegments(db, footageId)): (language: Remark['language']) => readonly Segment[] {
  const known = new Map<Remark['language'], readonly Segment[]>([[null, segments]]);
  return (language) => {
    const text = known.get(language) ?? translatedSegments(segments, listTranslations(db, footageId, language));
    known.set(language, text);
    return text;
  };
}
