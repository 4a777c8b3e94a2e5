import { isSlip, oneLetterAway, spelledOtherwise } from './near';
import type { SureCorrection } from './protocol';

/** How it was misspelt: one word parted into two, two joined, another spelling of the same sound, a slip of one letter. */
export interface Sure extends SureCorrection { readonly kind: 'parted' | 'joined' | 'spelled' | 'slip' }

/** Shorter words are like too many others. */
const SHORTEST = { spelled: 6, slip: 7, whole: 6, rest: 5 } as const;
/** Written as one in every standard. */
const ALWAYS_ONE: ReadonlySet<string> = new Set(['bi smo', 'bi ste']);
/** Words that recognisers hang on to the next one. */
const HUNG_ON: readonly string[] = ['na', 'u', 'za', 'odnosno', 'dakle', 'jer', 'nego', 'kada'];
/** A prefix before a verb is no word of its own. */
const VERB = /(?:ti|ći|ao|la|li|lo|le|mo|te|m|š|ju)$/u;

interface Token { readonly before: string; readonly word: string; readonly after: string }

/**
 * What is to be written instead of recognised words that no dictionary knows, where they differ from one known word alone only in what recognisers
 * confuse in spelling, or were wrongly parted or joined. Words with a capital stay: they may be names. How often it is right: docs/decisions.md.
 *
 * @param tokens as recognised, in order, punctuation included; Latin letters.
 * @param knows whether the language has a word.
 * @param stays what must not be touched, by index.
 */
export function sureCorrections(tokens: readonly string[], knows: (word: string) => boolean, stays: (index: number) => boolean): Sure[] {
  const words = tokens.map(parted);
  const found: Sure[] = [];
  for (let at = 0; at < words.length; ) {
    const next = correctionAt(words, at, knows, stays);
    if (next) found.push(next);
    at += next?.length ?? 1;
  }
  return found;
}

function correctionAt(words: readonly Token[], at: number, knows: (word: string) => boolean, stays: (index: number) => boolean): Sure | null {
  const here = words[at];
  if (!here || stays(at) || !isPlain(here.word)) return null;
  const next = words[at + 1];
  if (next && !stays(at + 1) && isPlain(next.word) && here.after === '' && next.before === '') {
    const whole = here.word + next.word;
    if (ALWAYS_ONE.has(`${here.word} ${next.word}`) || (whole.length >= SHORTEST.whole && !(knows(here.word) && knows(next.word)) && knows(whole) && !isJoinedAfter(words, at + 1, knows, stays))) {
      return { at, length: 2, texts: [here.before + whole + next.after], kind: 'parted' };
    }
  }
  if (knows(here.word)) return null;
  const written = (texts: string[], kind: Sure['kind']): Sure => ({ at, length: 1, texts: texts.map((text, i) => (i === 0 ? here.before : '') + text + (i === texts.length - 1 ? here.after : '')), kind });
  const first = HUNG_ON.find((one) => here.word.startsWith(one) && here.word.length - one.length >= SHORTEST.rest && !VERB.test(here.word) && knows(here.word.slice(one.length)));
  if (first !== undefined) return written([first, here.word.slice(first.length)], 'joined');
  const spelled = here.word.length < SHORTEST.spelled ? [] : distinct(spelledOtherwise(here.word).map(({ word }) => word).filter(knows));
  if (spelled.length > 0) return spelled.length === 1 ? written(spelled, 'spelled') : null;
  const slip = here.word.length < SHORTEST.slip ? null : onlySlip(here.word, knows);
  return slip === null ? null : written([slip], 'slip');
}

/** The one word that is a letter away, where that is a slip; null where there is another, or none. */
function onlySlip(word: string, knows: (word: string) => boolean): string | null {
  const all = oneLetterAway(word);
  const slips = all.filter((near) => isSlip(near, word));
  let only: string | null = null;
  // Few are slips: most words are settled with them.
  for (const near of [...slips, ...all]) {
    if (near.word === only || !knows(near.word)) continue;
    if (only !== null) return null;
    only = near.word;
  }
  return slips.some((near) => near.word === only) ? only : null;
}

/** Whether a word goes as well with the one after it: then nobody knows with which. */
function isJoinedAfter(words: readonly Token[], at: number, knows: (word: string) => boolean, stays: (index: number) => boolean): boolean {
  const [one, other] = [words[at], words[at + 1]];
  return one !== undefined && other !== undefined && !stays(at + 1) && isPlain(other.word) && one.after === '' && other.before === '' && !knows(one.word) && knows(one.word + other.word);
}

const distinct = (words: readonly string[]): string[] => [...new Set(words)];

/** Small letters only: a capital may begin a name. */
const isPlain = (word: string): boolean => /^[a-zčćđšž]+$/u.test(word);

function parted(token: string): Token {
  const [, before = '', word = '', after = ''] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u.exec(token.normalize('NFC')) ?? [];
  return { before, word, after };
}
