import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { languageCode, type LanguageCode, type Segment } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import type { Database } from '../vault/database';
import { forgetHistory } from '../transcript/history';
import { insertSegment } from '../transcript/segments';
import type { Weighed } from './weigh';

/** The languages that the footage's interview record names; empty without a record. */
export function interviewLanguages(db: Database, footageId: string): LanguageCode[] {
  const row = db
    .prepare('SELECT interview.languages FROM footage JOIN interview ON interview.id = footage.interview_id WHERE footage.id = ?')
    .get(footageId) as { languages: string } | undefined;
  return row ? z.array(languageCode).catch([]).parse(JSON.parse(row.languages)) : [];
}

/** @throws ZapisError `transcript-edited` when people have corrected a footage's transcript or its translation. */
export function assertUncorrected(db: Database, footageId: string): void {
  const { edited } = db.prepare("SELECT count(*) AS edited FROM segment WHERE footage_id = ? AND origin = 'edited'").get(footageId) as { edited: number };
  const { translated } = db.prepare("SELECT count(*) AS translated FROM translated_segment WHERE footage_id = ? AND state <> 'machine'").get(footageId) as { translated: number };
  if (edited + translated > 0) throw new ZapisError('transcript-edited', { edited: edited + translated });
}

/**
 * Removes a footage's transcript to make room for a new one. Passages marked in it keep their times; their anchors
 * and the history of edits would point at nothing and go, and so do translations: only their versions are kept.
 *
 * @throws ZapisError `transcript-edited` when people have corrected it, or its translation, and `replace` is false.
 */
export function clearTranscript(db: Database, footageId: string, replace: boolean): void {
  if (!replace) assertUncorrected(db, footageId);
  const { segments } = db.prepare('SELECT count(*) AS segments FROM segment WHERE footage_id = ?').get(footageId) as { segments: number };
  db.prepare('DELETE FROM transcription WHERE footage_id = ?').run(footageId);
  if (segments === 0) return;
  for (const table of ['segment', 'translated_segment']) db.prepare(`DELETE FROM ${table} WHERE footage_id = ?`).run(footageId);
  db.prepare('UPDATE passage SET anchor = NULL WHERE footage_id = ?').run(footageId);
  forgetHistory(db, footageId);
}

/** Stores a chunk's segments. Called inside the transaction that also stores the checkpoint. */
export function appendSegments(db: Database, footageId: string, language: LanguageCode, segments: readonly Weighed[]): void {
  for (const { startUs, endUs, text, words, doubts } of segments) {
    const segment: Segment = { id: randomUUID(), footageId, startUs, endUs, text, language, origin: 'machine', words: [...words], doubts: [...doubts] };
    insertSegment(db, segment);
  }
}

/** Notes that a transcription is complete; counts what it holds. `language` null: the one that most of the time was spoken. */
export function finishTranscription(
  db: Database,
  done: { footageId: string; model: string; audioUs: number; elapsedMs: number },
  language: LanguageCode | null,
): { language: LanguageCode; segments: number; words: number } {
  const spoken = db
    .prepare('SELECT language FROM segment WHERE footage_id = ? GROUP BY language ORDER BY sum(end_us - start_us) DESC LIMIT 1')
    .get(done.footageId) as { language: LanguageCode } | undefined;
  const counts = db
    .prepare('SELECT count(*) AS segments, coalesce(sum(json_array_length(words)), 0) AS words FROM segment WHERE footage_id = ?')
    .get(done.footageId) as { segments: number; words: number };
  const settled = language ?? spoken?.language ?? 'und';
  db.prepare(
    `INSERT INTO transcription (footage_id, language, model, audio_us, elapsed_ms, finished_at)
     VALUES (@footageId, @language, @model, @audioUs, @elapsedMs, @at)
     ON CONFLICT (footage_id) DO UPDATE SET language = excluded.language, model = excluded.model, audio_us = excluded.audio_us,
       elapsed_ms = excluded.elapsed_ms, finished_at = excluded.finished_at`,
  ).run({ ...done, language: settled, at: new Date().toISOString() });
  return { language: settled, ...counts };
}
