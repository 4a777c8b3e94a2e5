import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { ZapisError } from '../../../shared/errors';
import { commentsOf } from '../redaction/comments';
import { answersOf } from '../remarks/rows';
import { listRegions } from '../redaction/regions';
import { getFootage } from '../footage/footage';
import { getInterview } from '../footage/interviews';
import { timelineOf } from '../footage/timeline';
import type { ByteSource } from '../vault/stores';
import { transaction, type Database } from '../vault/database';
import type { Vault } from '../vault/vault';
import { DERIVED_PARTS, footagePath, HANDOVER_FORMAT, INTERVIEWS, MANIFEST, memoryPath, type FootageItem, type InterviewItem, type Manifest, type TranscriptItem, type Travelling } from './format';
import { glossaryOf } from './glossary';
import { encrypterFor, fingerprintWords, type HandoverRecipient } from './keys';
import { omit } from './omit';
import { writePackage, type PackItem } from './pack';
import { interviewHash, passageHash, passagesOf, remarkHash, segmentHash, segmentsOf, translationHash, type RowKind } from './rows';
import { travellingClipsOf } from './clips';
import { remarkSnapshotsOf } from './remarks';
import { translationsOf } from './translations';
import { travellingPseudonymsOf } from './pseudonyms';
import { travellingMemoryOf } from './memory';
import { travellingReasonsOf } from './reasons';
import { GONE, Versions } from './versions';
import { voicesOf } from './voices';

export interface HandoverRequest {
  readonly interviewIds: readonly string[];
  /** Whether the footage's bytes go along; its transcript and passages always do. */
  readonly withFootage: boolean;
  /** Whether pairs that were brought into the memory from other tools go along: they may hold words of any interview. */
  readonly withMemory?: boolean | undefined;
  readonly to: HandoverRecipient;
  /** Name of the person who gives it. */
  readonly by: string;
  /** Name of the person it is for, for the vault's own record. */
  readonly peer?: string;
}

export interface HandedOver {
  readonly handoverId: string;
  readonly interviews: number;
  readonly footage: number;
  readonly segments: number;
  readonly passages: number;
  /** Pairs of other tools. */
  readonly memoryUnits: number;
  /** Before encryption, which adds 16 bytes to every 64 KiB. */
  readonly bytes: number;
}

interface Content { readonly manifest: Manifest; readonly items: readonly PackItem[]; record(): void }

/**
 * Packs interviews for a colleague: their records, transcripts and passages, and the footage when asked. What goes
 * out is remembered, so that a later hand-back can be merged. The file has its name only when it is complete.
 *
 * @throws ZapisError `handover-nothing`, `handover-weak-passphrase`, `handover-key-invalid`, `handover-file-exists`,
 *   `handover-disk-full`, `handover-disk-gone`, `handover-not-allowed`, `interview-missing`, `footage-damaged`; `AbortError`.
 */
export async function exportHandover(vault: Vault, request: HandoverRequest, outFile: string, o: { signal?: AbortSignal | undefined; onProgress?: ((p: { bytes: number; totalBytes: number }) => void) | undefined; beforeReveal?: (handed: HandedOver) => void } = {}): Promise<HandedOver> {
  if (request.interviewIds.length === 0) throw new ZapisError('handover-nothing');
  const encrypter = encrypterFor(request.to);
  // Read in one go: edits made while gigabytes are being written belong to the next handover.
  const { manifest, items, record } = transaction(vault.db, () => collect(vault, request));
  const totalBytes = items.reduce((sum, item) => sum + item.bytes, 0);
  const sum = (count: (one: Manifest['footage'][number]) => number): number => manifest.footage.reduce((total, one) => total + count(one), 0);
  const handed: HandedOver = { handoverId: manifest.id, interviews: manifest.interviews.length, footage: manifest.footage.length, segments: sum((f) => f.segments), passages: sum((f) => f.passages), memoryUnits: manifest.memory?.units ?? 0, bytes: totalBytes };
  await writePackage(resolve(outFile), encrypter, items, {
    signal: o.signal,
    onBytes: (bytes) => o.onProgress?.({ bytes, totalBytes }),
    // Before the file can reach anyone; should the renaming fail, it was only remembered too early.
    beforeReveal: () => {
      transaction(vault.db, () => {
        record();
        o.beforeReveal?.(handed);
      });
    },
  });
  return handed;
}

