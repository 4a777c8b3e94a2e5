import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { ZapisError } from '../../../../shared/errors';
import { sha256Of, type WorkOptions } from '../hashing';
import { packCatalogue, type PackEntry, type PackFile } from './entries';

/** A pack's file where it was found, compressed as it is fetched or unpacked. */
export interface FoundFile { readonly file: string; readonly packed: boolean }
export interface Found {
  /** Packs of which every file is there. */
  readonly whole: readonly { readonly pack: PackEntry; readonly files: ReadonlyMap<PackFile['kind'], FoundFile> }[];
  /** Names of files that are called like a pack's and are not: cut short, or altered. */
  readonly damaged: readonly string[];
  /** Of packs that are there in part: the pack and the names of what is missing. */
  readonly incomplete: readonly { readonly pack: PackEntry; readonly missing: readonly string[] }[];
}

/** Sticks are looked through so deep and so far: packs lie in folders like `models/tiny/hren`. */
const DEEPEST = 5;
const MOST_FILES = 20_000;

/**
 * Looks through a folder, or one file and those beside it, for packs of the catalogue. What a file is, its hash says, and
 * its size whether it is worth hashing; names only tell what a damaged one was meant to be.
 *
 * @throws ZapisError `model-file-unreadable`; AbortError.
 */
export async function findPacks(place: string, options: WorkOptions = {}): Promise<Found> {
  const { packs } = packCatalogue();
  const { files, only } = await listFiles(place);
  const sizes = new Set(packs.flatMap((pack) => pack.files.flatMap(({ gzBytes, bytes }) => [gzBytes, bytes ?? -1])));
  const hashes = new Map<string, { size: number; sha256: string }>();
  const worth = files.filter(({ size }) => sizes.has(size));
  for (const [i, { file, size }] of worth.entries()) {
    options.signal?.throwIfAborted();
    hashes.set(file, { size, sha256: await unplugged(file, sha256Of(file, options)) });
    options.onProgress?.((i + 1) / worth.length);
  }
  const match = (wanted: PackFile): FoundFile | null => {
    for (const [file, { size, sha256 }] of hashes) {
      if (wanted.sha256 === sha256) return { file, packed: false };
      if (wanted.gzSha256 === sha256) return { file, packed: true };
      // Where nobody has told its compressed hash, what comes out of it is checked.
      if (wanted.gzSha256 === undefined && size === wanted.gzBytes && path.basename(file) === path.basename(wanted.path)) return { file, packed: true };
    }
    return null;
  };
  const whole: { pack: PackEntry; files: Map<PackFile['kind'], FoundFile> }[] = [];
  const incomplete: { pack: PackEntry; missing: string[] }[] = [];
  const known = new Set(packs.flatMap((pack) => pack.files.flatMap(({ sha256, gzSha256 }) => [sha256, gzSha256])));
  // The same file may lie there twice.
  const taken = new Set([...hashes].filter(([, { sha256 }]) => known.has(sha256)).map(([file]) => file));
  for (const pack of packs) {
    const found = pack.files.map((wanted) => ({ wanted, at: match(wanted) }));
    // A vocabulary may be the same in two packs; the model is what makes a pack.
    const concerns = found.some(({ wanted, at }) => at !== null && (wanted.kind === 'model' || only === null)) && (only === null || found.some(({ at }) => at?.file === only));
    for (const { at } of found) if (at) taken.add(at.file);
    if (!concerns) continue;
    if (found.every(({ at }) => at !== null)) whole.push({ pack, files: new Map(found.flatMap(({ wanted, at }) => (at ? [[wanted.kind, at] as const] : []))) });
    else incomplete.push({ pack, missing: found.filter(({ at }) => at === null).map(({ wanted }) => path.basename(wanted.path)) });
  }
  const names = new Set(packs.flatMap((pack) => pack.files.flatMap((file) => [path.basename(file.path), path.basename(file.path, '.gz')])));
  const damaged = files.filter(({ file }) => names.has(path.basename(file)) && !taken.has(file) && (only === null || file === only)).map(({ file }) => path.basename(file));
  return { whole, damaged, incomplete: incomplete.filter(({ pack }) => !whole.some((other) => other.pack.id === pack.id)) };
}

async function listFiles(place: string): Promise<{ files: { file: string; size: number }[]; only: string | null }> {
  const stats = await unplugged(place, stat(place));
  const files: { file: string; size: number }[] = [];
  const look = async (folder: string, depth: number): Promise<void> => {
    for (const entry of await unplugged(folder, readdir(folder, { withFileTypes: true }))) {
      if (files.length >= MOST_FILES) return;
      const full = path.join(folder, entry.name);
      if (entry.isDirectory() && depth < DEEPEST) await look(full, depth + 1);
      // A link may lead anywhere; what was brought are files.
      else if (entry.isFile()) files.push({ file: full, size: (await unplugged(full, stat(full))).size });
    }
  };
  if (stats.isDirectory()) await look(place, 0);
  else await look(path.dirname(place), DEEPEST);
  return { files, only: stats.isDirectory() ? null : path.resolve(place) };
}

async function unplugged<T>(file: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'AbortError') throw cause;
    throw new ZapisError('model-file-unreadable', { file: path.basename(file) }, { cause });
  }
}
