import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { z } from 'zod';

/** Bytes of every key in a vault. */
export const KEY_BYTES = 32;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;

/** OWASP's floor for Argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
export const KDF_FLOOR = { memoryKiB: 19_456, passes: 2, lanes: 1 } as const;

const base64 = (bytes: number) => z.base64().refine((text) => Buffer.from(text, 'base64').length === bytes);

/** Cost of turning a passphrase into a key. Ceilings, so that a header cannot ask for all memory there is. */
export const kdfCost = z.object({
  memoryKiB: z.number().int().min(KDF_FLOOR.memoryKiB).max(4 * 1024 * 1024),
  passes: z.number().int().min(KDF_FLOOR.passes).max(1_000),
  lanes: z.number().int().min(KDF_FLOOR.lanes).max(16),
}).strict();
export type KdfCost = z.infer<typeof kdfCost>;

/** The vault key, locked with one secret: a person's passphrase, the recovery key, or what a computer's keyring holds. */
export const keyWrap = z.object({
  id: z.uuid(),
  kind: z.enum(['person', 'recovery', 'keyring']),
  kdf: z.object({ name: z.literal('argon2id'), version: z.literal(19), cost: kdfCost, salt: base64(SALT_BYTES) }).strict(),
  cipher: z.literal('aes-256-gcm'),
  nonce: base64(NONCE_BYTES),
  ciphertext: base64(KEY_BYTES),
  tag: base64(16),
}).strict();
export type KeyWrap = z.infer<typeof keyWrap>;

// @node-rs/argon2 exports these as const enums, which isolated modules cannot inline.
const ARGON2ID = 2;
const VERSION_0X13 = 1;

/**
 * Argon2id (RFC 9106) over the passphrase, off the main thread. The passphrase is brought to NFC first:
 * `č` typed on one keyboard as one character and on another as two must open the same vault.
 */
export async function deriveKey(passphrase: string, salt: Uint8Array, cost: KdfCost): Promise<Buffer> {
  const secret = Buffer.from(passphrase.normalize('NFC'), 'utf8');
  try {
    return await hashRaw(secret, {
      algorithm: ARGON2ID, version: VERSION_0X13, salt, outputLen: KEY_BYTES,
      memoryCost: cost.memoryKiB, timeCost: cost.passes, parallelism: cost.lanes,
    });
  } finally {
    secret.fill(0);
  }
}

/** Everything about a wrap that is not secret, bound to its ciphertext so that none of it can be exchanged. */
function boundTo(vaultId: string, wrap: Pick<KeyWrap, 'id' | 'kind' | 'kdf'>): Buffer {
  const { name, version, cost, salt } = wrap.kdf;
  return Buffer.from(JSON.stringify(['zapis-wrap-1', vaultId, wrap.id, wrap.kind, name, version, cost.memoryKiB, cost.passes, cost.lanes, salt]));
}

/** Locks the vault key with a passphrase (AES-256-GCM under the derived key, fresh salt and nonce); `id` is given when a wrap is replaced. */
export async function wrapKey(vaultId: string, vaultKey: Uint8Array, passphrase: string, kind: KeyWrap['kind'], cost: KdfCost, id: string = randomUUID()): Promise<KeyWrap> {
  const salt = randomBytes(SALT_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const open = { id, kind, kdf: { name: 'argon2id', version: 19, cost, salt: salt.toString('base64') } } as const;
  const key = await deriveKey(passphrase, salt, cost);
  try {
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(vaultId, open));
    const ciphertext = Buffer.concat([cipher.update(vaultKey), cipher.final()]);
    return { ...open, cipher: 'aes-256-gcm', nonce: nonce.toString('base64'), ciphertext: ciphertext.toString('base64'), tag: cipher.getAuthTag().toString('base64') };
  } finally {
    key.fill(0);
  }
}

/** The vault key, or null when the passphrase (or anything in the wrap) is not the right one. The caller wipes it. */
export async function unwrapKey(vaultId: string, wrap: KeyWrap, passphrase: string): Promise<Buffer | null> {
  const key = await deriveKey(passphrase, Buffer.from(wrap.kdf.salt, 'base64'), wrap.kdf.cost);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(wrap.nonce, 'base64'), { authTagLength: 16 })
      .setAAD(boundTo(vaultId, wrap))
      .setAuthTag(Buffer.from(wrap.tag, 'base64'));
    const vaultKey = decipher.update(Buffer.from(wrap.ciphertext, 'base64'));
    decipher.final();
    return vaultKey;
  } catch {
    return null;
  } finally {
    key.fill(0);
  }
}

/**
 * A key for one purpose, drawn from the vault key (HKDF-SHA-256, RFC 5869), so that giving one away,
 * as to an outside tool that reads the database, gives away no other. The caller wipes it.
 */
export function purposeKey(vaultKey: Uint8Array, vaultId: string, purpose: 'database' | 'head'): Buffer {
  return Buffer.from(hkdfSync('sha256', vaultKey, Buffer.from(vaultId), `zapis/${purpose}/1`, KEY_BYTES));
}
