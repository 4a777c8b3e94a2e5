import type { GlossaryTerm, LanguageCode } from '../../../shared/domain';
import { bareWord, termForms, type Forms } from '../../../shared/inflection';
import { foldWord, splitWords } from '../../../shared/text';
import common from './commonWords.json';
import { soundOf } from './sound';

/** A term, or a way in which it is usually misheard, with the forms of its words. */
export interface Variant {
  readonly forms: readonly Forms[];
  /** The forms of each word by their sound. */
  readonly sounds: readonly ReadonlyMap<string, readonly string[]>[];
}

export interface CompiledTerm {
  readonly term: GlossaryTerm;
  readonly words: readonly string[];
  readonly own: Variant;
  readonly misheard: readonly Variant[];
}

/** A glossary made ready for one language. */
export interface CompiledGlossary {
  readonly language: LanguageCode;
  readonly terms: readonly CompiledTerm[];
  /** Every form of every term: what is right already. */
  readonly right: ReadonlySet<string>;
}

const COMMON: ReadonlySet<string> = new Set(common);

/** A word that everybody says all the time; never taken for a name unless it is written as one. */
export function isCommon(bare: string): boolean {
  return COMMON.has(foldWord(bare));
}

export function compileGlossary(terms: readonly GlossaryTerm[], language: LanguageCode): CompiledGlossary {
  const compiled = terms.map((term): CompiledTerm => ({ term, words: splitWords(term.term), own: variant(term.term, language), misheard: term.misheard.map((one) => variant(one, language)) }));
  return { language, terms: compiled, right: new Set(compiled.flatMap(({ own }) => own.forms.flatMap((forms) => [...forms.cases.keys()]))) };
}

function variant(text: string, language: LanguageCode): Variant {
  const forms = termForms(text, language);
  return { forms, sounds: forms.map(bySound) };
}

function bySound(forms: Forms): ReadonlyMap<string, readonly string[]> {
  const sounds = new Map<string, string[]>();
  for (const form of forms.cases.keys()) {
    const sound = soundOf(form);
    const known = sounds.get(sound);
    if (known) known.push(form);
    else sounds.set(sound, [form]);
  }
  return sounds;
}

export { bareWord };
