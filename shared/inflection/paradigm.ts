import type { LanguageCode } from '../domain';
import data from './endings.json';

/** Endings of one kind of word, by case (`nom`, `gen` …); the first of several is the commonest. */
export interface WordClass {
  /** What the basic form ends in; the first class that fits is taken. */
  readonly end: string;
  readonly forms: Readonly<Record<string, readonly string[] | undefined>>;
  /** Letters that the basic form has at least. */
  readonly shortest?: number;
  /** Suffixes that make possessive adjectives of names: `Mladić` → `Mladićev`. */
  readonly possessive: readonly string[];
}

/**
 * How names and nouns change in a language. Sources: Barić et al., Hrvatska gramatika (2005) § 130–250; Stanojčić &
 * Popović, Gramatika srpskoga jezika (2008); Toporišič, Slovenska slovnica (2004); Friedman, Macedonian (2002);
 * Buchholz & Fiedler, Albanische Grammatik (1987).
 */
export interface Paradigm {
  readonly possessive: readonly string[];
  /** Adjectival endings by what the basic form ends in: -i is masculine, -a feminine, -o and -e neuter. */
  readonly adjective: Readonly<Record<string, WordClass['forms'] | undefined>>;
  readonly classes: readonly WordClass[];
}

type ParadigmName = keyof typeof data;

/** Languages whose words change little, or whose changes are not known here, are `plain`. */
export function paradigmNameOf(language: LanguageCode): ParadigmName {
  switch (language) {
    case 'bs': case 'hr': case 'sr': case 'cnr': return 'southSlavic';
    case 'sl': return 'slovene';
    case 'mk': return 'macedonian';
    case 'bg': return 'bulgarian';
    case 'sq': return 'albanian';
    default: return 'plain';
  }
}

export function paradigmOf(language: LanguageCode): Paradigm {
  return data[paradigmNameOf(language)];
}
