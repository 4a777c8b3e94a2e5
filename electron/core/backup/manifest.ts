import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ZapisError } from '../../../shared/errors';
import { canonicalJson, type Json } from '../audit/canonicalJson';
import { writeDurably } from '../vault/files';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const facts = { bytes: z.number().int().nonnegative(), sha256 };

/** Where everything of a backup lies. Nothing is ever overwritten: a new state gets new names, and the manifest says which count. */
export function backupPaths(dir: string) {
  return {
    dir,
    manifest: join(dir, 'backup.json'),
    manifestCopy: join(dir, 'backup.copy.json'),
    /** Footage that a cut-short backup had already copied, a line each: the next one goes on from there. */
    unfinished: join(dir, 'unfinished.jsonl'),
    stores: join(dir, 'stores'),
  } as const;
}
export type BackupPaths = ReturnType<typeof backupPaths>;

// Names are patterns, not free text: a forged manifest must not lead a restore out of its folder.
const footageFile = z.object({
  footageId: z.uuid(), path: z.string().regex(/^stores\/[0-9a-f-]{36}-[0-9a-f]{16}\.zfs$/), ...facts,
  /** What the store in the vault looked like, to tell without reading it whether it has changed. */
  fingerprint: z.string(),
}).strict();
export type FootageFile = z.infer<typeof footageFile>;

const manifest = z.object({
  format: z.literal('zapis-backup'),
  version: z.literal(1),
  vaultId: z.uuid(),
  /** Goes up with every backup in this folder. */
  revision: z.number().int().positive(),
  createdAt: z.string(),
  header: z.object({ path: z.string().regex(/^header-\d+\.json$/), ...facts }).strict(),
  database: z.object({ path: z.string().regex(/^vault-\d+\.db$/), ...facts }).strict(),
  footage: z.array(footageFile),
  /** Footage that the vault knows, but whose file was already gone when this backup was made. */
  missing: z.array(z.uuid()),
  /** Ed25519 by the vault's key over all the rest: with the passphrase it shows that no older file was put among the newer. */
  signature: z.string().regex(/^[0-9a-f]{128}$/),
}).strict();
export type Manifest = z.infer<typeof manifest>;

const manifestFile = z.object({ manifest: z.unknown(), sha256 });
const future = z.object({ format: z.literal('zapis-backup'), version: z.number().int().gt(1) });

/** The bytes that the manifest's signature covers: all of it but the signature. */
export function signedBytes(value: Omit<Manifest, 'signature'>): Buffer {
  return Buffer.from(canonicalJson({ ...value, signature: null } as Json), 'utf8');
}

function checksum(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

function readCopy(path: string): Manifest | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
  const file = manifestFile.safeParse(parsed);
  if (!file.success || checksum(file.data.manifest) !== file.data.sha256) return null;
  if (future.safeParse(file.data.manifest).success) throw new ZapisError('backup-from-newer');
  return manifest.safeParse(file.data.manifest).data ?? null;
}

/**
 * The newer of the sound copies of the manifest; null in a folder where no backup was ever begun.
 * @throws ZapisError `backup-incomplete` when the first backup was cut short; `backup-damaged` when no copy is sound; `backup-from-newer`.
 */
export function readManifest(paths: BackupPaths): Manifest | null {
  const copies = [readCopy(paths.manifest), readCopy(paths.manifestCopy)].filter((copy) => copy !== null);
  const newest = copies.sort((a, b) => b.revision - a.revision)[0];
  if (newest !== undefined) return newest;
  if (existsSync(paths.manifest) || existsSync(paths.manifestCopy)) throw new ZapisError('backup-damaged', { name: 'backup.json' });
  if (existsSync(paths.unfinished)) throw new ZapisError('backup-incomplete');
  return null;
}

/** Makes a backup valid: from the first rename on it is the new one, until then the one before. */
export function writeManifest(paths: BackupPaths, value: Manifest): void {
  const text = `${JSON.stringify({ manifest: value, sha256: checksum(value) }, null, 1)}\n`;
  writeDurably(paths.manifest, text);
  writeDurably(paths.manifestCopy, text);
}

/** What a cut-short backup had finished; lines that a crash left half-written are passed over. */
export function readUnfinished(paths: BackupPaths): FootageFile[] {
  if (!existsSync(paths.unfinished)) return [];
  return readFileSync(paths.unfinished, 'utf8').split('\n').flatMap((line) => {
    try {
      return footageFile.safeParse(JSON.parse(line)).data ?? [];
    } catch {
      return [];
    }
  });
}
