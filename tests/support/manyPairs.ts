import type { Exchanged } from '../../electron/core/translation/exchange/exchanged';
import { seeded } from './random';

const SYLLABLES = ['ba', 'ko', 'mi', 'ru', 'še', 'lo', 'ta', 'ni', 've', 'đu'] as const;

/** A file of another tool with that many pairs of twelve made-up words, common ones common; the last says `zadnjirijec`. */
export function manyPairs(count: number): Exchanged {
  const random = seeded(count);
  const word = (): string => Math.floor(20_000 ** random.next()).toString().split('').map((digit) => SYLLABLES[Number(digit)]).join('');
  const sentence = (): string => Array.from({ length: 12 }, word).join(' ');
  return {
    format: 'tmx', footageId: null, vaultId: null, redacted: false,
    units: Array.from({ length: count }, (_, i) => ({ id: null, key: null, source: `${i} ${sentence()}${i === count - 1 ? ' zadnjirijec' : ''}`, target: sentence(), sourceLanguage: 'bs', targetLanguage: 'en', base: null })),
  };
}
