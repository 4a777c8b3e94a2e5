import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { ZapisError } from '../../../shared/errors';
import { chunkLength, CHUNK_BYTES, footageDamaged, release, sha256Of, type StreamName, type StreamRow } from './chunks';
import type { StoreFile } from './storeFile';

interface CompleteStream extends StreamRow {
  readonly name: StreamName;
}

export interface VerifyOptions {
  readonly deep: boolean;
  readonly signal?: AbortSignal | undefined;
  /** 0 to 1 of the bytes of this store. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * Compares a store with what its footage row says. Shallow: it opens, and every stream has all its chunks
 * at their full length. Deep: every page authenticates, every chunk has its hash, and the whole
 * is the original that was imported.
 * @throws ZapisError `footage-damaged`; `footage-altered` when the bytes are sound but not the original's; `AbortError`.
 */
export async function verifyStore(store: StoreFile, row: { bytes: number; sha256: string }, { deep, signal, onProgress }: VerifyOptions): Promise<void> {
  // What SQLite and the reader hold in memory may be sounder than the disk.
  store.disconnect();
  const streams = store.guard((db) => db.prepare<[], CompleteStream>('SELECT id, name, bytes, sha256 FROM stream WHERE complete = 1').all());
  for (const stream of streams) checkChunkLengths(store, stream);
  const original = streams.find((stream) => stream.name === 'original');
  if (original === undefined) throw footageDamaged(store.footageId);
  if (original.bytes !== row.bytes || original.sha256.toString('hex') !== row.sha256) throw new ZapisError('footage-altered', { id: store.footageId });
  if (!deep) return;
  const whole = streams.reduce((sum, { bytes }) => sum + bytes, 0);
  let read = 0;
  for (const stream of streams) {
    await checkHashes(store, stream, (bytes) => {
      signal?.throwIfAborted();
      read += bytes;
      onProgress?.(read / whole);
    });
  }
  // Of the chunks, every page has been read by now; a check of the whole file would read it all once more, in one go
  // that nothing can interrupt: minutes for hours of footage.
  const report = store.guard((db) => db.pragma("integrity_check('stream')", { simple: true }));
  if (report !== 'ok') throw footageDamaged(store.footageId);
}

function checkChunkLengths(store: StoreFile, stream: CompleteStream): void {
  const chunks = store.guard((db) => db
    .prepare<[number], { count: number; last: number | null; total: number | null }>('SELECT COUNT(*) AS count, MAX(position) AS last, SUM(length(bytes)) AS total FROM chunk WHERE stream_id = ?')
    .get(stream.id));
  const expected = Math.ceil(stream.bytes / CHUNK_BYTES);
  if (chunks?.count !== expected || (chunks.last ?? -1) !== expected - 1 || (chunks.total ?? 0) !== stream.bytes) throw footageDamaged(store.footageId);
}

async function checkHashes(store: StoreFile, stream: CompleteStream, onBytes: (bytes: number) => void): Promise<void> {
  const whole = createHash('sha256');
  for (let position = 0; position * CHUNK_BYTES < stream.bytes; position++) {
    const chunk = store.guard((db) => db
      .prepare<[number, number], { sha256: Buffer; bytes: Buffer }>('SELECT sha256, bytes FROM chunk WHERE stream_id = ? AND position = ?')
      .get(stream.id, position));
    // A preview made anew while the old one was being read has taken its place.
    if (chunk === undefined && !stillThere(store, stream)) return;
    if (chunk?.bytes.length !== chunkLength(stream.bytes, position) || !sha256Of(chunk.bytes).equals(chunk.sha256)) throw footageDamaged(store.footageId);
    whole.update(chunk.bytes);
    onBytes(chunk.bytes.length);
    release(chunk.bytes);
    await setImmediate();
  }
  if (!whole.digest().equals(stream.sha256)) throw footageDamaged(store.footageId);
}

function stillThere(store: StoreFile, { id, name }: CompleteStream): boolean {
  return name === 'original' || store.guard((db) => db.prepare('SELECT 1 FROM stream WHERE id = ?').get(id)) !== undefined;
}
