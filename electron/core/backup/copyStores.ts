import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ZapisError } from '../../../shared/errors';
import { STORE_PAGE_BYTES } from '../vault/database';
import { renameDurably, syncFile } from '../vault/files';
import { errorCode } from '../vault/storageErrors';
import { copyFile, type Watch } from './copy';
import { readUnfinished, type BackupPaths, type FootageFile, type Manifest } from './manifest';

/** How often a store that changes while it is copied is copied again before that is a failure. */
const TRIES = 5;
/** Coarser than the clock of any file system worth a backup, NTFS and ext4 by far. Milliseconds. */
const CLOCK = 50;

/**
 * Tells one state of a store from every other without reading it all: its length, its time of change and
 * a hash of its first page, which every transaction writes anew under a fresh nonce. Null when the file is gone.
 */
export async function fingerprint(path: string): Promise<string | null> {
  try {
    const file = await open(path, 'r');
    try {
      const page = Buffer.alloc(STORE_PAGE_BYTES);
      const { bytesRead } = await file.read(page, 0, STORE_PAGE_BYTES, 0);
      const { size, mtimeMs } = await file.stat();
      return `${size}-${Math.floor(mtimeMs)}-${createHash('sha256').update(page.subarray(0, bytesRead)).digest('hex').slice(0, 32)}`;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** The footage files of a backup folder: those it holds already, and new copies. */
export class BackupStores {
  readonly #known = new Map<string, FootageFile>();

  constructor(
    private readonly paths: BackupPaths,
    previous: Manifest | null,
    private readonly watch: Watch,
    /** Lets SQLite undo the half of a change that a crash left in a store. */
    private readonly rollBack: (footageId: string) => void,
  ) {
    for (const file of [...(previous?.footage ?? []), ...readUnfinished(paths)]) {
      const path = join(paths.dir, file.path);
      if (existsSync(path) && statSync(path).size === file.bytes) this.#known.set(file.footageId, file);
    }
  }

  /** The copy that the backup holds, when the store is still in that state. */
  async held(footageId: string, source: string): Promise<FootageFile | null> {
    const file = this.#known.get(footageId);
    return file !== undefined && file.fingerprint === (await fingerprint(source)) ? file : null;
  }

  /**
   * Sees to it that the backup holds the store as it is now. Null when its file is gone.
   * @throws ZapisError `backup-footage-busy` when something keeps writing to it.
   */
  async hold(footageId: string, source: string): Promise<FootageFile | null> {
    const held = await this.held(footageId, source);
    if (held !== null) return held;
    mkdirSync(this.paths.stores, { recursive: true, mode: 0o700 });
    const journal = `${source}-journal`;
    const part = join(this.paths.stores, `${footageId}.part`);
    try {
      for (let attempt = 0; attempt < TRIES; attempt++) {
        if (existsSync(journal)) this.rollBack(footageId);
        // Still there in a store that cannot be opened: it is copied as it is, damage and all.
        const stuck = existsSync(journal);
        const before = await settled(source);
        if (before === null) return null;
        const facts = await copyFile(source, part, this.watch);
        // A preview was being stored meanwhile: pages from before and after do not make a file.
        if (before !== (await fingerprint(source)) || existsSync(journal) !== stuck) continue;
        return this.#keep({ footageId, path: `stores/${footageId}-${facts.sha256.slice(0, 16)}.zfs`, ...facts, fingerprint: before }, part);
      }
      throw new ZapisError('backup-footage-busy', { id: footageId });
    } finally {
      await rm(part, { force: true });
    }
  }

  #keep(file: FootageFile, part: string): FootageFile {
    renameDurably(part, join(this.paths.dir, file.path));
    appendFileSync(this.paths.unfinished, `${JSON.stringify(file)}\n`, { mode: 0o600 });
    syncFile(this.paths.unfinished);
    this.#known.set(file.footageId, file);
    return file;
  }
}

/** The fingerprint of a store that nobody has written to for so long that a later write gets a later time. */
async function settled(source: string): Promise<string | null> {
  const seen = await fingerprint(source);
  if (seen !== null && Date.now() - (await stat(source)).mtimeMs < CLOCK) await setTimeout(CLOCK);
  return seen === null ? null : fingerprint(source);
}
