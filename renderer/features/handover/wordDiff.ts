import { diffArrays } from 'diff';

export interface DiffPart {
  text: string;
  change: 'same' | 'new' | 'gone';
}

/** Words with the white space after them, so that joining the parts gives the text back. */
function wordsOf(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}

/**
 * What `to` takes out of `from` and puts in, by words (Myers, Algorithmica 1986, by jsdiff). White space does not
 * count as a change. Without a `from` nothing can be told, and all of `to` is the same.
 */
export function wordDiff(from: string | null, to: string): DiffPart[] {
  if (from === null) return to === '' ? [] : [{ text: to, change: 'same' }];
  const same = (a: string, b: string): boolean => a.trim() === b.trim();
  return diffArrays(wordsOf(from), wordsOf(to), { comparator: same }).map(({ value, added, removed }) => ({
    text: value.join(''), change: added ? 'new' : removed ? 'gone' : 'same',
  }));
}
