import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import { ZapisError } from '../../../../shared/errors';
import { ensureRoom, removeLeftovers, withIncoming } from '../cache';
import { sha256Of, writeHashed, type WorkOptions } from '../hashing';
import { assertUnused } from '../use';
import { packTitle, type PackEntry, type PackFile, type PackFileKind } from './entries';
import { findPacks, type FoundFile } from './find';
import { FILE_NAMES, packFolder, recordInstalled } from './presence';

/** What no file of a pack is larger than, unpacked: a compressed file can claim to be without end. */
const LARGEST = 300e6;
const ROOM_TO_SPARE = 64e6;

/**
 * Installs every whole pack that lies in a folder, such as a USB stick's, or the one that a file belongs to.
 *
 * @returns ids of the packs.
 * @throws ZapisError `model-file-unreadable`; `pack-damaged` (cut short or altered), `pack-incomplete`, `pack-none-found`;
 *   `model-no-room`, `pack-in-use`. AbortError on cancel. A pack is there whole or not at all.
 */
export async function addPacksFrom(place: string, options: WorkOptions = {}): Promise<string[]> {
  const half = (from: number) => ({ ...options, onProgress: (fraction: number) => options.onProgress?.(from + fraction / 2) });
  const { whole, damaged, incomplete } = await findPacks(place, half(0));
  const [bad] = damaged;
  const [part] = incomplete;
  if (whole.length === 0) {
    if (bad !== undefined) throw new ZapisError('pack-damaged', { file: bad });
    if (part) throw new ZapisError('pack-incomplete', { title: packTitle(part.pack), missing: part.missing.join(', ') });
    throw new ZapisError('pack-none-found', { name: path.basename(place) });
  }
  for (const { pack, files } of whole) await installPack(pack, files, half(0.5));
  if (bad !== undefined) throw new ZapisError('pack-damaged-others', { file: bad, count: whole.length });
  return whole.map(({ pack }) => pack.id);
}

/**
 * Unpacks a pack's files beside the models, checks them before, while and after, and gives them their place in one step.
 *
 * @throws ZapisError `pack-damaged`, `model-no-room`, `pack-in-use`; AbortError.
 */
export async function installPack(pack: PackEntry, files: ReadonlyMap<PackFileKind, FoundFile>, options: WorkOptions = {}): Promise<void> {
  assertUnused(pack.id);
  await removeLeftovers();
  await ensureRoom(pack.files.reduce((sum, { gzBytes, bytes }) => sum + (bytes ?? gzBytes * 3), 0) + ROOM_TO_SPARE);
  await withIncoming(async (incoming) => {
    const folder = path.join(incoming, 'pack');
    await mkdir(folder);
    const hashes = new Map<PackFileKind, string>();
    for (const [i, file] of pack.files.entries()) {
      const from = files.get(file.kind);
      if (!from) throw new ZapisError('pack-incomplete', { title: packTitle(pack), missing: path.basename(file.path) });
      const to = path.join(folder, FILE_NAMES[file.kind]);
      hashes.set(file.kind, await take(file, from, to, options));
      options.onProgress?.((i + 1) / pack.files.length);
    }
    recordInstalled(folder, pack, hashes);
    options.signal?.throwIfAborted();
    if (existsSync(packFolder(pack))) await rename(packFolder(pack), path.join(incoming, 'before'));
    await rename(folder, packFolder(pack));
  });
}

/** Writes one file unpacked; what is hashed is what was read and what came to lie on the disk. */
async function take(file: PackFile, { file: from, packed }: FoundFile, to: string, options: WorkOptions): Promise<string> {
  const damaged = (cause?: unknown): ZapisError => new ZapisError('pack-damaged', { file: path.basename(from) }, { cause });
  const before = createHash('sha256');
  let written: { bytes: number; sha256: string };
  try {
    const limit = file.bytes ?? LARGEST;
    written = packed ? await writeHashed(gunzipped(from, (piece) => before.update(piece)), to, limit, { signal: options.signal }) : await writeHashed(createReadStream(from, { highWaterMark: 1 << 20 }), to, limit, { signal: options.signal });
  } catch (cause) {
    options.signal?.throwIfAborted();
    if (cause instanceof RangeError || /^Z_|unexpected end/.test(String((cause as NodeJS.ErrnoException).code ?? (cause as Error).message))) throw damaged(cause);
    throw new ZapisError('model-file-unreadable', { file: path.basename(from) }, { cause });
  }
  if (packed && file.gzSha256 !== undefined && before.digest('hex') !== file.gzSha256) throw damaged();
  if ((file.bytes !== undefined && written.bytes !== file.bytes) || (file.sha256 !== undefined && written.sha256 !== file.sha256)) throw damaged();
  // Unpacked and of unknown hash: nothing says that it is what it should be.
  if (!packed && file.sha256 === undefined) throw damaged();
  if ((await sha256Of(to, { signal: options.signal })) !== written.sha256) throw damaged();
  return written.sha256;
}

async function* gunzipped(from: string, seen: (piece: Buffer) => void): AsyncGenerator<Uint8Array> {
  const source = createReadStream(from, { highWaterMark: 1 << 18 });
  const gunzip = createGunzip();
  source.on('data', (piece) => { seen(piece as Buffer); });
  source.once('error', (error) => { gunzip.destroy(error); });
  source.pipe(gunzip);
  try {
    for await (const piece of gunzip) yield piece as Buffer;
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

/** Deletes a pack; no error where it is not there. @throws ZapisError `pack-in-use`. */
export async function removePack(pack: PackEntry): Promise<void> {
  assertUnused(pack.id);
  await rm(packFolder(pack), { recursive: true, force: true });
}
