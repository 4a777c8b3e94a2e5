import en from '../../resources/messages/en.json';
import mk from '../../resources/messages/mk.json';
import sh from '../../resources/messages/sh.json';
import sq from '../../resources/messages/sq.json';
import untranslated from '../../resources/messages/untranslated.json';
import { interfaceCyrillic, interfaceLatin } from './cyrillic';
import type { InterfaceLanguage } from './languages';

type Leaves<T, P extends string = ''> = { [K in keyof T & string]: T[K] extends string ? `${P}${K}` : Leaves<T[K], `${P}${K}.`> }[keyof T & string];
type PluralBase<K> = K extends `${infer Base}.other` ? Base : never;

/** Dotted path of a text in the message catalogue; a text that is missing does not compile. */
export type MessageKey = Leaves<typeof en>;
/** Dotted path of a text that has plural forms (`.one`, `.other`). */
export type PluralKey = PluralBase<MessageKey>;

type Reader = (path: string) => string | undefined;

function reader(catalogue: object): Reader {
  return (path) => {
    let node: unknown = catalogue;
    for (const part of path.split('.')) {
      if (typeof node !== 'object' || node === null || !Object.hasOwn(node, part)) return undefined;
      node = (node as Record<string, unknown>)[part];
    }
    return typeof node === 'string' ? node : undefined;
  };
}

/** Converts each text once, when it is first shown. */
function shown(read: Reader, convert: (text: string) => string): Reader {
  const done = new Map<string, string>();
  return (path) => {
    const text = done.get(path) ?? read(path);
    if (text === undefined) return undefined;
    if (!done.has(path)) done.set(path, convert(text));
    return done.get(path);
  };
}

const english = reader(en);
const READERS: Readonly<Record<InterfaceLanguage, Reader>> = {
  en: english,
  'sh-Latn': shown(reader(sh), interfaceLatin),
  'sh-Cyrl': shown(reader(sh), interfaceCyrillic),
  mk: reader(mk),
  sq: reader(sq),
};
/** Texts whose translation is owed, or is of an English text that has changed since: a true English sentence is better than an old one. */
const owed = new Set<string>(untranslated);

/** The text at a dotted path; English where the language owes it, undefined where there is none in English either. */
export function textAt(language: InterfaceLanguage, path: string): string | undefined {
  return (owed.has(path) ? undefined : READERS[language](path)) ?? english(path);
}

/** The form of a text for a number; English in English forms where the language owes it. */
export function pluralAt(language: InterfaceLanguage, path: string, count: number, rules: Intl.PluralRules): string | undefined {
  if (!owed.has(`${path}.other`)) {
    const text = READERS[language](`${path}.${rules.select(count)}`) ?? READERS[language](`${path}.other`);
    if (text !== undefined) return text;
  }
  return english(`${path}.${count === 1 ? 'one' : 'other'}`) ?? english(`${path}.other`);
}
