import { createHash } from 'node:crypto';
import type { LanguageCode, OccurrenceView, Segment } from '../../../shared/domain';
import { bareWord } from '../../../shared/inflection';
import { isJustWords } from '../../../shared/text';
import { isCommon } from '../glossary/compiled';
import { soundOf } from '../glossary/sound';
import { keyOf, patternsOf, piecesOf, type Named, type NamePattern } from './forms';

/** A name to look for; `id` says whose it is. */
export interface Wanted extends Named {
  readonly id: string;
}

/** Where a name stands: from a word of one segment to a word of the same or a later one, both inclusive. */
export interface Found {
  readonly id: string;
  /** Others whose name it may just as well be: two people called Hodžić. */
  readonly others: readonly string[];
  readonly from: { readonly segment: Segment; readonly word: number };
  readonly to: { readonly segment: Segment; readonly word: number };
  /** Text and words of the segment disagree: nobody knows which words it is, so all of it goes. */
  readonly whole: boolean;
  readonly foundBy: OccurrenceView['foundBy'];
  readonly small: boolean;
  /** The same for the same words between the same neighbours, in either script. */
  readonly fingerprint: string;
}

interface Piece {
  readonly key: string;
  readonly raw: string;
  readonly language: LanguageCode;
  readonly segment: Segment;
  readonly word: number;
  readonly whole: boolean;
}

interface Candidate { readonly id: string; readonly pattern: NamePattern }

/** Words on either side that make the surroundings. */
const NEIGHBOURS = 4;

/**
 * Every place where one of the names stands in a transcript, in any case ending and either script, also over the border
 * of segments. Careful of leaks, not of too much: what only sounds like a name counts, and so does what is written
 * small; a person says where it is none.
 *
 * @param segments of one footage, in order.
 */
export function findNames(segments: readonly Segment[], wanted: readonly Wanted[]): Found[] {
  if (wanted.length === 0) return [];
  const index = new PatternIndex(wanted);
  const pieces = piecesIn(segments);
  const found: Found[] = [];
  for (let at = 0; at < pieces.length;) {
    const hit = index.at(pieces, at);
    if (hit) found.push(foundAt(pieces, at, hit));
    at += hit?.length ?? 1;
  }
  return found;
}

/** Whether a text holds one of the names: for titles, which nobody has cut into words. */
export function holdsName(text: string, wanted: readonly Wanted[]): boolean {
  return findNames([asSegment(text)], wanted).length > 0;
}

/** A text of its own, to be looked through like a segment. */
export function asSegment(text: string): Segment {
  const words = text.split(/\s+/u).filter((one) => one !== '').map((one) => ({ text: one, startUs: 0, endUs: 1, trust: 'untimed' as const }));
  return { id: 'text', footageId: 'text', startUs: 0, endUs: 1, text: words.map((one) => one.text).join(' '), language: 'und', origin: 'edited', words };
}

function piecesIn(segments: readonly Segment[]): Piece[] {
  return segments.flatMap((segment) => {
    const whole = !isJustWords(segment.text, segment.words.map(({ text }) => text));
    const piecesOfWord = (text: string, word: number): Piece[] => piecesOf(text).map((raw) => ({ key: keyOf(raw), raw, language: segment.language, segment, word, whole }));
    const own = segment.words.flatMap(({ text }, word) => piecesOfWord(text, word));
    return whole ? [...own, ...piecesOfWord(segment.text, -1)] : own;
  });
}

interface Hit { readonly length: number; readonly candidates: readonly Candidate[]; readonly foundBy: OccurrenceView['foundBy'] }

/** Patterns by the forms of their first word, so that thirty thousand words are looked up and not compared. */
class PatternIndex {
  readonly #byKey = new Map<string, Candidate[]>();
  readonly #bySound = new Map<string, Candidate[]>();

  constructor(wanted: readonly Wanted[]) {
    for (const one of wanted) for (const pattern of patternsOf(one)) {
      const candidate = { id: one.id, pattern };
      for (const key of pattern.words[0]?.keys ?? []) add(this.#byKey, key, candidate);
      for (const sound of pattern.words[0]?.sounds ?? []) add(this.#bySound, sound, candidate);
    }
  }

  /** The longest name that begins here; of several ways to find it the surest. */
  at(pieces: readonly Piece[], at: number): Hit | null {
    const piece = pieces[at];
    if (!piece) return null;
    const near = [...(this.#byKey.get(piece.key) ?? []), ...(isSpokenName(piece) ? this.#bySound.get(soundOfPiece(piece)) ?? [] : [])];
    const hits = near.flatMap((candidate) => {
      const foundBy = match(candidate.pattern, pieces, at);
      return foundBy === null ? [] : [{ candidate, foundBy, length: candidate.pattern.words.length }];
    });
    const [best] = hits.sort((a, b) => b.length - a.length || RANK[a.foundBy] - RANK[b.foundBy]);
    if (!best) return null;
    const { length, foundBy } = best;
    return { length, foundBy, candidates: hits.filter((hit) => hit.length === length && hit.foundBy === foundBy).map(({ candidate }) => candidate) };
  }
}

const RANK = { name: 0, part: 1, sound: 2 } as const;

function match({ words, part }: NamePattern, pieces: readonly Piece[], at: number): OccurrenceView['foundBy'] | null {
  let sounds = false;
  for (const [offset, { keys, sounds: heard }] of words.entries()) {
    const piece = pieces[at + offset];
    if (!piece || piece.segment.footageId !== pieces[at]?.segment.footageId || piece.whole !== pieces[at].whole) return null;
    if (keys.has(piece.key)) {
      // `ante` is also a common word; alone it counts where it is written as a name.
      if (part && isSmall(piece.raw) && isCommon(piece.key)) return null;
      continue;
    }
    if (!isSpokenName(piece) || !heard.has(soundOfPiece(piece))) return null;
    sounds = true;
  }
  return sounds ? 'sound' : part ? 'part' : 'name';
}

function isSpokenName({ raw, key }: Piece): boolean {
  return !isSmall(raw) && !isCommon(key);
}

function soundOfPiece({ raw, language }: Piece): string {
  return soundOf(bareWord(raw, language));
}

function isSmall(raw: string): boolean {
  return !/^\p{Lu}/u.test(raw);
}

function foundAt(pieces: readonly Piece[], at: number, { length, candidates, foundBy }: Hit): Found {
  const matched = pieces.slice(at, at + length);
  const [first, last] = [matched[0], matched.at(-1)];
  const [own] = candidates;
  if (!first || !last || !own) throw new Error('A name without words.');
  const keys = (from: number, to: number): string => pieces.slice(Math.max(0, from), to).map(({ key }) => key).join(' ');
  const hash = createHash('sha256').update([keys(at, at + length), keys(at - NEIGHBOURS, at), keys(at + length, at + length + NEIGHBOURS)].join('\n')).digest('hex');
  return {
    id: own.id, others: [...new Set(candidates.map(({ id }) => id))].filter((id) => id !== own.id),
    from: { segment: first.segment, word: first.word }, to: { segment: last.segment, word: last.word },
    whole: first.whole, foundBy, small: matched.every(({ raw }) => isSmall(raw)), fingerprint: hash.slice(0, 32),
  };
}

function add(index: Map<string, Candidate[]>, key: string, candidate: Candidate): void {
  const known = index.get(key);
  if (known) known.push(candidate);
  else index.set(key, [candidate]);
}
