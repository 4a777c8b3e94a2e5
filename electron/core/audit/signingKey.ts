import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { transaction, type Database } from '../vault/database';

/** Where the vault's Ed25519 key lies in the `secret` table (PKCS #8, DER). */
const NAME = 'signing-key';

/** The vault's own key: it signs what leaves the vault and must be known again outside. */
export interface SigningKey {
  /** Raw Ed25519 public key, hex. */
  readonly publicKey: string;
  /** Signature (RFC 8032), hex. */
  sign(bytes: Uint8Array): string;
}

/** The vault's signing key; it is made at first use and stays for the life of the vault. */
export function signingKey(db: Database): SigningKey {
  return transaction(db, () => {
    const known = storedKey(db);
    if (known !== null) return known;
    const { privateKey } = generateKeyPairSync('ed25519');
    const der = privateKey.export({ format: 'der', type: 'pkcs8' });
    try {
      db.prepare('INSERT INTO secret (name, value) VALUES (?, ?)').run(NAME, der);
    } finally {
      der.fill(0);
    }
    return fromPrivate(privateKey);
  });
}

/** The signing key of a database that may not be written, null when it has none. */
export function storedKey(db: Database): SigningKey | null {
  const der = db.prepare<[string], { value: Buffer }>('SELECT value FROM secret WHERE name = ?').get(NAME)?.value;
  if (der === undefined) return null;
  try {
    return fromPrivate(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  } finally {
    der.fill(0);
  }
}

/** True when `signature` over `bytes` was made with the private half of `publicKey` (both hex). Never throws. */
export function isSignedBy(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  try {
    const x = Buffer.from(publicKey, 'hex').toString('base64url');
    return verify(null, bytes, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }), Buffer.from(signature, 'hex'));
  } catch {
    return false;
  }
}

function fromPrivate(privateKey: KeyObject): SigningKey {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (x === undefined) throw new TypeError('not an Ed25519 key');
  return { publicKey: Buffer.from(x, 'base64url').toString('hex'), sign: (bytes) => sign(null, bytes, privateKey).toString('hex') };
}
