import { z } from 'zod';
import { translatedSegment, type TranslatedSegment } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import type { RowChange } from '../transcript/history';
import { listTranslations, translationId, translationToRow } from '../translation/rows';
import type { Database } from '../vault/database';
import { omit } from './omit';

/** A translation on its way. Who wrote it is somebody of another vault; that it was a person, its state tells. */
export const translationSnapshot = translatedSegment.omit({ footageId: true, writtenBy: true, updatedBy: true, updatedAt: true }).extend({ segmentId: z.uuid() });
export type TranslationSnapshot = z.infer<typeof translationSnapshot>;

const RANK: readonly TranslatedSegment['state'][] = ['machine', 'edited', 'checked', 'approved'];

/** What a version of a translation says. An approval is each vault's own affair: what is approved is what was checked. */
export function translationVersionOf(t: TranslationSnapshot): unknown {
  return ['translation', t.segmentId, t.language, t.text, t.state === 'approved' ? 'checked' : t.state, t.engine, t.model, t.sources.map(({ segmentId, text }) => [segmentId, text]), t.links, t.unknown];
}

export function translationsOf(db: Database, footageId: string): Map<string, TranslationSnapshot> {
  return new Map(listTranslations(db, footageId).map((t) => [translationId(t.segmentId, t.language), omit(t, 'footageId', 'writtenBy', 'updatedBy', 'updatedAt')]));
}

/** An approval holds in the vault where the second person gave it. */
export function unapprovedTranslation(t: TranslationSnapshot): TranslationSnapshot {
  return t.state === 'approved' ? { ...t, state: 'checked' } : t;
}

/**
 * Two versions that were made apart. A machine's draft gives way to a person's work, and of the same words the further
 * judgement holds; two people's different words are for a person to decide.
 */
export function mergeTranslations(ours: TranslationSnapshot, theirs: TranslationSnapshot): TranslationSnapshot | 'decide' {
  if (theirs.state === 'machine') return ours;
  if (ours.state === 'machine') return theirs;
  if (ours.text !== theirs.text) return 'decide';
  return RANK.indexOf(theirs.state) > RANK.indexOf(ours.state) ? theirs : ours;
}

/** @throws ZapisError `handover-damaged` when the row belongs to other footage here, which no honest package can bring about. */
export function translationChange(db: Database, footageId: string, id: string, now: TranslationSnapshot | null): RowChange {
  const before = (db.prepare('SELECT * FROM translated_segment WHERE id = ?').get(id) as RowChange['before'] | undefined) ?? null;
  if (before && before['footage_id'] !== footageId) throw new ZapisError('handover-damaged');
  const after = now && translationToRow({ ...now, footageId, writtenBy: null, updatedBy: null, updatedAt: new Date().toISOString() });
  return { table: 'translated_segment', id, before, after };
}
