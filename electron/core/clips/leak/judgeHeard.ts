import { US_PER_SECOND, usToMs } from '../../../../shared/time';
import { ZapisError } from '../../../../shared/errors';
import { foldedWords } from '../checkText';
import { soundOf, type ClipPart } from '../parts';
import { finding, leakError, type LeakFinding } from './finding';
import type { HeardWord } from './hearAgain';
import type { Secrets } from './secrets';

/**
 * Redacted words among those that were heard, each where it was heard. What is said openly anywhere in the footage is no
 * secret. A word of grammar counts beside one with which it is hidden: recognisers hear `koje` and `treba` in all sorts of sound,
 * and alone they tell nothing. What it wrote for a hidden word before a person put it right counts as that word.
 *
 * @param words in the order in which they were heard.
 */
export function heardFindings(words: readonly HeardWord[], secrets: Secrets): LeakFinding[] {
  const spoken = words.flatMap((heard) => foldedWords(heard.text).map((word) => ({ word, heard })));
  return spoken.flatMap(({ word, heard }, i) => {
    const isHiddenPair = (a: string | undefined, b: string | undefined): boolean => a !== undefined && b !== undefined && secrets.pairs.has(`${a} ${b}`);
    const counts = secrets.misheard.has(word) || secrets.words.has(word) && (!secrets.grammar.has(word) || isHiddenPair(spoken[i - 1]?.word, word) || isHiddenPair(word, spoken[i + 1]?.word));
    return counts ? [finding('heard', { span: heard, passages: secrets.passagesOf(word) })] : [];
  });
}

/** What lies this near to what is silent is its edge. */
const BESIDE_MS = US_PER_SECOND / 1000;

/** What refuses a clip in which this was heard: at an edge of what is silent that may be too short, elsewhere the word is said once more. */
export function heardError(found: LeakFinding, parts: readonly ClipPart[]): ZapisError {
  const error = leakError(found, parts);
  const isBeside = soundOf(parts).some(({ startUs, endUs }) => (found.startMs ?? 0) <= usToMs(endUs) + BESIDE_MS && (found.endMs ?? 0) >= usToMs(startUs) - BESIDE_MS);
  return isBeside ? new ZapisError('export-heard-beside', error.params) : error;
}
