import type { LanguageCode } from '../../../shared/domain';
import { alphabetOf, toLatin } from '../../../shared/script';
import { foldWord } from '../../../shared/text';
import type { LexiconCode } from './lexicon';

/** The language by whose rules words of a lexicon change. */
export function languageOf(code: LexiconCode): LanguageCode {
  return code === 'hbs' ? 'sr' : code;
}

/** The lexicon of a language; null where there is none. */
export function lexiconCodeOf(language: LanguageCode): LexiconCode | null {
  switch (language) {
    case 'bs': case 'hr': case 'sr': case 'cnr': return 'hbs';
    case 'sq': case 'mk': case 'bg': case 'sl': case 'en': return language;
    default: return null;
  }
}

/** Macedonian typed in Latin letters without diacritics: `kukja`, `shto`, `chuvav`. */
const TYPED = /([kg])j|([szc])h/gu;

const CACHED = 200_000;

/**
 * A word as the rules compare it: in Latin by the exact conversion, without case, diacritics and punctuation. `dj` is
 * `d`, as many type `đ`, which also brings `djeca` and `deca` together. In Macedonian `kj`, `gj`, `sh`, `zh` and `ch` are
 * one letter each.
 */
export function folder(code: LexiconCode): (word: string) => string {
  const known = new Map<string, string>();
  const alphabet = alphabetOf(languageOf(code));
  return (word) => {
    let folded = known.get(word);
    if (folded === undefined) {
      folded = foldWord(alphabet === null ? word : toLatin(word, { alphabet })).replaceAll('dj', 'd');
      if (code === 'mk') folded = folded.replace(TYPED, '$1$2');
      if (known.size < CACHED) known.set(word, folded);
    }
    return folded;
  };
}
