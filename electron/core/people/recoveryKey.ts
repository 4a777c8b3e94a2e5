import { randomBytes } from 'node:crypto';
import { entropyToMnemonic, validateMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { ZapisError } from '../../../shared/errors';

/** 128 bits: out of reach of any search, and still twelve words that fit on a card. */
const ENTROPY_BYTES = 16;

/** A new recovery key: twelve words of BIP-39's list, the last of them holding a checksum. Shown once, kept nowhere. */
export function newRecoveryWords(): string {
  const entropy = randomBytes(ENTROPY_BYTES);
  try {
    return entropyToMnemonic(entropy, wordlist);
  } finally {
    entropy.fill(0);
  }
}

/**
 * The words as they were shown, whatever was typed between and around them.
 * @throws ZapisError `recovery-key-mistyped` when the checksum does not fit: a slip of the pen is told from a wrong key.
 */
export function readRecoveryWords(typed: string): string {
  const words = typed.normalize('NFKD').toLowerCase().split(/[^a-z]+/).filter((word) => word !== '').join(' ');
  if (!validateMnemonic(words, wordlist)) throw new ZapisError('recovery-key-mistyped');
  return words;
}
