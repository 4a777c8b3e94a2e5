import { existsSync, mkdirSync, realpathSync, statfsSync } from 'node:fs';
import { basename, dirname, join, relative, isAbsolute } from 'node:path';
import { ZapisError } from '../../../shared/errors';
import { entriesOf } from '../vault/files';

/** True when `inner` is `outer` or lies in it, links followed. Of a folder that does not exist yet, its parent is looked at. */
export function isWithin(outer: string, inner: string): boolean {
  const path = relative(realPath(outer), realPath(inner));
  return path === '' || (path !== '..' && !path.startsWith(`..${process.platform === 'win32' ? '\\' : '/'}`) && !isAbsolute(path));
}

function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(realPath(parent), basename(path));
}

/**
 * Makes one folder. Never its parents: below the place where a USB disk is no longer mounted, they would
 * come into being on the laptop itself.
 */
export function makeFolder(dir: string): void {
  if (existsSync(dir)) return;
  if (!existsSync(dirname(dir))) throw new ZapisError('backup-folder-missing');
  mkdirSync(dir, { mode: 0o700 });
}

/** What operating systems put into any folder, the root of an empty USB disk included. */
const SYSTEM = /^(\..*|System Volume Information|lost\+found|\$RECYCLE\.BIN|Thumbs\.db|desktop\.ini)$/;
const OF_A_BACKUP = /^(backup(\.copy)?\.json|unfinished\.jsonl|stores|header-\d+\.json|vault-\d+\.db)(\.part)?$/;

/** What a person has in a folder. */
export function filesOf(dir: string): string[] {
  return entriesOf(dir).filter((name) => !SYSTEM.test(name));
}

/** True when everything in the folder is of a backup, whole or cut short. */
export function holdsOnlyBackup(dir: string): boolean {
  return filesOf(dir).every((name) => OF_A_BACKUP.test(name));
}

/** @throws ZapisError `disk-no-room` when the disk of `dir` has less room than `bytes`, before anything is written. */
export function requireRoom(dir: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(dir);
  // Some network disks tell nothing about their room.
  if (bsize === 0 || bavail * bsize >= bytes || bavail < 0) return;
  throw new ZapisError('disk-no-room', { neededMb: Math.ceil(bytes / 1e6), freeMb: Math.floor((bavail * bsize) / 1e6) });
}
