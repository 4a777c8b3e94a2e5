import { toLatin } from '../../shared/script';

/** How far a transcript is from what was said. */
export interface TextErrors {
  /** Words, and letters and digits, of what was said. */
  readonly words: number;
  readonly letters: number;
  /** Of each how many were put in, left out or exchanged. */
  readonly wordErrors: number;
  readonly letterErrors: number;
}

/** The words of a text in small Latin letters, without punctuation; letters of other alphabets and diacritics stay. */
export function plainWords(text: string): string[] {
  return toLatin(text).toLowerCase().split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => word !== '');
}

/** Word and letter errors of a transcript, script and case folded and punctuation left out. */
export function textErrors(said: string, written: string): TextErrors {
  const [reference, hypothesis] = [plainWords(said), plainWords(written)];
  const [letters, others] = [[...reference.join('')], [...hypothesis.join('')]];
  return { words: reference.length, letters: letters.length, wordErrors: editDistance(reference, hypothesis), letterErrors: editDistance(letters, others) };
}

/** The least number of insertions, deletions and substitutions that make one list of the other (Levenshtein). */
export function editDistance(from: readonly string[], to: readonly string[]): number {
  // Numbers instead of strings: the letters of an hour of speech are compared two thousand million times.
  const codes = new Map<string, number>();
  const code = (token: string): number => codes.get(token) ?? (codes.set(token, codes.size), codes.size - 1);
  const [a, b] = [Uint32Array.from(from, code), Uint32Array.from(to, code)];
  let before = Uint32Array.from({ length: b.length + 1 }, (_, i) => i);
  let row = new Uint32Array(b.length + 1);
  for (let i = 0; i < a.length; i++) {
    row[0] = i + 1;
    for (let j = 0; j < b.length; j++) {
      const exchanged = (before[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      row[j + 1] = Math.min(exchanged, (before[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1);
    }
    [before, row] = [row, before];
  }
  return before[b.length] ?? 0;
}

/** Adds up what is said of several texts. */
export function sumErrors(all: readonly TextErrors[]): TextErrors {
  return all.reduce((sum, one) => ({
    words: sum.words + one.words, letters: sum.letters + one.letters,
    wordErrors: sum.wordErrors + one.wordErrors, letterErrors: sum.letterErrors + one.letterErrors,
  }), { words: 0, letters: 0, wordErrors: 0, letterErrors: 0 });
}
