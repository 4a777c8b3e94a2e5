import type { Bytes } from '../checkContainer';
import type { ByteSource } from '../../vault/stores';

const PIECE = 1 << 20;
/** Bytes read again with the next piece: longer than any word. */
const OVERLAP = 512;
/** A byte is the letter that is looked for, in either case and with any mark on it, by chance this often. */
const CHANCE = 4 / 256;
/** How often chance may write a secret into a file at most. */
const CREDIBLE = 1e-4;
const SHORTEST = 4;

/** Letters as UTF-8 writes Latin with marks and Cyrillic, byte by byte, and plain ones. */
const UTF8 = /(?:[A-Za-z]|[\xc3-\xc9\xcc\xd0-\xd3][\x80-\xbf]|\xe1[\xb8-\xbb][\x80-\xbf])+/g;
/** The same as UTF-16 counts them. */
const UTF16 = /[A-Za-zÀ-ɏЀ-ԯḀ-ỿ]+/g;
const even = (bytes: Buffer, from: number): Buffer => bytes.subarray(from, bytes.length - ((bytes.length - from) % 2));
/** Ways to read bytes as text; of UTF-16 both orders, from an even and from an odd byte on. */
const READINGS: readonly { readonly letters: RegExp; read(bytes: Buffer): string; word(match: string): string; readonly bytesEach: number }[] = [
  { letters: UTF8, read: (bytes) => bytes.toString('latin1'), word: (match) => Buffer.from(match, 'latin1').toString('utf8'), bytesEach: 1 },
  ...[0, 1].flatMap((from) => [
    { letters: UTF16, read: (bytes: Buffer) => even(bytes, from).toString('utf16le'), word: (match: string) => match, bytesEach: 2 },
    { letters: UTF16, read: (bytes: Buffer) => Buffer.from(even(bytes, from)).swap16().toString('utf16le'), word: (match: string) => match, bytesEach: 2 },
  ]),
];

/**
 * Finds a word in a file's bytes, as UTF-8 or UTF-16, wherever it stands: in a box that no list knows, in padding, behind
 * the end. Compressed picture and sound write short words by chance; in them a word must be the longer, the more there is.
 *
 * @param o.payload where picture and sound lie, in bytes.
 * @param o.sought how many words are looked for.
 * @returns the byte at which the first stands; null when there is none.
 */
export async function findInBytes(source: ByteSource, isSecret: (text: string) => boolean, o: { readonly payload: readonly Bytes[]; readonly sought: number }): Promise<number | null> {
  const credible = Math.max(SHORTEST, Math.ceil(Math.log(CREDIBLE / Math.max(1, source.bytes * o.sought)) / Math.log(CHANCE)));
  for (let from = 0; from < source.bytes; from += PIECE - OVERLAP) {
    const piece = Buffer.from(source.read(from, Math.min(PIECE, source.bytes - from)));
    for (const { letters, read, word, bytesEach } of READINGS) {
      for (const { 0: match, index } of read(piece).matchAll(letters)) {
        if (match.length < SHORTEST) continue;
        const at = from + index * bytesEach;
        const inPayload = o.payload.some((span) => at >= span.start && at < span.end);
        if ((inPayload ? match.length * bytesEach >= credible : true) && isSecret(word(match))) return at;
      }
    }
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
  return null;
}
