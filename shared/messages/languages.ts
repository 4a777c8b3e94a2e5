/** The languages of the interface that are offered: those whose catalogue is complete, but for keys that are owed. */
export const INTERFACE_LANGUAGES = ['en', 'sh-Latn', 'sh-Cyrl', 'mk', 'sq'] as const;
export type InterfaceLanguage = (typeof INTERFACE_LANGUAGES)[number];

interface LanguageFacts {
  /** Its own name, for a list that everybody must be able to read. */
  readonly name: string;
  /** For screen readers; `sh` itself is a tag that none of them knows, and CLDR's name for it is `sr`. */
  readonly tag: string;
  /** Tag of the plural rules. */
  readonly plurals: string;
  /** A language whose numbers are written alike; Chromium ships no number formats for Macedonian and Albanian. */
  readonly numbers: string;
  /** `{d}`, `{m}`, `{month}`, `{y}` of a day. Bosnian, Croatian and Serbian name months differently, so theirs are numbers. */
  readonly day: string;
  /** Between a day and its time. */
  readonly at: string;
  readonly months: readonly string[];
}

export const LANGUAGE_FACTS: Readonly<Record<InterfaceLanguage, LanguageFacts>> = {
  en: { name: 'English', tag: 'en', plurals: 'en', numbers: 'en', day: '{d} {month} {y}', at: ', ', months: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ') },
  'sh-Latn': { name: 'Bosanski / hrvatski / srpski', tag: 'sr-Latn', plurals: 'sr', numbers: 'sr', day: '{d}. {m}. {y}.', at: ' ', months: [] },
  'sh-Cyrl': { name: 'Босански / хрватски / српски', tag: 'sr-Cyrl', plurals: 'sr', numbers: 'sr', day: '{d}. {m}. {y}.', at: ' ', months: [] },
  mk: { name: 'Македонски', tag: 'mk', plurals: 'mk', numbers: 'sr', day: '{d} {month} {y} г.', at: ', ', months: 'јан. фев. март апр. мај јуни јули авг. септ. окт. ноем. дек.'.split(' ') },
  sq: { name: 'Shqip', tag: 'sq', plurals: 'sq', numbers: 'bg', day: '{d} {month} {y}', at: ', ', months: 'jan shk mar pri maj qer korr gush sht tet nën dhj'.split(' ') },
};

/** The first offered language among those that a computer account prefers; English where there is none. */
export function languageOf(preferred: readonly string[]): InterfaceLanguage {
  for (const tag of preferred) {
    const [language = '', ...rest] = tag.toLowerCase().split(/[-_]/);
    const cyrillic = rest.includes('cyrl') || (language === 'sr' && !rest.includes('latn'));
    const found = ['bs', 'hr', 'sr', 'sh', 'cnr'].includes(language) ? (cyrillic ? 'sh-Cyrl' : 'sh-Latn') : INTERFACE_LANGUAGES.find((one) => one === language);
    if (found !== undefined) return found;
  }
  return 'en';
}
