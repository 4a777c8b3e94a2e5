import type { Word } from '../../../shared/domain';
import { searchWords } from '../../../shared/text';
import { omit } from '../handover/omit';
import { attribute } from './attribute';

/** Words that stand for one and the same text of the recogniser, `from` to `to`, inclusive. */
export interface RecognisedGroup {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** What the recogniser wrote where these words stand now; words that share it are one group. */
export function recognisedGroups(words: readonly Word[]): RecognisedGroup[] {
  const groups: { text: string; from: number; to: number }[] = [];
  for (const [index, word] of words.entries()) {
    const text = recognisedOf(word);
    const last = groups.at(-1);
    if (last && text !== '' && text === last.text && isRewritten(word) && words.slice(last.from, index).every(isRewritten)) last.to = index;
    else groups.push({ text, from: index, to: index });
  }
  return groups;
}

/** What the recogniser wrote for a word, as far as anybody remembers; empty where it wrote nothing. */
export function recognisedOf(word: Word): string {
  return word.recognised ?? word.heard ?? word.text;
}

function isRewritten({ recognised, heard }: Word): boolean {
  return recognised !== undefined || heard !== undefined;
}

/**
 * Keeps what the recogniser wrote with the words that somebody wrote instead. All of it stays, whatever is corrected,
 * taken out and written again: what no new word resembles goes to the word before it, until one does.
 *
 * @param old a segment's words before they were changed.
 * @param fresh its words now; those that stayed stand in both.
 */
export function keepRecognised(old: readonly Word[], fresh: readonly Word[]): Word[] {
  const isSame = (a: Word | undefined, b: Word | undefined): boolean => a !== undefined && b !== undefined && (a === b || (a.text === b.text && a.recognised === b.recognised && a.heard === b.heard));
  const shorter = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < shorter && isSame(old[head], fresh[head])) head += 1;
  if (head === old.length && head === fresh.length) return [...fresh];
  let tail = 0;
  while (tail < shorter - head && isSame(old.at(-1 - tail), fresh.at(-1 - tail))) tail += 1;
  // What was left over of an earlier change hangs on the word before.
  const groups = recognisedGroups(old);
  const first = groups.find(({ to }) => to >= head - 1)?.from ?? head;
  const last = groups.findLast(({ from }) => from <= old.length - tail)?.to ?? old.length - 1;
  const until = fresh.length - (old.length - 1 - last);
  const tokens = groups.filter(({ from, to }) => from >= first && to <= last).flatMap(({ text }) => text.split(/\s+/u).filter((token) => token !== ''));
  const given = attribute(tokens, fresh.slice(first, until).map(({ text }) => text));
  return fresh.map((word, i) => (i < first || i >= until ? word : remembering(word, (given[i - first] ?? []).join(' '))));
}

function remembering(word: Word, recognised: string): Word {
  const bare = word.recognised === undefined ? word : omit(word, 'recognised');
  const known = bare.heard ?? bare.text;
  return recognised === known || (bare.heard === undefined && searchWords(recognised).join(' ') === searchWords(known).join(' ')) ? bare : { ...bare, recognised };
}
