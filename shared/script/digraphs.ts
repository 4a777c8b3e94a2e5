import data from './digraphs.json';
import type { Alphabet } from './letters';

interface Pattern { readonly text: string; readonly at: readonly number[] }

/** `kon|jug` → the text `konjug`, two letters at the fourth place. */
function pattern(written: string): Pattern {
  const at: number[] = [];
  let text = '';
  for (const character of written) {
    if (character === '|') at.push(text.length);
    else text += character;
  }
  return { text, at };
}

interface Exceptions { readonly anywhere: readonly Pattern[]; readonly start: readonly Pattern[]; readonly words: readonly Pattern[]; readonly prefixes: readonly string[] }

function compile(list: { anywhere: string[]; start: string[]; words: string[]; prefixes: string[] }): Exceptions {
  return { anywhere: list.anywhere.map(pattern), start: list.start.map(pattern), words: list.words.map(pattern), prefixes: ['', ...list.prefixes] };
}

/**
 * Words in which n+j, l+j, d+ž (and Macedonian d+z, k+j, g+j) are two letters, by stem, so that all their forms are
 * covered. Gathered from the spelling rules (Pravopis 2010, § 4: at the seam of prefix and stem, and in loan words) and
 * checked against every form of the Serbian and Macedonian spelling dictionaries in the tests.
 */
const EXCEPTIONS: Readonly<Record<Alphabet, Exceptions>> = { serbian: compile(data.serbian), macedonian: compile(data.macedonian) };

/**
 * Where two Latin letters that look like a digraph are two letters.
 * @param word lower case, composed.
 * @returns offsets of the second letter.
 */
export function seamsOf(word: string, alphabet: Alphabet): ReadonlySet<number> {
  if (!/nj|lj|dž|dz|kj|gj/u.test(word)) return NONE;
  const { anywhere, start, words, prefixes } = EXCEPTIONS[alphabet];
  const seams = new Set<number>();
  const add = (from: number, { at }: Pattern): void => { for (const offset of at) seams.add(from + offset); };
  for (const one of words) if (word === one.text) add(0, one);
  for (const one of anywhere) {
    const from = word.indexOf(one.text);
    if (from >= 0) add(from, one);
  }
  for (const prefix of prefixes) {
    if (word.startsWith(prefix)) for (const one of start) if (word.startsWith(one.text, prefix.length)) add(prefix.length, one);
  }
  return seams;
}

const NONE: ReadonlySet<number> = new Set();
