import { z } from 'zod';
import { audioInfo, footage as footageSchema, videoInfo, type ClipVoice, type Footage } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import type { Database } from '../vault/database';
import type { ByteSource } from '../vault/stores';
import type { Vault } from '../vault/vault';
import { directMimeType } from './playbackPlan';
import type { Timeline } from './timeline';

export { timelineOf } from './timeline';

interface FootageRow {
  id: string; interview_id: string | null; name: string; sha256: string; bytes: number; duration_us: number; origin_us: number;
  container: string; video: string | null; audio: string; streams: string; playback: string; imported_at: string; transcribed: number; script: string; voice: string;
}

/** Columns that an insert fills; `transcribed` is told by the segments. */
const COLUMNS = 'id, interview_id, name, sha256, bytes, duration_us, origin_us, container, video, audio, streams, playback, imported_at';
const SELECTED = `${COLUMNS}, script, voice, EXISTS (SELECT 1 FROM segment WHERE segment.footage_id = footage.id) AS transcribed`;

/** All footage of the vault, the newest import first. Footage whose key is being destroyed is no more. */
export function listFootage(db: Database): Footage[] {
  return db.prepare<[], FootageRow>(`SELECT ${SELECTED} FROM footage WHERE store_key IS NOT NULL ORDER BY imported_at DESC, id`).all().map(fromRow);
}

/** @throws ZapisError `footage-missing`. */
export function getFootage(db: Database, footageId: string): Footage {
  return fromRow(rowOf(db, footageId));
}

/** The footage with these very bytes, if it is in the vault. */
export function findBySha256(db: Database, sha256: string): Footage | null {
  const row = db.prepare<[string], FootageRow>(`SELECT ${SELECTED} FROM footage WHERE sha256 = ? AND store_key IS NOT NULL`).get(sha256);
  return row ? fromRow(row) : null;
}

/** Puts footage under an interview, or under none. @throws ZapisError `footage-missing`, `interview-missing`. */
export function assignInterview(db: Database, footageId: string, interviewId: string | null): Footage {
  if (interviewId !== null && db.prepare('SELECT 1 FROM interview WHERE id = ?').get(interviewId) === undefined) throw new ZapisError('interview-missing');
  db.prepare('UPDATE footage SET interview_id = ? WHERE id = ?').run(interviewId, footageId);
  return getFootage(db, footageId);
}

export interface NewFootage extends Omit<Footage, 'importedAt'> {
  readonly timeline: Timeline;
  readonly storeKey: Buffer;
}

/** Inserts the row of footage just stored; for `FootageWriter.commit`. */
export function insertFootage(db: Database, f: NewFootage): Footage {
  db.prepare(`INSERT INTO footage (${COLUMNS}, store_key, voice) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`).run(
    f.id, f.interviewId, f.name, f.sha256, f.bytes, f.durationUs, f.timeline.originUs, f.container,
    f.video && JSON.stringify(f.video), JSON.stringify(f.audio), JSON.stringify(f.timeline), f.playback, new Date().toISOString(), f.storeKey, f.voice ?? 'own',
  );
  return getFootage(db, f.id);
}

/** Says whose voice all clips of a footage have. @throws ZapisError `footage-missing`. */
export function setVoice(db: Database, footageId: string, voice: ClipVoice): Footage {
  db.prepare('UPDATE footage SET voice = ? WHERE id = ?').run(voice, footageId);
  return getFootage(db, footageId);
}

/** Marks that the preview is there. */
export function markPreviewMade(db: Database, footageId: string): void {
  db.prepare("UPDATE footage SET playback = 'proxy' WHERE id = ?").run(footageId);
}

/**
 * The bytes for the player: the original where it plays as it is, else the preview; null while that is
 * still in the making or when the vault has no such footage.
 */
export function playbackSource({ vault }: { vault: Vault }, footageId: string): { source: ByteSource; mimeType: string } | null {
  const row = vault.db.prepare<[string], FootageRow>(`SELECT ${SELECTED} FROM footage WHERE id = ?`).get(footageId);
  if (!row) return null;
  const store = vault.stores.open(footageId);
  if (row.playback === 'direct') return { source: store.original(), mimeType: directMimeType(row.container, row.video !== null) };
  const proxy = row.playback === 'proxy' ? store.derived('proxy') : null;
  return proxy && { source: proxy, mimeType: row.video === null ? 'audio/mp4' : 'video/mp4' };
}

function rowOf(db: Database, footageId: string): FootageRow {
  const row = db.prepare<[string], FootageRow>(`SELECT ${SELECTED} FROM footage WHERE id = ?`).get(footageId);
  if (!row) throw new ZapisError('footage-missing', { id: footageId });
  return row;
}

function fromRow(row: FootageRow): Footage {
  return footageSchema.parse({
    id: row.id, interviewId: row.interview_id, name: row.name, sha256: row.sha256, bytes: row.bytes, durationUs: row.duration_us,
    container: row.container, video: row.video === null ? null : videoInfo.parse(JSON.parse(row.video)),
    audio: z.array(audioInfo).parse(JSON.parse(row.audio)), playback: row.playback, importedAt: row.imported_at, transcribed: row.transcribed === 1,
    ...(row.script === 'asHeard' ? {} : { script: row.script }), ...(row.voice === 'own' ? {} : { voice: row.voice }),
  });
}
