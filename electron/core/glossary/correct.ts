import type { GlossaryTerm, LanguageCode, Word } from '../../../shared/domain';
import type { Forms } from '../../../shared/inflection';
import { foldWord } from '../../../shared/text';
import { inTheRoomOf, spreadWords } from '../transcript/remapWords';
import { bareWord, compileGlossary, isCommon, type CompiledGlossary, type CompiledTerm, type Variant } from './compiled';
import { dress } from './dress';
import { lacksAVowel, soundOf } from './sound';

/** One replacement, for flagging it and for taking it back. */
export interface Correction {
  /** Index of its first word in the corrected words. */
  readonly index: number;
  readonly heard: readonly Word[];
  readonly written: readonly Word[];
  readonly termId: string;
  /** `misheard`: as a person listed it; `sound`: it only sounds like the term, so somebody should look. */
  readonly how: 'misheard' | 'sound';
}

export interface Corrected {
  readonly words: Word[];
  readonly corrections: readonly Correction[];
}

/** Shorter than this in sound too many words are alike. */
const SHORTEST_SOUND = 4;
const SHORTEST_SOUND_OF_WORD = 6;
/** From this length on a swallowed vowel is forgiven. */
const LONG_SOUND = 8;

/** {@link correctWords} for a glossary that is used once. */
export function correctByGlossary(words: readonly Word[], terms: readonly GlossaryTerm[], language: LanguageCode): Corrected {
  return correctWords(words, compileGlossary(terms, language));
}

/**
 * Replaces usual misspellings of the glossary's terms, keeping case endings (`Amićima` → `Ahmićima`), script, capitals,
 * punctuation and times. Careful rather than complete: a word that is a form of any term stays, a common word stays, a
 * word that only sounds like a name must be written as a name, and where two terms would do nothing is done.
 */
export function correctWords(words: readonly Word[], glossary: CompiledGlossary): Corrected {
  const result: Word[] = [];
  const corrections: Correction[] = [];
  for (let at = 0; at < words.length; ) {
    const found = replacementAt(words, at, glossary);
    if (found === null) {
      const word = words[at];
      if (word) result.push(word);
      at += 1;
      continue;
    }
    const heard = words.slice(at, at + found.length);
    const written = timed(found.texts, heard);
    corrections.push({ index: result.length, heard, written, termId: found.termId, how: found.how });
    result.push(...written);
    at += found.length;
  }
  return { words: result, corrections };
}

interface Replacement { readonly texts: readonly string[]; readonly length: number; readonly termId: string; readonly how: Correction['how'] }

function replacementAt(words: readonly Word[], at: number, glossary: CompiledGlossary): Replacement | null {
  const candidates = glossary.terms.flatMap((term) => {
    const listed = term.misheard.flatMap((variant) => asListed(words, at, term, variant, glossary) ?? []);
    return listed.length > 0 ? listed : (bySound(words, at, term, glossary) ?? []);
  });
  const listed = candidates.filter(({ how }) => how === 'misheard');
  const best = listed.length > 0 ? listed : candidates;
  const longest = Math.max(0, ...best.map(({ length }) => length));
  const [only, ...others] = best.filter(({ length }) => length === longest);
  // Two terms, or two forms of one: nobody knows which was said.
  return only && others.every((other) => other.texts.join(' ') === only.texts.join(' ')) ? only : null;
}

/** Where the words are a form of what the term is usually misheard as. */
function asListed(words: readonly Word[], at: number, term: CompiledTerm, variant: Variant, { language, right }: CompiledGlossary): Replacement | null {
  const heard = words.slice(at, at + variant.forms.length);
  if (heard.length < variant.forms.length || heard.length === 0) return null;
  const bare = heard.map(({ text }) => bareWord(text, language));
  if (bare.every((word) => right.has(word)) || (bare.length === 1 && isCommon(bare[0] ?? '') && !isName(words, at))) return null;
  const cases = bare.map((word, index) => casesOf(variant.forms[index], word));
  if (cases.some((one) => one === null)) return null;
  const last = bare.length - 1;
  const forms = term.own.forms.map((own, index) => {
    const alike = term.own.forms.length === bare.length;
    const like = alike ? index : last;
    return formIn(own, cases[like] ?? [], alike || index === term.own.forms.length - 1 ? (bare[like] ?? '') : null);
  });
  return forms.some((form) => form === null) ? null : replacement(term, forms.flatMap((form) => form ?? []), heard, language, 'misheard');
}

function casesOf(forms: Forms | undefined, bare: string): readonly string[] | null {
  return forms?.cases.get(bare) ?? [...(forms?.cases ?? [])].find(([form]) => foldWord(form) === foldWord(bare))?.[1] ?? null;
}

