import type { WordTrust } from '../../../shared/domain';
import type { Evidence } from './protocol';

/** Taken where the engine says nothing of its certainty. */
const UNKNOWN = 0.75;
/** How much a word is to be believed that the aligner found in the sound, placed by its neighbours, or did not find. */
const FOUND: Readonly<Record<WordTrust, number>> = { aligned: 1, estimated: 0.8, untimed: 0.6 };
/** A second hearing that gave the word too, or another one instead. */
const AGREED = 1.1;
const DISAGREED = 0.45;
/** A word that its language does not have, and one that it has. */
const UNKNOWN_WORD = 0.15;
const KNOWN_WORD = 1.1;

export interface WordSigns {
  readonly trust: WordTrust;
  /** Of the window of sound that the word was heard in. */
  readonly evidence: Evidence | undefined;
  /** What a second hearing gave, where there was one. */
  readonly agreed: boolean | undefined;
  /** Whether the language has the word, where that can be told. */
  readonly known: boolean | undefined;
}

/**
 * How sure the machine is that a word was said, 0 to 1: the engine's mean probability of a token in this window of sound,
 * less where the word is not borne out by the sound or stands in no dictionary, more or less by what a second hearing gave. The engine
 * says nothing of single words, so all words of a window share its certainty; the dictionary tells most. How often words above
 * and below a limit are right was measured on real speech (docs/decisions.md).
 */
export function confidenceOf({ trust, evidence, agreed, known }: WordSigns): number {
  const base = evidence === undefined ? UNKNOWN : Math.exp(Math.min(0, evidence.logprob));
  const second = agreed === undefined ? 1 : agreed ? AGREED : DISAGREED;
  const listed = known === undefined ? 1 : known ? KNOWN_WORD : UNKNOWN_WORD;
  return Math.round(Math.max(0, Math.min(1, base * FOUND[trust] * second * listed)) * 100) / 100;
}
