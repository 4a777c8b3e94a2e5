import { createHash, randomInt } from 'node:crypto';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { ZapisError } from '../../../shared/errors';
import { estimate } from '../../../shared/passphrase';
import { passphraseIdentity, passphraseRecipient } from './scrypt';

/** Whom a handover is for: a person's public key, or whoever knows a passphrase used this once. */
export type HandoverRecipient = { readonly recipient: string } | { readonly passphrase: string };
/** What opens a handover. */
export type HandoverKey = { readonly identity: string } | { readonly passphrase: string };

/** Eleven bits each: 88 bits, out of reach of any search for a key with the same words. */
const WORDS = 8;

/** A person's key pair in age's own notation: `AGE-SECRET-KEY-1…` (secret) and `age1…` (public). */
export async function createIdentity(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** The public key that belongs to a secret one. @throws ZapisError `handover-key-invalid`. */
export async function recipientOf(identity: string): Promise<string> {
  try {
    return await identityToRecipient(identity.trim());
  } catch (cause) {
    throw new ZapisError('handover-key-invalid', {}, { cause });
  }
}

/**
 * Eight words (BIP-39's English list, of words that are hard to mishear) for a public key: two people read them to
 * each other, by voice, and know that nobody has put another key in its place. Drawn from its SHA-256.
 *
 * @throws ZapisError `handover-key-invalid`.
 */
export function fingerprintWords(recipient: string): string[] {
  checkRecipient(recipient);
  const digest = createHash('sha256').update(recipient.trim()).digest();
  const bits = [...digest].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: WORDS }, (_, at) => wordlist[Number.parseInt(bits.slice(at * 11, at * 11 + 11), 2)] ?? '');
}

/** A new one-time passphrase: eight random words, to be told by voice or on paper, never beside the stick. */
export function createPassphrase(): string {
  return Array.from({ length: WORDS }, () => wordlist[randomInt(wordlist.length)] ?? '').join('-');
}

/** @throws ZapisError `handover-key-invalid` for anything but an age X25519 public key. */
export function checkRecipient(recipient: string): void {
  try {
    if (!/^age1[\da-z]{58}$/.test(recipient.trim())) throw new Error('not an X25519 recipient');
    new Encrypter().addRecipient(recipient.trim());
  } catch (cause) {
    throw new ZapisError('handover-key-invalid', {}, { cause });
  }
}

/** @throws ZapisError `handover-key-invalid`, `handover-weak-passphrase`. */
export function encrypterFor(to: HandoverRecipient): Encrypter {
  const encrypter = new Encrypter();
  if ('recipient' in to) {
    checkRecipient(to.recipient);
    encrypter.addRecipient(to.recipient.trim());
  } else {
    if (!estimate(to.passphrase).accepted) throw new ZapisError('handover-weak-passphrase');
    encrypter.addRecipient(passphraseRecipient(to.passphrase.trim()));
  }
  return encrypter;
}

/** @throws ZapisError `handover-key-invalid`. */
export function decrypterFor(key: HandoverKey): Decrypter {
  const decrypter = new Decrypter();
  try {
    decrypter.addIdentity('identity' in key ? key.identity.trim() : passphraseIdentity(key.passphrase.trim()));
  } catch (cause) {
    throw new ZapisError('handover-key-invalid', {}, { cause });
  }
  return decrypter;
}