/** The form of a case: the one that ends like what was heard, else the commonest. */
function formIn(forms: Forms, cases: readonly string[], heard: string | null): string | null {
  for (const one of cases) {
    const same = heard === null ? [] : [...forms.cases].filter(([, tags]) => tags.includes(one)).map(([form]) => form);
    const form = same.length > 0 ? closest([forms.of.get(one) ?? '', ...same], heard ?? '') : (forms.of.get(one) ?? null);
    if (form !== null) return form;
  }
  // Articles and the like stay as they are.
  return forms.cases.size === 1 ? (forms.of.get('nom') ?? null) : null;
}

/** Where each word sounds like a form of the term's word, and at least one is not written like it. */
function bySound(words: readonly Word[], at: number, term: CompiledTerm, { language, right }: CompiledGlossary): Replacement | null {
  const heard = words.slice(at, at + term.words.length);
  if (heard.length < term.words.length) return null;
  let changed = false;
  const forms: string[] = [];
  for (const [index, word] of heard.entries()) {
    const bare = bareWord(word.text, language);
    if (term.own.forms[index]?.cases.has(bare) === true) {
      forms.push(bare);
      continue;
    }
    if (right.has(bare) || isCommon(bare) || !mayBe(words, at + index, bare, term.term.kind)) return null;
    const form = soundingLike(bare, term.own.sounds[index], term.term.kind !== 'word');
    if (form === null) return null;
    forms.push(form);
    changed = true;
  }
  return changed ? replacement(term, forms, heard, language, 'sound') : null;
}

/** A name must be written as one; other words only have to be long. */
function mayBe(words: readonly Word[], at: number, bare: string, kind: GlossaryTerm['kind']): boolean {
  if (soundOf(bare).length < (kind === 'word' ? SHORTEST_SOUND_OF_WORD : SHORTEST_SOUND)) return false;
  return kind === 'word' || isName(words, at) || (/^\p{Lu}/u.test(words[at]?.text.replace(/^[^\p{L}]+/u, '') ?? '') && soundOf(bare).length > SHORTEST_SOUND);
}

/** Written with a capital where no sentence begins. */
function isName(words: readonly Word[], at: number): boolean {
  const before = words[at - 1]?.text;
  return before !== undefined && !/[.?!…]["”“’»)]*$/u.test(before) && /^[^\p{L}]*\p{Lu}/u.test(words[at]?.text ?? '');
}

function soundingLike(bare: string, sounds: ReadonlyMap<string, readonly string[]> | undefined, isName: boolean): string | null {
  const sound = soundOf(bare);
  const same = sounds?.get(sound);
  if (same) return closest(same, bare);
  if (!isName || sound.length < LONG_SOUND || !sounds) return null;
  const near = [...sounds].filter(([other]) => lacksAVowel(sound, other));
  // A vowel more or less at the end is another case, not a slip.
  const [only, ...others] = near.filter(([other]) => other.at(-1) === sound.at(-1));
  return only && others.length === 0 ? closest(only[1], bare) : null;
}

/** Of forms that sound alike the one with the same ending. */
function closest(forms: readonly string[], bare: string): string | null {
  const ending = (form: string): number => {
    let same = 0;
    while (same < form.length && same < bare.length && form.at(-1 - same) === bare.at(-1 - same)) same += 1;
    return same;
  };
  return [...forms].sort((a, b) => ending(b) - ending(a))[0] ?? null;
}

function replacement(term: CompiledTerm, forms: readonly string[], heard: readonly Word[], language: LanguageCode, how: Correction['how']): Replacement | null {
  const texts = forms.map((form, index) => {
    const [from, to] = heard.length === forms.length ? [heard[index], heard[index]] : [heard[0], heard.at(-1)];
    const dressed = dress(form, term.words[index] ?? form, from?.text ?? '', to?.text ?? '', language);
    return heard.length === forms.length ? dressed : dressed.replace(index > 0 ? /^[^\p{L}\p{N}]+/u : /^$/u, '').replace(index < forms.length - 1 ? /[^\p{L}\p{N}]+$/u : /^$/u, '');
  });
  return texts.join(' ') === heard.map(({ text }) => text).join(' ') ? null : { texts, length: heard.length, termId: term.term.id, how };
}

/** As many words: each keeps its time. Otherwise they are spread over the time of what was heard. */
function timed(texts: readonly string[], heard: readonly Word[]): Word[] {
  if (texts.length === heard.length) return heard.map((word, index) => ({ ...word, text: texts[index] ?? word.text }));
  const [first, last] = [heard[0], heard.at(-1)];
  const span = { startUs: first?.startUs ?? 0, endUs: last?.endUs ?? 0 };
  if (heard.some(({ trust }) => trust === 'untimed')) return inTheRoomOf(heard, texts.map((text) => ({ text, ...span, trust: 'untimed' })));
  return inTheRoomOf(heard, spreadWords(texts, span));
}
