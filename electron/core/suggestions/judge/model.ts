import { createHash } from 'node:crypto';
import { z } from 'zod';
import { LEXICON_CODES, type LexiconCode } from '../lexicon';
import { featuresOf, pairOf, type WordFeatures } from './features';

/** `resources/lexicons/judge.json`, which `npm run judge` makes. */
export const judgeData = z.object({
  format: z.literal(1),
  about: z.string(),
  /** Of the sentences that it learned from, so that a test can tell when it must learn anew. */
  lessons: z.string(),
  /** How likely an admission must seem to be proposed, 0 to 1. */
  threshold: z.number().gt(0).lt(1),
  /** What the whole numbers below are divided by. */
  scale: z.number().positive(),
  constant: z.number().int(),
  languages: z.record(z.enum(LEXICON_CODES), z.number().int()),
  /** `stem weight stem weight …`, in lines so that what changed can be seen. */
  weights: z.array(z.string()).min(1),
  /** SHA-256 of the lines, joined by line feeds. */
  sha256: z.string(),
});
export type JudgeData = z.infer<typeof judgeData>;

/** What the judge thinks of some words. */
export interface Judgement {
  /** How likely they are an admission, 0 to 1, as often as it was so in what was learned from. */
  readonly probability: number;
  /** How much each word speaks for it (above zero) or against. */
  readonly weighing: readonly number[];
}
export interface Judge {
  readonly threshold: number;
  /** @param words folded, of one sentence. */
  judge(words: readonly string[], code: LexiconCode): Judgement;
}

const CACHED = 100_000;

export function hashOf(weights: readonly string[]): string {
  return createHash('sha256').update(weights.join('\n')).digest('hex');
}

/**
 * A logistic regression over the stems, the runs of letters and the pairs of words of a sentence: of each kind every one counts
 * once, and weighs the less the more there are.
 *
 * @returns null where the data are not what `npm run judge` wrote: a judge that says anything would be worse than none.
 */
export function judgeOf(raw: unknown): Judge | null {
  const parsed = judgeData.safeParse(raw);
  if (!parsed.success || hashOf(parsed.data.weights) !== parsed.data.sha256) return null;
  const { threshold, scale, constant, languages } = parsed.data;
  const weights = new Map<string, number>();
  for (const line of parsed.data.weights) {
    const parts = line.split(' ');
    for (let n = 0; n + 1 < parts.length; n += 2) weights.set(parts[n] ?? '', Number(parts[n + 1]) / scale);
  }
  const known = new Map<string, WordFeatures>();
  const see = (word: string): WordFeatures => {
    let found = known.get(word);
    if (!found) {
      found = featuresOf(word);
      if (known.size < CACHED) known.set(word, found);
    }
    return found;
  };
  return {
    threshold,
    judge(words, code) {
      const seen = words.map(see);
      const weighing = words.map(() => 0);
      let score = (constant + languages[code]) / scale;
      /** Each feature counts once, its weight shared by the words that have it. */
      const add = (features: readonly (readonly string[])[], spread: number): void => {
        const holders = new Map<string, number[]>();
        for (const [at, names] of features.entries()) for (const name of names) {
          const there = holders.get(name);
          if (there) there.push(at);
          else holders.set(name, [at]);
        }
        for (const [name, at] of holders) {
          const weight = (weights.get(name) ?? 0) / Math.sqrt(holders.size);
          score += weight;
          for (const one of at) for (let n = 0; n < spread; n += 1) weighing[one + n] = (weighing[one + n] ?? 0) + weight / at.length / spread;
        }
      };
      add(seen.map(({ stems }) => stems), 1);
      add(seen.map(({ runs }) => runs), 1);
      add(words.slice(1).map((next, at) => [pairOf(words[at] ?? '', next)]), 2);
      return { probability: 1 / (1 + Math.exp(-score)), weighing };
    },
  };
}
