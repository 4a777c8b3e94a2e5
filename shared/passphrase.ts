import { ZxcvbnFactory, type ZxcvbnResult } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { REGIONAL_WORDS } from './passphraseWords';
import { foldForSearch } from './text';

/** 0 (guessed at once) to 4 (out of reach). */
export type PassphraseScore = 0 | 1 | 2 | 3 | 4;

/** The weakest passphrase a vault takes: more than 10⁸ guesses, each half a second long by Argon2id. */
export const MINIMUM_SCORE: PassphraseScore = 3;

export interface PassphraseStrength {
  readonly score: PassphraseScore;
  /** Good enough for a vault. */
  readonly accepted: boolean;
  /** Message key of what would help; null when nothing needs to. */
  readonly hintKey: `passphrase.${'common' | 'repeat' | 'sequence' | 'keyboard' | 'date' | 'name' | 'longer'}` | null;
}

/** zxcvbn's time grows fast with length, and no guesser gets past this much. */
const JUDGED_CHARACTERS = 128;

const HINTS: Readonly<Record<string, PassphraseStrength['hintKey']>> = {
  simpleRepeat: 'passphrase.repeat', extendedRepeat: 'passphrase.repeat',
  sequences: 'passphrase.sequence', recentYears: 'passphrase.date', dates: 'passphrase.date',
  topTen: 'passphrase.common', topHundred: 'passphrase.common', common: 'passphrase.common', similarToCommon: 'passphrase.common', wordByItself: 'passphrase.common', pwned: 'passphrase.common',
  straightRow: 'passphrase.keyboard', keyPattern: 'passphrase.keyboard',
  namesByThemselves: 'passphrase.name', commonNames: 'passphrase.name', userInputs: 'passphrase.name',
};

let judge: ZxcvbnFactory | null = null;

function hintFor({ score, feedback }: ZxcvbnResult): PassphraseStrength['hintKey'] {
  if (score >= MINIMUM_SCORE) return null;
  return HINTS[feedback.warning ?? ''] ?? 'passphrase.longer';
}

/**
 * Estimates how well a passphrase would stand against guessing (Wheeler, zxcvbn, USENIX Security 2016;
 * zxcvbn-ts with its common passwords and the region's own words, all inside the program). Judged as
 * typed and once more without diacritics in Latin script, as a guesser would: the worse counts. Takes
 * milliseconds after the first call, which loads the dictionaries.
 */
export function estimate(passphrase: string): PassphraseStrength {
  judge ??= new ZxcvbnFactory({ dictionary: { ...dictionary, regional: [...REGIONAL_WORDS] }, graphs: adjacencyGraphs, maxLength: JUDGED_CHARACTERS });
  const typed = passphrase.normalize('NFC').slice(0, JUDGED_CHARACTERS);
  const [asTyped, folded] = [judge.check(typed), judge.check(foldForSearch(typed))];
  const worse = folded.score < asTyped.score ? folded : asTyped;
  return { score: worse.score, accepted: worse.score >= MINIMUM_SCORE, hintKey: hintFor(worse) };
}
