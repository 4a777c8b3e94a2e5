import { z } from 'zod';
import { translatedSegment, translationVersion, type LanguageCode, type TranslatedSegment, type TranslationVersion } from '../../../shared/domain';
import { followRemarks } from '../remarks/follow';
import { writeRow, type Row } from '../transcript/history';
import { transaction, type Database } from '../vault/database';

const shape = translatedSegment.shape;
const json = <T extends z.ZodType>(schema: T) => z.string().transform((text): z.output<T> => schema.parse(JSON.parse(text)));
const row = z.object({
  segment_id: shape.segmentId, footage_id: shape.footageId, language: shape.language, text: shape.text, state: shape.state, engine: shape.engine, model: shape.model,
  sources: json(shape.sources), links: json(shape.links).nullable(), unknown_words: json(shape.unknown),
  written_by: shape.writtenBy, updated_by: shape.updatedBy, updated_at: shape.updatedAt,
});

/** Names the translation of a segment into a language, in this vault and in every other: it is one row, whoever wrote it. */
export function translationId(segmentId: string, language: LanguageCode): string {
  return `${segmentId}/${language}`;
}

/** A translation as its table holds it. */
export function translationToRow(t: TranslatedSegment): Row {
  return {
    id: translationId(t.segmentId, t.language), footage_id: t.footageId, segment_id: t.segmentId, language: t.language, text: t.text, state: t.state, engine: t.engine, model: t.model,
    sources: JSON.stringify(t.sources), links: t.links && JSON.stringify(t.links), unknown_words: JSON.stringify(t.unknown),
    written_by: t.writtenBy, updated_by: t.updatedBy, updated_at: t.updatedAt,
  };
}

export function translationFromRow(raw: unknown): TranslatedSegment {
  const r = row.parse(raw);
  return {
    segmentId: r.segment_id, footageId: r.footage_id, language: r.language, text: r.text, state: r.state, engine: r.engine, model: r.model,
    sources: r.sources, links: r.links, unknown: r.unknown_words, writtenBy: r.written_by, updatedBy: r.updated_by, updatedAt: r.updated_at,
  };
}

/** What is translated of a footage, in the order of speech; without a language into all of them. */
export function listTranslations(db: Database, footageId: string, language: LanguageCode | null = null): TranslatedSegment[] {
  return db.prepare(
    `SELECT t.* FROM translated_segment AS t LEFT JOIN segment AS s ON s.id = t.segment_id
     WHERE t.footage_id = @footageId AND (@language IS NULL OR t.language = @language) ORDER BY s.start_us, t.segment_id, t.language`,
  ).all({ footageId, language }).map(translationFromRow);
}

export function getTranslation(db: Database, segmentId: string, language: LanguageCode): TranslatedSegment | null {
  const raw = db.prepare('SELECT * FROM translated_segment WHERE id = ?').get(translationId(segmentId, language));
  return raw === undefined ? null : translationFromRow(raw);
}

/** The languages that a footage is translated into, wholly or in part. */
export function translatedLanguages(db: Database, footageId: string): LanguageCode[] {
  return db.prepare<[string], { language: string }>('SELECT DISTINCT language FROM translated_segment WHERE footage_id = ? ORDER BY language').all(footageId).map(({ language }) => shape.language.parse(language));
}

/** Every version that stood of a segment's translation, the newest first. */
export function translationVersions(db: Database, segmentId: string, language: LanguageCode): TranslationVersion[] {
  return db.prepare(
    `SELECT text, state, engine, model, written_by AS writtenBy, updated_by AS updatedBy, at FROM translation_version WHERE segment_id = ? AND language = ? ORDER BY id DESC`,
  ).all(segmentId, language).map((raw) => translationVersion.parse(raw));
}

/** Where the texts that a translation was made from stand otherwise now, or nowhere: it says something that the original does not. */
export function isStale(translation: Pick<TranslatedSegment, 'sources'>, textOf: (segmentId: string) => string | undefined): boolean {
  return translation.sources.some(({ segmentId, text }) => textOf(segmentId) !== text);
}

/**
 * Stores what an engine wrote, outside the history of edits: it is nobody's deed to undo. What a person wrote, checked or
 * approved meanwhile stays as it is.
 *
 * @returns how many were stored.
 */
export function storeDrafts(db: Database, drafts: readonly TranslatedSegment[]): number {
  const columns = ['id', 'footage_id', 'segment_id', 'language', 'text', 'state', 'engine', 'model', 'sources', 'links', 'unknown_words', 'written_by', 'updated_by', 'updated_at'];
  const insert = db.prepare(
    `INSERT INTO translated_segment (${columns.join(', ')}) SELECT ${columns.map((c) => `@${c}`).join(', ')} WHERE EXISTS (SELECT 1 FROM segment WHERE id = @segment_id AND footage_id = @footage_id)
     ON CONFLICT (id) DO UPDATE SET ${columns.filter((c) => c !== 'id').map((c) => `${c} = excluded.${c}`).join(', ')} WHERE translated_segment.state = 'machine'`,
  );
  const raw = db.prepare<[string], Row>('SELECT id, footage_id, segment_id, language, text FROM translated_segment WHERE id = ?');
  return transaction(db, () => drafts.reduce((sum, draft) => {
    const id = translationId(draft.segmentId, draft.language);
    const before = raw.get(id) ?? null;
    const { changes } = insert.run(translationToRow({ ...draft, state: 'machine', writtenBy: null, updatedBy: null }));
    // What is pinned to the old draft's words goes over to the new one's, outside the history as the draft itself.
    if (before) for (const moved of followRemarks(db, draft.footageId, [{ table: 'translated_segment', id, before, after: raw.get(id) ?? null }])) writeRow(db, moved.table, moved.id, moved.after);
    return sum + changes;
  }, 0));
}
