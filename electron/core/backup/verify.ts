import { join, resolve } from 'node:path';
import { ZapisError, type Failure } from '../../../shared/errors';
import { errorCode } from '../vault/storageErrors';
import type { BackupOptions } from './backUp';
import { hashFile, type Watch } from './copy';
import { sayDiskErrors } from './errors';
import { backupPaths, readManifest } from './manifest';
import { verifyContents } from './verifyContents';

export interface BackupReport {
  readonly ok: boolean;
  readonly vaultId: string;
  readonly createdAt: string;
  readonly footage: number;
  readonly bytes: number;
  readonly problems: readonly Failure[];
}

/**
 * Checks a backup without restoring it and changes nothing of it. Without the passphrase: every file is there and has its
 * SHA-256. With it: keys fit, the manifest is the one that the vault signed, every page of the database and every
 * chunk of footage decrypts and is what was imported. Problems are collected.
 *
 * @throws ZapisError `backup-missing`, `backup-incomplete`, `backup-damaged` (no sound manifest), `backup-from-newer`, `vault-wrong-passphrase`, `disk-unreachable`.
 */
export async function verifyBackup(dir: string, options: BackupOptions & { passphrase?: string } = {}): Promise<BackupReport> {
  const paths = backupPaths(resolve(dir));
  return sayDiskErrors(async () => {
    const manifest = readManifest(paths);
    if (manifest === null) throw new ZapisError('backup-missing');
    const files = [manifest.header, manifest.database, ...manifest.footage];
    const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
    let bytes = 0;
    const watch: Watch = { signal: options.signal, onBytes: (more) => {
      bytes += more;
      options.onProgress?.({ bytes: Math.min(bytes, totalBytes), totalBytes });
    } };
    const problems: Failure[] = [];
    for (const { path, sha256 } of files) {
      const problem = await hashFile(join(paths.dir, path), watch).then(
        (facts) => (facts.sha256 === sha256 ? null : 'backup-file-damaged'),
        (error: unknown) => {
          if (errorCode(error) === 'ENOENT') return 'backup-file-missing';
          if (errorCode(error) === 'EIO') return 'backup-file-damaged';
          throw error;
        },
      );
      if (problem !== null) problems.push({ code: problem, params: { name: path } });
    }
    const sound = !problems.some(({ params }) => params['name'] === manifest.header.path || params['name'] === manifest.database.path);
    if (options.passphrase !== undefined && sound) problems.push(...(await verifyContents(paths, manifest, options.passphrase, options.signal)));
    return { ok: problems.length === 0, vaultId: manifest.vaultId, createdAt: manifest.createdAt, footage: manifest.footage.length, bytes: totalBytes, problems };
  });
}
