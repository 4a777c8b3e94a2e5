import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ZapisError } from '../../../../shared/errors';
import { modelFolder } from '../cache';
import { sha256OfSync } from '../hashing';
import { packEntryOf, packTitle, type PackEntry, type PackFile, type PackFileKind } from './entries';

export const FILE_NAMES: Readonly<Record<PackFileKind, string>> = { model: 'model.bin', shortlist: 'lex.bin', vocab: 'vocab.spm', targetVocab: 'target-vocab.spm' };
const RECORD = 'installed.json';

const recordSchema = z.record(z.string(), z.object({ sha256: z.string(), key: z.string() }));
type Installed = z.infer<typeof recordSchema>;

/** `unsure`: the files are there, but nobody has hashed these very ones yet. */
export type PackPresence = 'absent' | 'damaged' | 'unsure' | 'good';

export const packFolder = (pack: Pick<PackEntry, 'id'>): string => path.join(modelFolder(), pack.id);
const fileOf = (pack: PackEntry, { kind }: PackFile, folder = packFolder(pack)): string => path.join(folder, FILE_NAMES[kind]);

/** Of each file its hash as it was checked, and what changes with every write. */
export function recordInstalled(folder: string, pack: PackEntry, hashes: ReadonlyMap<PackFileKind, string>): void {
  const record: Installed = {};
  for (const file of pack.files) record[file.kind] = { sha256: hashes.get(file.kind) ?? '', key: keyOf(fileOf(pack, file, folder)) ?? '' };
  writeFileSync(path.join(folder, RECORD), JSON.stringify(record));
}

function keyOf(file: string): string | null {
  const stats = statSync(file, { throwIfNoEntry: false });
  // Not the change time: it moves when the folder gets its name.
  return stats?.isFile() ? `${stats.size}:${stats.mtimeMs}` : null;
}

function recordOf(pack: PackEntry): Installed {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(path.join(packFolder(pack), RECORD), 'utf8')));
  } catch {
    return {};
  }
}

/** Sizes and the record only: cheap enough for every listing. */
export function packPresence(pack: PackEntry): PackPresence {
  if (!statSync(packFolder(pack), { throwIfNoEntry: false })?.isDirectory()) return 'absent';
  const record = recordOf(pack);
  const states = pack.files.map((file): PackPresence => {
    const key = keyOf(fileOf(pack, file));
    const known = record[file.kind];
    if (key === null || (file.bytes !== undefined && !key.startsWith(`${file.bytes}:`))) return 'damaged';
    if (file.sha256 === undefined && !known) return 'damaged';
    if (known?.key !== key) return 'unsure';
    return file.sha256 === undefined || file.sha256 === known.sha256 ? 'good' : 'damaged';
  });
  return (['damaged', 'unsure'] as const).find((state) => states.includes(state)) ?? 'good';
}

/** Hashes the files where nobody has yet; after that the record answers. */
export function settlePack(pack: PackEntry): PackPresence {
  if (packPresence(pack) !== 'unsure') return packPresence(pack);
  const record = recordOf(pack);
  const hashes = new Map(pack.files.map((file) => [file.kind, sha256OfSync(fileOf(pack, file))] as const));
  if (pack.files.some((file) => hashes.get(file.kind) !== (file.sha256 ?? record[file.kind]?.sha256))) return 'damaged';
  try {
    recordInstalled(packFolder(pack), pack, hashes);
  } catch {
    // A folder that cannot be written only costs hashing again.
  }
  return 'good';
}

/**
 * The files of an installed pack, whose hashes are known to be right.
 *
 * @throws ZapisError `model-unknown`, `model-missing`, `model-installed-damaged`.
 */
export function packPaths(id: string): { model: string; shortlist: string; vocabs: string[] } {
  const pack = packEntryOf(id);
  const presence = settlePack(pack);
  if (presence === 'absent') throw new ZapisError('model-missing', { id });
  if (presence !== 'good') throw new ZapisError('model-installed-damaged', { id: packTitle(pack) });
  const at = (kind: PackFileKind): string => path.join(packFolder(pack), FILE_NAMES[kind]);
  return { model: at('model'), shortlist: at('shortlist'), vocabs: [at('vocab'), ...(pack.files.some(({ kind }) => kind === 'targetVocab') ? [at('targetVocab')] : [])] };
}
