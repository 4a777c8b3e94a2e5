import { randomBytes, scrypt } from 'node:crypto';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { Stanza, type Identity, type Recipient } from 'age-encryption';

/**
 * age's passphrase recipient (C2SP age, "The scrypt recipient type") with Node's scrypt instead of the library's:
 * the same bytes, off the main thread and in a third of the time, so that the window does not freeze for seconds.
 */
const LABEL = 'age-encryption.org/v1/scrypt';
/** log₂ of the cost that we write (as age does) and the highest that we accept, which takes 1 GiB of memory. */
const WORK_FACTOR = 18;
const HIGHEST_WORK_FACTOR = 20;
const BLOCK_SIZE = 8;

function wrapKey(passphrase: string, salt: Uint8Array, logN: number): Promise<Uint8Array> {
  const cost = { N: 2 ** logN, r: BLOCK_SIZE, p: 1, maxmem: 2 ** logN * BLOCK_SIZE * 128 + 4 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), Buffer.concat([Buffer.from(LABEL), salt]), 32, cost, (error, key) => {
      if (error) reject(error);
      else resolve(new Uint8Array(key));
    });
  });
}

const unpadded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');
const cipher = (key: Uint8Array) => chacha20poly1305(key, new Uint8Array(12));

export function passphraseRecipient(passphrase: string, workFactor = WORK_FACTOR): Recipient {
  return {
    async wrapFileKey(fileKey) {
      const salt = randomBytes(16);
      const key = await wrapKey(passphrase, salt, workFactor);
      return [new Stanza(['scrypt', unpadded(salt), String(workFactor)], cipher(key).encrypt(fileKey))];
    },
  };
}

export function passphraseIdentity(passphrase: string): Identity {
  return {
    async unwrapFileKey(stanzas) {
      const [only] = stanzas;
      if (only?.args[0] !== 'scrypt') return null;
      const [, salt = '', workFactor = ''] = only.args;
      const bytes = Buffer.from(salt, 'base64');
      // age forbids a second recipient beside a passphrase: it would let its owner pass for the passphrase's.
      if (stanzas.length !== 1 || only.args.length !== 3 || bytes.length !== 16 || only.body.length !== 32) throw new Error('invalid scrypt stanza');
      if (!/^[1-9]\d?$/.test(workFactor) || Number(workFactor) > HIGHEST_WORK_FACTOR) throw new Error('scrypt work factor is too high');
      const key = await wrapKey(passphrase, bytes, Number(workFactor));
      try {
        return cipher(key).decrypt(only.body);
      } catch {
        return null;
      }
    },
  };
}
