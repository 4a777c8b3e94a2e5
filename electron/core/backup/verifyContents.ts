import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { ZapisError, type Failure } from '../../../shared/errors';
import { isSignedBy, storedKey } from '../audit/signingKey';
import { sha256Of } from '../vault/chunks';
import { openEncrypted, STORE_CIPHER, VAULT_CIPHER, type Database } from '../vault/database';
import { SIDE_FILES, vaultPaths } from '../vault/files';
import { readHeader } from '../vault/header';
import { purposeKey, unwrapKey } from '../vault/keys';
import { isDamage } from '../vault/storageErrors';
import { signedBytes, type BackupPaths, type Manifest } from './manifest';

/** Looks into a backup whose files have been hashed. @throws ZapisError `vault-wrong-passphrase`; AbortError. */
export async function verifyContents(paths: BackupPaths, manifest: Manifest, passphrase: string, signal?: AbortSignal): Promise<Failure[]> {
  const header = readHeader({ ...vaultPaths(paths.dir), header: join(paths.dir, manifest.header.path), headerCopy: join(paths.dir, manifest.header.path) });
  let vaultKey: Buffer | null = null;
  for (const wrap of header.wraps.filter(({ kind }) => kind !== 'keyring')) vaultKey ??= await unwrapKey(header.id, wrap, passphrase);
  if (vaultKey === null) throw new ZapisError('vault-wrong-passphrase');
  const key = purposeKey(vaultKey, header.id, 'database');
  try {
    return await readOnly(join(paths.dir, manifest.database.path), VAULT_CIPHER, key, (db) => verifyRows(db, paths, manifest, signal))
      ?? [{ code: 'backup-file-damaged', params: { name: manifest.database.path } }];
  } finally {
    key.fill(0);
    vaultKey.fill(0);
  }
}

interface FootageRow {
  readonly id: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly key: Buffer;
}

async function verifyRows(db: Database, paths: BackupPaths, manifest: Manifest, signal?: AbortSignal): Promise<Failure[]> {
  const problems: Failure[] = [];
  if (db.pragma('integrity_check(1)', { simple: true }) !== 'ok') problems.push({ code: 'backup-file-damaged', params: { name: manifest.database.path } });
  const publicKey = storedKey(db)?.publicKey;
  if (publicKey === undefined || !isSignedBy(publicKey, signedBytes(manifest), manifest.signature)) problems.push({ code: 'backup-signature-wrong', params: {} });
  const files = new Map(manifest.footage.map((file) => [file.footageId, file]));
  for (const row of db.prepare<[], FootageRow>('SELECT id, bytes, sha256, store_key AS key FROM footage WHERE store_key IS NOT NULL').all()) {
    const file = files.get(row.id);
    const sound = file !== undefined && existsSync(join(paths.dir, file.path))
      && (await readOnly(join(paths.dir, file.path), STORE_CIPHER, row.key, (store) => isSound(store, row, signal)));
    row.key.fill(0);
    if (file === undefined) problems.push({ code: 'backup-footage-absent', params: { id: row.id } });
    else if (sound !== true) problems.push({ code: 'footage-damaged', params: { id: row.id } });
  }
  return problems;
}

interface Stream {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: Buffer;
}

/** Every chunk of every complete stream decrypts and has its hash, and the original is what the vault says was imported. */
async function isSound(store: Database, row: FootageRow, signal?: AbortSignal): Promise<boolean> {
  const streams = store.prepare<[], Stream>('SELECT id, name, bytes, sha256 FROM stream WHERE complete = 1').all();
  const chunk = store.prepare<[number, number], { bytes: Buffer; sha256: Buffer }>('SELECT bytes, sha256 FROM chunk WHERE stream_id = ? AND position = ?');
  for (const stream of streams) {
    const whole = createHash('sha256');
    let bytes = 0;
    for (let position = 0; bytes < stream.bytes; position++) {
      signal?.throwIfAborted();
      const found = chunk.get(stream.id, position);
      if (found === undefined || !sha256Of(found.bytes).equals(found.sha256)) return false;
      whole.update(found.bytes);
      bytes += found.bytes.length;
      found.bytes.fill(0);
      await setImmediate();
    }
    if (bytes !== stream.bytes || !whole.digest().equals(stream.sha256)) return false;
  }
  return streams.some(({ name, bytes, sha256 }) => name === 'original' && bytes === row.bytes && sha256.toString('hex') === row.sha256);
}

/** Opens a file of the backup without write access; null when its bytes are not what was written under this key. */
async function readOnly<T>(path: string, cipher: typeof VAULT_CIPHER, key: Uint8Array, work: (db: Database) => Promise<T>): Promise<T | null> {
  const before = SIDE_FILES.filter((suffix) => existsSync(`${path}${suffix}`));
  let db: Database | null = null;
  try {
    db = openEncrypted(path, cipher, key, { readonly: true });
    return await work(db);
  } catch (error) {
    if (isDamage(error)) return null;
    throw error;
  } finally {
    db?.close();
    // Reading a database with a write-ahead log makes side files even so.
    for (const suffix of SIDE_FILES) if (!before.includes(suffix)) rmSync(`${path}${suffix}`, { force: true });
  }
}
