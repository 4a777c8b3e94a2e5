import { diffArrays } from 'diff';
import type { LanguageCode, Segment, TranslatedSegment, TranslationState } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { splitWords } from '../../../shared/text';
import { needsSecondPerson } from '../redaction/gate';
import { recordEdit } from '../transcript/history';
import { segmentsAmong } from '../transcript/segments';
import { transaction, type Database } from '../vault/database';
import { getTranslation, translationId, translationToRow } from './rows';

/** A segment's translation, by its original and its language. */
export interface TranslationRef {
  readonly segmentId: string;
  readonly language: LanguageCode;
}

/**
 * Writes a segment's translation as a person wants it, of the original as it stands now. Words that stay keep what they
 * render; fresh ones render nobody knows what. Undoable.
 *
 * @throws ZapisError `segment-missing`.
 */
export function editTranslation(db: Database, { segmentId, language, text }: TranslationRef & { text: string }, by: string | null = null): TranslatedSegment {
  return transaction(db, () => {
    const old = getTranslation(db, segmentId, language);
    const { segment, transcript } = originalOf(db, segmentId, old);
    const clean = splitWords(text).join(' ');
    if (old?.text === clean && old.state !== 'machine') return old;
    const edited = editedTranslation(old, segment, transcript, language, clean, by);
    change(db, old, edited, 'history.editTranslation', by);
    return edited;
  });
}

/** A segment's translation with another text, of the originals as they stand now. @param text with single spaces between words. */
export function editedTranslation(old: TranslatedSegment | null, segment: Segment, transcript: readonly Segment[], language: LanguageCode, text: string, by: string | null): TranslatedSegment {
  const known = old ? lookedAt(old, transcript) : fromNothing(segment, language);
  return { ...known, ...rewritten(known, text), state: 'edited', writtenBy: by, updatedBy: by, updatedAt: new Date().toISOString() };
}

/**
 * Says how far a translation can be relied on, as a person who has compared it with the original as it stands now.
 * Where several people have access, whoever wrote or checked it is not its second person. Undoable.
 *
 * @throws ZapisError `segment-missing`, `translation-missing`; `translation-own-work`.
 */
export function setTranslationState(db: Database, { segmentId, language, state }: TranslationRef & { state: Exclude<TranslationState, 'machine'> }, by: string | null = null): TranslatedSegment {
  return transaction(db, () => {
    const old = getTranslation(db, segmentId, language);
    const { transcript } = originalOf(db, segmentId, old);
    if (!old) throw new ZapisError('translation-missing');
    if (state === 'approved' && needsSecondPerson(db) && by !== null && (old.writtenBy === by || (old.state === 'checked' && old.updatedBy === by))) throw new ZapisError('translation-own-work');
    const fresh = lookedAt(old, transcript);
    if (old.state === state && fresh === old) return old;
    const judged = { ...fresh, state, updatedBy: by, updatedAt: new Date().toISOString() };
    change(db, old, judged, state === 'approved' ? 'history.approveTranslation' : 'history.judgeTranslation', by);
    return judged;
  });
}

function change(db: Database, before: TranslatedSegment | null, after: TranslatedSegment, what: string, by: string | null): void {
  const id = translationId(after.segmentId, after.language);
  recordEdit(db, { footageId: after.footageId, what, by, changes: [{ table: 'translated_segment', id, before: before && translationToRow(before), after: translationToRow(after) }] });
}

/** The segment, and those that share its sentence; not the whole transcript, which nobody waits for at each Enter. @throws ZapisError `segment-missing`. */
function originalOf(db: Database, segmentId: string, translation: TranslatedSegment | null): { segment: Segment; transcript: Segment[] } {
  const transcript = segmentsAmong(db, [segmentId, ...(translation?.sources ?? []).map((source) => source.segmentId)]);
  const segment = transcript.find(({ id }) => id === segmentId);
  if (!segment) throw new ZapisError('segment-missing');
  return { segment, transcript };
}

/** Of the originals as they stand now. Links count words of what stood before, so they go with it. */
function lookedAt(translation: TranslatedSegment, transcript: readonly Segment[]): TranslatedSegment {
  const now = new Map(transcript.map(({ id, text }) => [id, text]));
  const sources = translation.sources.flatMap(({ segmentId }) => { const text = now.get(segmentId); return text === undefined ? [] : [{ segmentId, text }]; });
  return JSON.stringify(sources) === JSON.stringify(translation.sources) ? translation : { ...translation, sources, links: null };
}

function fromNothing({ id, footageId, text }: Segment, language: LanguageCode): TranslatedSegment {
  return { segmentId: id, footageId, language, text: '', state: 'edited', engine: null, model: null, sources: [{ segmentId: id, text }], links: null, unknown: [], writtenBy: null, updatedBy: null, updatedAt: '' };
}

/** Another text, with links and unknown words following the words that stayed exactly as they were. */
function rewritten({ text: old, links, unknown }: TranslatedSegment, text: string): Pick<TranslatedSegment, 'text' | 'links' | 'unknown'> {
  const place = new Map<number, number>();
  let [from, to] = [0, 0];
  for (const part of diffArrays(splitWords(old), splitWords(text))) {
    if (part.removed) from += part.value.length;
    else if (part.added) to += part.value.length;
    else for (let i = 0; i < part.value.length; i += 1) place.set(from++, to++);
  }
  return {
    text,
    links: links && links.flatMap(([source, word, target]) => { const now = place.get(target); return now === undefined ? [] : [[source, word, now] as const]; }).map(([s, w, t]): [number, number, number] => [s, w, t]),
    unknown: unknown.flatMap((word) => place.get(word) ?? []),
  };
}
