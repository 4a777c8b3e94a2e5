import type { Segment, Word } from '../../../../shared/domain';
import type { Span } from '../../../../shared/time';

/** A stretch in which one person speaks; null: somebody who is nobody's voice for certain. */
export interface Turn extends Span {
  readonly person: number | null;
}

/** Words of a segment that one person says. */
export interface Part {
  /** Index of the first word; the part goes on to the next one's. */
  readonly from: number;
  /** Null where that is in doubt: a person is to say, rather than the machine to guess. */
  readonly person: number | null;
}

/** A word is somebody's when he speaks during at least this share of it, and nobody else for more than half as long. */
const SHARE_OF_WORD = 0.5;
/** A change of voice for less than this is the ends of turns being rough, not an answer. Microseconds. */
const LEAST_CHANGE_US = 400_000;
/** A part is somebody's when this share of its words' time is. */
const SHARE_OF_PART = 0.6;
/** Words that were not found in the sound say less: then nearly all that is said in the segment's time must be his. */
const SHARE_OF_TALK = 0.85;
/** Voices at once for less than this are the ends of turns being rough. Microseconds. */
const LEAST_OVERLAP_US = 500_000;

/** Who says which words of a segment. One part for most segments; several where the voice changes. Never none. */
export function partsOf(segment: Pick<Segment, 'startUs' | 'endUs' | 'words'>, turns: readonly Turn[]): Part[] {
  const near = turns.filter((turn) => sharedUs(turn, segment) > 0);
  const votes = segment.words.map((word) => voteOf(word, near));
  if (!segment.words.some((word) => word.trust === 'aligned')) return [{ from: 0, person: talkerOf(segment, near) }];
  const runs = runsOf(votes, segment.words);
  if (runs.length === 0) return [{ from: 0, person: null }];
  return runs.map((run, index): Part => {
    const from = index === 0 ? 0 : run.from;
    const words = segment.words.slice(from, runs[index + 1]?.from).map((word, i) => ({ us: word.trust === 'aligned' ? lengthOf(word) : 0, vote: votes[from + i] }));
    const allUs = sum(words.map(({ us }) => us));
    const ownUs = sum(words.map(({ us, vote }) => (vote === run.person ? us : 0)));
    return { from, person: ownUs >= allUs * SHARE_OF_PART ? run.person : null };
  });
}

/** Whether two are heard at once during a stretch. */
export function isOverlapped(span: Span, turns: readonly Turn[]): boolean {
  const near = turns.filter((turn) => sharedUs(turn, span) > 0);
  const borders = [...new Set([span.startUs, span.endUs, ...near.flatMap(({ startUs, endUs }) => [startUs, endUs])])].filter((us) => us >= span.startUs && us <= span.endUs).sort((a, b) => a - b);
  const together = borders.slice(1).map((endUs, i) => {
    const piece = { startUs: borders[i] ?? endUs, endUs };
    return near.filter((turn) => sharedUs(turn, piece) > 0).length > 1 ? lengthOf(piece) : 0;
  });
  return sum(together) >= LEAST_OVERLAP_US;
}

/** Who says a word; undefined where that is in doubt or the word's time is. */
function voteOf(word: Word, turns: readonly Turn[]): number | undefined {
  if (word.trust !== 'aligned') return undefined;
  const [first, second] = talkIn(word, turns);
  if (!first || first.person === null || first.us < lengthOf(word) * SHARE_OF_WORD || (second?.us ?? 0) > first.us / 2) return undefined;
  return first.person;
}

function talkerOf(span: Span, turns: readonly Turn[]): number | null {
  const talk = talkIn(span, turns);
  const [first] = talk;
  return first && first.us >= sum(talk.map(({ us }) => us)) * SHARE_OF_TALK && first.us >= lengthOf(span) * SHARE_OF_WORD ? first.person : null;
}

/** How long each speaks during a stretch, whoever speaks longest first. */
function talkIn(span: Span, turns: readonly Turn[]): { person: number | null; us: number }[] {
  const talk = new Map<number | null, number>();
  for (const turn of turns) {
    const us = sharedUs(turn, span);
    if (us > 0) talk.set(turn.person, (talk.get(turn.person) ?? 0) + us);
  }
  return [...talk].map(([person, us]) => ({ person, us })).sort((a, b) => b.us - a.us);
}

/** Words of the same vote that follow each other, doubtful ones between them not counted; no changes shorter than {@link LEAST_CHANGE_US}. */
function runsOf(votes: readonly (number | undefined)[], words: readonly Word[]): { from: number; person: number }[] {
  const runs: { from: number; person: number; us: number }[] = [];
  votes.forEach((person, from) => {
    const word = words[from];
    if (person === undefined || !word) return;
    const last = runs.at(-1);
    if (last?.person === person) last.us += lengthOf(word);
    else runs.push({ from, person, us: lengthOf(word) });
  });
  const long = runs.length === 1 ? runs : runs.filter(({ us }) => us >= LEAST_CHANGE_US);
  return long.filter((run, index) => run.person !== long[index - 1]?.person);
}

function sharedUs(a: Span, b: Span): number {
  return Math.min(a.endUs, b.endUs) - Math.max(a.startUs, b.startUs);
}

function lengthOf({ startUs, endUs }: Span): number {
  return endUs - startUs;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
