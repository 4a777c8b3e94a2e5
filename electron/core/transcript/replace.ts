import type { Segment, Word } from '../../../shared/domain';
import { findPhraseIn, splitWords } from '../../../shared/text';
import { omit } from '../handover/omit';
import { transaction, type Database } from '../vault/database';
import type { Place } from './cover';
import { inTheDressOf } from './inTheDressOf';
import { keepRecognised } from './recognised';
import { inTheRoomOf, spreadWords } from './remapWords';
import { store } from './reshaping';
import { listSegments } from './segments';

/** A place where a phrase stands: words `from` to `to`, inclusive, of a segment. Two may stand in one word. */
export interface Match {
  readonly segmentId: string;
  readonly from: number;
  readonly to: number;
}

export interface ReplaceRequest {
  readonly footageId: string;
  readonly query: string;
  readonly replacement: string;
  /** Only what stands in this place; null: everywhere in the footage. */
  readonly at: Pick<Match, 'segmentId' | 'from'> | null;
}

/** Where the words of a phrase stand in a footage, whatever their script, diacritics and case, in the order of time. */
export function matchesIn(db: Database, footageId: string, query: string): Match[] {
  return listSegments(db, footageId).flatMap((segment) => findPhraseIn(textOf(segment), query).map(({ from, to }) => ({ segmentId: segment.id, from, to })));
}

/**
 * Writes something else where a phrase stands, in the script and capitals of what stood there; punctuation around it
 * stays. As many words as there were keep their times. One step of the history, however many places.
 *
 * @returns how many places were changed.
 */
export function replaceInFootage(db: Database, { footageId, query, replacement, at }: ReplaceRequest, by: string | null = null): { replaced: number } {
  return transaction(db, () => {
    const before = listSegments(db, footageId);
    const places = new Map<string, readonly (Place | null)[]>();
    let replaced = 0;
    const after = before.map((segment) => {
      if (at !== null && at.segmentId !== segment.id) return segment;
      const changed = replaceIn(segment, query, replacement, at?.from ?? null);
      if (changed === null) return segment;
      replaced += changed.replaced;
      places.set(segment.id, changed.places);
      return changed.segment;
    });
    store(db, { before, after, what: 'history.replace', by, carried: (id, word) => places.get(id)?.[word] ?? null });
    return { replaced };
  });
}

const textOf = (segment: Segment): string => segment.words.map((word) => word.text).join(' ');

function replaceIn(segment: Segment, query: string, replacement: string, only: number | null): { segment: Segment; places: (Place | null)[]; replaced: number } | null {
  const text = textOf(segment);
  const found = findPhraseIn(text, query).filter(({ from }) => only === null || from === only);
  const words: Word[] = [];
  const places: (Place | null)[] = [];
  let changed = 0;
  for (let index = 0; index < segment.words.length; ) {
    // Places that share a word are one stretch of the text.
    const here = found.filter(({ from }) => from === index);
    let last = Math.max(index, ...here.map(({ to }) => to));
    for (const next of found) if (next.from > index && next.from <= last) { here.push(next); last = Math.max(last, next.to); }
    const old = segment.words.slice(index, last + 1);
    const at = words.length;
    const fresh = here.length === 0 ? old : rewritten(old, text, segment, here, replacement);
    const same = fresh.length === old.length && fresh.every((word, i) => word.text === old[i]?.text);
    if (!same) changed += here.length;
    words.push(...(same ? old : fresh));
    const count = words.length - at;
    old.forEach((_, i) => { places.push(count === 0 ? null : count === old.length ? { segmentId: segment.id, from: at + i, to: at + i } : { segmentId: segment.id, from: at, to: words.length - 1 }); });
    index = last + 1;
  }
  if (changed === 0) return null;
  return { segment: { ...segment, words: keepRecognised(segment.words, words), text: words.map((w) => w.text).join(' '), origin: 'edited' }, places, replaced: changed };
}

function rewritten(old: readonly Word[], text: string, segment: Segment, here: readonly { from: number; start: number; end: number }[], replacement: string): Word[] {
  const first = here[0]?.from ?? 0;
  const base = segment.words.slice(0, first).reduce((sum, word) => sum + word.text.length + 1, 0);
  let written = old.map((word) => word.text).join(' ');
  for (const { start, end } of [...here].reverse()) {
    written = written.slice(0, start - base) + inTheDressOf(text.slice(start, end), replacement, segment.language) + written.slice(end - base);
  }
  const tokens = splitWords(written);
  if (tokens.length === old.length) {
    return tokens.map((token, i) => {
      return { ...omit(old[i] as Word, 'confidence', 'heard', 'recognised'), text: token };
    });
  }
  const timed = old.filter((word) => word.trust !== 'untimed');
  if (timed.length < old.length) return inTheRoomOf(old, tokens.map((token) => ({ text: token, startUs: old[0]?.startUs ?? segment.startUs, endUs: old[0]?.startUs ?? segment.startUs, trust: 'untimed' })));
  return inTheRoomOf(old, spreadWords(tokens, { startUs: Math.min(...old.map((w) => w.startUs)), endUs: Math.max(...old.map((w) => w.endUs)) }));
}
