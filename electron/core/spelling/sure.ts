import { isSlip, oneLetterAway, spelledOtherwise } from './near';
import type { SureCorrection } from './protocol';

/** How it was misspelt: one word parted into two, another spelling of the same sound, a slip of one letter. */
export interface Sure extends SureCorrection { readonly kind: 'parted' | 'spelled' | 'slip' }

/** Shorter words are like too many others. */
const SHORTEST = { spelled: 6, slip: 7, whole: 8 } as const;
/** Written as one in every standard. */
const ALWAYS_ONE: ReadonlySet<string> = new Set(['bi smo', 'bi ste']);

/** What is known of words. */
export interface Lexicon {
  /** Whether the language has it. */
  knows(word: string): boolean;
  /** Whether it or a neighbour's language has it: Croatian, Bosnian and Serbian speakers use each other's words. */
  isWord(word: string): boolean;
}

/** Small words that recognisers hang on to the next one; or it begins with them. */
const HUNG_ON: readonly string[] = ['na', 'za', 'u', 'o', 'a', 'i', 's', 'k'];
const SHORTEST_AFTER = 5;

interface Token { readonly before: string; readonly word: string; readonly after: string }

/**
 * What is to be written instead of recognised words that no dictionary of the region knows, where they differ from one known word alone only in what recognisers
 * confuse in spelling, or one was written as two. Words with a capital stay: they may be names. How often it is right: docs/decisions.md.
 *
 * @param tokens as recognised, in order, punctuation included; Latin letters.
 * @param stays what must not be touched, by index.
 */
export function sureCorrections(tokens: readonly string[], lexicon: Lexicon, stays: (index: number) => boolean): Sure[] {
  const words = tokens.map(parted);
  const found: Sure[] = [];
  for (let at = 0; at < words.length; ) {
    const next = correctionAt(words, at, lexicon, stays);
    if (next) found.push(next);
    at += next?.length ?? 1;
  }
  return found;
}

function correctionAt(words: readonly Token[], at: number, lexicon: Lexicon, stays: (index: number) => boolean): Sure | null {
  const here = words[at];
  if (!here || stays(at) || !isPlain(here.word)) return null;
  const next = words[at + 1];
  if (next && !stays(at + 1) && isPlain(next.word) && here.after === '' && next.before === '') {
    const whole = here.word + next.word;
    if (ALWAYS_ONE.has(`${here.word} ${next.word}`) || (whole.length >= SHORTEST.whole && !(lexicon.isWord(here.word) && lexicon.isWord(next.word)) && lexicon.knows(whole) && !isJoinedAfter(words, at + 1, lexicon, stays))) {
      return { at, length: 2, texts: [here.before + whole + next.after], kind: 'parted' };
    }
  }
  if (lexicon.isWord(here.word)) return null;
  const written = (text: string, kind: Sure['kind']): Sure => ({ at, length: 1, texts: [here.before + text + here.after], kind });
  const spelled = here.word.length < SHORTEST.spelled ? [] : distinct(spelledOtherwise(here.word).map(({ word }) => word).filter((word) => lexicon.isWord(word)));
  if (spelled[0] !== undefined) return spelled.length === 1 && lexicon.knows(spelled[0]) ? written(spelled[0], 'spelled') : null;
  const slip = here.word.length < SHORTEST.slip || hangsOn(here.word, lexicon) ? null : onlySlip(here.word, lexicon);
  return slip === null ? null : written(slip, 'slip');
}

/** The one word that is a letter away, where that is a slip; null where there is another, or none. */
function onlySlip(word: string, { knows, isWord }: Lexicon): string | null {
  const all = oneLetterAway(word);
  const slips = all.filter((near) => isSlip(near, word));
  let only: string | null = null;
  // Few are slips: most words are settled with them.
  for (const near of [...slips, ...all]) {
    if (near.word === only || !isWord(near.word)) continue;
    if (only !== null) return null;
    only = near.word;
  }
  return only !== null && knows(only) && slips.some((near) => near.word === only) ? only : null;
}

/** Whether it may be two words: which, nobody knows. */
function hangsOn(word: string, { isWord }: Lexicon): boolean {
  return HUNG_ON.some((one) => word.startsWith(one) && word.length - one.length >= SHORTEST_AFTER && isWord(word.slice(one.length)));
}

/** Whether a word goes as well with the one after it: then nobody knows with which. */
function isJoinedAfter(words: readonly Token[], at: number, lexicon: Lexicon, stays: (index: number) => boolean): boolean {
  const [one, other] = [words[at], words[at + 1]];
  return one !== undefined && other !== undefined && !stays(at + 1) && isPlain(other.word) && one.after === '' && other.before === '' && !lexicon.isWord(one.word) && lexicon.isWord(one.word + other.word);
}

const distinct = (words: readonly string[]): string[] => [...new Set(words)];

/** Small letters only: a capital may begin a name. */
const isPlain = (word: string): boolean => /^[a-zčćđšž]+$/u.test(word);

function parted(token: string): Token {
  const [, before = '', word = '', after = ''] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u.exec(token.normalize('NFC')) ?? [];
  return { before, word, after };
}
