import type { GlossaryTerm, LanguageCode } from '../../../shared/domain';
import { matchForms, termForms, type Forms } from '../../../shared/inflection';
import { alphabetOf, toLatin } from '../../../shared/script';
import { splitWords } from '../../../shared/text';
import type { SourceSentence, TargetSentence } from './engine';

/** Names that no engine may translate: `Vuk` is a man and no wolf. */
export interface Protected {
  readonly sentence: SourceSentence;
  /** Puts the names back in a translation. */
  restore(target: TargetSentence): TargetSentence;
}

interface Name { readonly term: string; readonly forms: readonly Forms[] }

/** Makes a glossary ready for protecting its persons, places and units, in any of their cases. */
export function nameGuard(terms: readonly GlossaryTerm[]): (sentence: SourceSentence) => Protected {
  const names = terms.filter(({ kind }) => kind !== 'word').map(({ term }) => term).sort((a, b) => b.length - a.length);
  const compiled = new Map<LanguageCode, Name[]>();
  const namesIn = (language: LanguageCode): Name[] => {
    const known = compiled.get(language) ?? names.map((term) => ({ term, forms: termForms(term, language) }));
    compiled.set(language, known);
    return known;
  };
  return (sentence) => protect(sentence, namesIn(sentence.language));
}

/** Letters that make no word in any language, so that engines hand them through. */
const token = (i: number): string => `Qzx${String.fromCharCode(98 + (i % 20))}${i < 20 ? '' : String.fromCharCode(98 + Math.floor(i / 20))}q`;
const EDGES = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u;

function protect(sentence: SourceSentence, names: readonly Name[]): Protected {
  if (names.length === 0) return { sentence, restore: (target) => target };
  const words: string[] = [];
  // For each word as it goes in, the words of the sentence that it stands for.
  const places: number[][] = [];
  const terms: string[] = [];
  for (let at = 0; at < sentence.words.length;) {
    const name = names.find(({ forms }) => matchForms(forms, sentence.words.slice(at, at + forms.length), sentence.language) !== null && looksLikeName(sentence.words[at] ?? ''));
    const length = name?.forms.length ?? 1;
    if (name) {
      const [, before = ''] = EDGES.exec(sentence.words[at] ?? '') ?? [];
      const [, , , behind = ''] = EDGES.exec(sentence.words[at + length - 1] ?? '') ?? [];
      words.push(`${before}${token(terms.length)}${behind}`);
      terms.push(toLatin(name.term, { alphabet: alphabetOf(sentence.language) ?? 'serbian' }));
    } else words.push(sentence.words[at] ?? '');
    places.push(Array.from({ length }, (_, i) => at + i));
    at += length;
  }
  if (terms.length === 0) return { sentence, restore: (target) => target };
  return { sentence: { ...sentence, words }, restore: (target) => restore(target, terms, places) };
}

function looksLikeName(word: string): boolean {
  return /\p{Lu}/u.test(word);
}

function restore(target: TargetSentence, terms: readonly string[], places: readonly (readonly number[])[]): TargetSentence {
  const words: string[] = [];
  const unknown: number[] = [];
  const now: number[][] = [];
  target.words.forEach((word, i) => {
    const n = terms.findIndex((_, index) => word.toLowerCase().includes(token(index).toLowerCase()));
    const fresh = n < 0 ? [word] : splitWords(word.replace(new RegExp(token(n), 'i'), terms[n] ?? ''));
    if (n < 0 && target.unknown.includes(i)) unknown.push(words.length);
    now.push(fresh.map((_, k) => words.length + k));
    words.push(...fresh);
  });
  const links = target.links && target.links.flatMap(([s, t]) => (places[s] ?? []).flatMap((source) => (now[t] ?? []).map((to): [number, number] => [source, to])));
  return { words, links, unknown };
}