function collect(vault: Vault, request: HandoverRequest): Content {
  const { db } = vault;
  const versions = new Versions(db);
  const records: (() => void)[] = [];
  const interviews: InterviewItem[] = [...new Set(request.interviewIds)].map((id) => {
    const interview = getInterview(db, id);
    const hash = interviewHash(interview);
    records.push(() => { versions.remember('interview', id, { interviewId: id }, hash, interview); }, () => { noteItem(db, 'interview', id); });
    return { interview, seen: [...versions.seen('interview', id)], glossary: glossaryOf(db, id), pseudonyms: travellingPseudonymsOf(db, id) };
  });
  const ids = interviews.flatMap(({ interview }) => db.prepare<[string], { id: string }>('SELECT id FROM footage WHERE interview_id = ? AND store_key IS NOT NULL ORDER BY imported_at, id').all(interview.id).map(({ id }) => id));
  const texts: PackItem[] = [json(INTERVIEWS, interviews)];
  const derived: PackItem[] = [];
  const originals: PackItem[] = [];
  const reasons = new Set<string>();
  const listed = ids.map((id): Manifest['footage'][number] => {
    const footage = omit(getFootage(db, id), 'transcribed');
    const transcript = transcriptOf(db, versions, id, records);
    for (const { now } of transcript.passages) if (now) reasons.add(now.reason);
    records.push(() => { noteItem(db, 'footage', id); });
    texts.push(json(footagePath(id, 'footage.json'), { footage, timeline: timelineOf(db, id) } satisfies FootageItem), json(footagePath(id, 'transcript.json'), transcript));
    const included = request.withFootage && db.prepare('SELECT 1 FROM awaited_footage WHERE footage_id = ?').get(id) === undefined;
    if (included) {
      const store = vault.stores.open(id);
      for (const part of DERIVED_PARTS) {
        const source = store.derived(part);
        if (source !== null && source.bytes > 0) derived.push(streamed(footagePath(id, `derived/${part}`), source));
      }
      originals.push({ ...streamed(footagePath(id, 'original'), store.original()), check: (sha256) => { if (sha256 !== footage.sha256) throw new ZapisError('footage-damaged', { id }); } });
    }
    return { id, name: footage.name, bytes: footage.bytes, sha256: footage.sha256, included, segments: transcript.segments.filter((s) => s.now).length, passages: transcript.passages.filter((p) => p.now).length };
  });
  const memory = request.withMemory === true ? travellingMemoryOf(db) : [];
  for (const one of memory) texts.push(json(memoryPath(one.id), one));
  // What is derived comes before the originals, so that whoever wants only that need not read gigabytes.
  const rest = [...texts, ...derived, ...originals];
  const manifest: Manifest = {
    format: 'zapis-handover', version: HANDOVER_FORMAT, id: randomUUID(), vaultId: vault.id, from: request.by, createdAt: new Date().toISOString(), withFootage: request.withFootage,
    interviews: interviews.map(({ interview: { id, speakerCode, date } }) => ({ id, speakerCode, date })),
    footage: listed, reasons: travellingReasonsOf(db, reasons), ...(memory.length > 0 ? { memory: { files: memory.length, units: memory.reduce((sum, { units }) => sum + units.length, 0) } } : {}), items: rest.map(({ path, bytes }) => ({ path, bytes })),
  };
  const peer = request.peer ?? ('recipient' in request.to ? fingerprintWords(request.to.recipient).join(' ') : '');
  records.push(() => {
    db.prepare("INSERT INTO handover (id, direction, peer_vault, peer, by, with_footage, created_at, handled_at) VALUES (?, 'out', NULL, ?, ?, ?, ?, ?)")
      .run(manifest.id, peer, request.by, request.withFootage ? 1 : 0, manifest.createdAt, new Date().toISOString());
  });
  return { manifest, items: [json(MANIFEST, manifest), ...rest], record: () => { for (const one of records) one(); } };
}

function transcriptOf(db: Database, versions: Versions, footageId: string, records: (() => void)[]): TranscriptItem {
  const collectRows = <T>(kind: RowKind, now: ReadonlyMap<string, T>, hash: (one: T) => string): Travelling<T>[] => {
    for (const [id, one] of now) records.push(() => { versions.remember(kind, id, { footageId }, hash(one), one); });
    const gone = versions.idsOf(kind, footageId).filter((id) => !now.has(id));
    for (const id of gone) records.push(() => { versions.remember(kind, id, { footageId }, GONE, null); });
    return [...now.keys(), ...gone].map((id) => ({ id, now: now.get(id) ?? null, seen: [...versions.seen(kind, id)] }));
  };
  const segments = collectRows('segment', segmentsOf(db, footageId), segmentHash);
  const passages = collectRows('passage', passagesOf(db, footageId), passageHash);
  const translations = collectRows('translation', translationsOf(db, footageId), translationHash);
  const remarks = collectRows('remark', remarkSnapshotsOf(db, footageId), remarkHash);
  const transcription = db.prepare<[string], NonNullable<TranscriptItem['transcription']>>('SELECT language, model, audio_us AS audioUs, elapsed_ms AS elapsedMs, finished_at AS finishedAt FROM transcription WHERE footage_id = ?').get(footageId);
  return { transcription: transcription ?? null, segments: segments as TranscriptItem['segments'], passages: passages as TranscriptItem['passages'], speakers: voicesOf(db, footageId), clips: travellingClipsOf(db, footageId), comments: commentsOf(db, footageId), remarks: remarks as NonNullable<TranscriptItem['remarks']>, remarkAnswers: answersOf(db, footageId), translations: translations as NonNullable<TranscriptItem['translations']>, regions: listRegions(db, footageId).map((one) => omit(one, 'footageId')) };
}

/** Remembers that an interview or footage has crossed. */
export function noteItem(db: Database, kind: 'interview' | 'footage', id: string): void {
  db.prepare('INSERT OR IGNORE INTO handover_item (kind, item_id) VALUES (?, ?)').run(kind, id);
}

function json(path: string, value: unknown): PackItem {
  const bytes = Buffer.from(JSON.stringify(value));
  return { path, bytes: bytes.length, content: () => [bytes] };
}

function streamed(path: string, source: ByteSource): PackItem {
  return { path, bytes: source.bytes, content: () => source.stream(0, source.bytes) };
}
