import { diffArrays } from 'diff';
import type { Span } from '../../../shared/time';
import type { Word } from '../../../shared/domain';
import { foldWord, splitWords } from '../../../shared/text';

/** Shorter than this a spoken word cannot be: what has less room was not spoken where it was typed. */
const SHORTEST_WORD_US = 30_000;

/** Words written in the place of others: they may lie wherever those may. */
export function inTheRoomOf(old: readonly Word[], written: readonly Word[]): Word[] {
  const rooms = old.flatMap((word) => word.room ?? []);
  if (rooms.length === 0) return [...written];
  const room = { startUs: Math.min(...rooms.map((r) => r.startUs)), endUs: Math.max(...rooms.map((r) => r.endUs)) };
  return written.map((word) => ({ ...word, room }));
}

export interface Remapped {
  readonly words: Word[];
  /** For each old word the index of the same word in the new text, `null` when it was changed or removed. */
  readonly kept: readonly (number | null)[];
}

/**
 * Gives the words of a corrected text their times. A word that stayed (its case or punctuation may differ) keeps its
 * time and trust. Changed words are spread over all the room between their kept neighbours, by length, as
 * `estimated`: the room and not only the replaced words' own time, because a correction often adds what the
 * recogniser had missed. Where there is no room they are `untimed`, so that redaction widens over the segment.
 */
export function remapWords(old: readonly Word[], text: string, segment: Span): Remapped {
  const tokens = splitWords(text);
  const kept: (number | null)[] = old.map(() => null);
  const words: Word[] = [];
  let oldAt = 0;
  let pending: string[] = [];
  let replaced: Word[] = [];
  const flush = (nextStartUs: number): void => {
    words.push(...inTheRoomOf(replaced, spreadWords(pending, { startUs: words.at(-1)?.endUs ?? segment.startUs, endUs: nextStartUs })));
    [pending, replaced] = [[], []];
  };
  for (const part of diffArrays<string>(old.map((w) => w.text), tokens, { comparator: sameWord })) {
    if (part.removed) replaced.push(...old.slice(oldAt, (oldAt += part.value.length)));
    else if (part.added) pending.push(...part.value);
    else {
      for (const token of part.value) {
        const before = old[oldAt];
        if (!before) continue;
        flush(before.startUs);
        kept[oldAt] = words.length;
        words.push({ ...before, text: token });
        oldAt += 1;
      }
    }
  }
  flush(segment.endUs);
  return { words, kept };
}

function sameWord(a: string, b: string): boolean {
  return a === b || (foldWord(a) !== '' && foldWord(a) === foldWord(b));
}

/** Lays words evenly, by their length, over a span; with less room than words need they are `untimed`. */
export function spreadWords(tokens: readonly string[], room: Span): Word[] {
  if (tokens.length === 0) return [];
  const startUs = room.startUs;
  const endUs = Math.max(startUs, room.endUs);
  if (endUs - startUs < SHORTEST_WORD_US * tokens.length) {
    return tokens.map((text) => ({ text, startUs, endUs: startUs, trust: 'untimed' }));
  }
  const total = tokens.reduce((sum, token) => sum + token.length + 1, 0);
  let done = 0;
  return tokens.map((text) => {
    const from = startUs + Math.round(((endUs - startUs) * done) / total);
    done += text.length + 1;
    return { text, startUs: from, endUs: startUs + Math.round(((endUs - startUs) * done) / total), trust: 'estimated' };
  });
}
