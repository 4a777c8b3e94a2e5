import type { LexiconCode } from '../lexicon';

/** Stems of these lengths; a shorter word counts whole, for it is often what tells the person (`sam`, `јас`, `une`). */
const STEMS = [4, 5, 6] as const;
const SHORTEST_STEM = STEMS[0];
/** Lengths of runs of letters, the word's borders among them. */
const RUNS = [3, 4, 5] as const;

/** What of a word the judge looks at. Stems begin with `^`, whole short words with `=`, runs of letters with neither. */
export interface WordFeatures { readonly stems: readonly string[]; readonly runs: readonly string[] }

/** @param word folded, as the lexicons compare it: both scripts give the same. */
export function featuresOf(word: string): WordFeatures {
  const stems = word.length < SHORTEST_STEM ? [`=${word}`] : STEMS.filter((length) => word.length >= length).map((length) => `^${word.slice(0, length)}`);
  const edged = `<${word}>`;
  const runs: string[] = [];
  for (const length of RUNS) for (let at = 0; at + length <= edged.length; at += 1) runs.push(edged.slice(at, at + length));
  return { stems, runs };
}

const PAIRED = 5;

/** Two words in a row: `sam_vezao` tells who acts. */
export const pairOf = (word: string, next: string): string => `${word.slice(0, PAIRED)}_${next.slice(0, PAIRED)}`;

/** How much admissions and others there are among what was learned from differs by language. */
export const languageFeature = (code: LexiconCode): string => `@${code}`;
