import { mkdirSync, readFileSync, statSync, writeFileSync, type Stats } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ZapisError } from '../../../shared/errors';
import { variantOf, type ModelEntry, type ModelVariant } from './entries';

/**
 * The folder that all clones and vaults of this user share. `ZAPIS_MODELS` overrides it; else the platform's
 * place for data that can be fetched again.
 */
export function modelFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (env['ZAPIS_MODELS']) return path.resolve(env['ZAPIS_MODELS']);
  const home = os.homedir();
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'zapis', 'models');
  if (platform === 'win32') return path.join(env['LOCALAPPDATA'] || path.join(home, 'AppData', 'Local'), 'zapis', 'models');
  // The XDG specification says to ignore a relative value.
  const xdg = env['XDG_CACHE_HOME'];
  return path.join(xdg && path.isAbsolute(xdg) ? xdg : path.join(home, '.cache'), 'zapis', 'models');
}

/** Where the model's file is or would be. */
export function modelFile(model: ModelEntry): string {
  return path.join(modelFolder(), model.file);
}

/** What is known about a model's file without reading it. */
export type Presence =
  | { readonly state: 'absent' }
  | { readonly state: 'damaged' }
  /** Right size, but nobody has hashed this very file yet: copied into the folder by hand, say. */
  | { readonly state: 'unchecked' }
  | { readonly state: 'good'; readonly variant: ModelVariant };

interface Stamp {
  readonly sha256: string;
  readonly key: string;
}

const stampFile = (model: ModelEntry): string => path.join(modelFolder(), `.${model.file}.checked`);
/** Change time is part of it: it moves with every write, even one that puts the modification time back. */
const keyOf = (stats: Stats): string => `${String(stats.size)}:${String(stats.mtimeMs)}:${String(stats.ctimeMs)}`;

function statsOf(model: ModelEntry): Stats | undefined {
  const stats = statSync(modelFile(model), { throwIfNoEntry: false });
  return stats?.isFile() ? stats : undefined;
}

/** Size and stamp only: cheap enough for every listing. */
export function presenceOf(model: ModelEntry): Presence {
  const stats = statsOf(model);
  if (!stats) return { state: 'absent' };
  if (!model.variants.some((variant) => variant.bytes === stats.size)) return { state: 'damaged' };
  const stamp = readStamp(model);
  if (stamp?.key !== keyOf(stats)) return { state: 'unchecked' };
  const variant = variantOf(model, stamp.sha256);
  return variant ? { state: 'good', variant } : { state: 'damaged' };
}

function readStamp(model: ModelEntry): Stamp | undefined {
  try {
    const value = JSON.parse(readFileSync(stampFile(model), 'utf8')) as Partial<Stamp>;
    return typeof value.sha256 === 'string' && typeof value.key === 'string' ? { sha256: value.sha256, key: value.key } : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers the hash of the file as it is now, so that it need not be read again until it changes. */
export function stamp(model: ModelEntry, sha256: string): void {
  const stats = statsOf(model);
  if (!stats) return;
  try {
    writeFileSync(stampFile(model), JSON.stringify({ sha256, key: keyOf(stats) } satisfies Stamp));
  } catch {
    // A folder that cannot be written (a shared, read-only one) only costs hashing the file again.
  }
}

/**
 * A folder that nothing looks into, on the same disk as the models so that moving out of it is one rename.
 * Gone, with all it holds, when the work ends in whatever way.
 */
export async function withIncoming<T>(work: (folder: string) => Promise<T>): Promise<T> {
  await mkdir(modelFolder(), { recursive: true });
  const folder = await mkdtemp(path.join(modelFolder(), '.incoming-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const LEFTOVER_MS = 24 * 3_600_000;

/** Removes what a killed set-up left behind. A day old, so that it is no living one's. */
export async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(modelFolder()).catch(() => [])) {
    const full = path.join(modelFolder(), name);
    const age = Date.now() - (statSync(full, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (name.startsWith('.incoming-') && age > LEFTOVER_MS) await rm(full, { recursive: true, force: true });
  }
}

/** Makes a checked file visible, in one step: whoever looks sees the old state or the whole new file. */
export async function publish(model: ModelEntry, checkedFile: string, sha256: string): Promise<void> {
  await rename(checkedFile, modelFile(model));
  stamp(model, sha256);
}

/**
 * @param bytes what the work will need at its height
 * @throws ZapisError `model-no-room` when the disk has less
 */
export async function ensureRoom(bytes: number): Promise<void> {
  mkdirSync(modelFolder(), { recursive: true });
  const { bavail, bsize } = await statfs(modelFolder());
  const mb = (n: number): number => Math.ceil(n / 1e6);
  if (bavail * bsize < bytes) throw new ZapisError('model-no-room', { neededMb: mb(bytes), freeMb: mb(bavail * bsize) });
}
