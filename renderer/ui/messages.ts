import catalogue from '../../resources/messages/en.json';
import type { Failure } from '../../shared/errors';

type Leaves<T, P extends string = ''> = { [K in keyof T & string]: T[K] extends string ? `${P}${K}` : Leaves<T[K], `${P}${K}.`> }[keyof T & string];
type PluralBase<K> = K extends `${infer Base}.other` ? Base : never;

/** Dotted path of a text in the message catalogue; a text that is missing does not compile. */
export type MessageKey = Leaves<typeof catalogue>;
/** Dotted path of a text that has plural forms (`.one`, `.other`). */
export type PluralKey = PluralBase<MessageKey>;
export type MessageParams = Readonly<Record<string, string | number>>;

const LOCALE = 'en';
const plurals = new Intl.PluralRules(LOCALE);
const numbers = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });

function lookUp(path: string): string | undefined {
  let node: unknown = catalogue;
  for (const part of path.split('.')) {
    if (typeof node !== 'object' || node === null) return undefined;
    node = (node as Record<string, unknown>)[part];
  }
  return typeof node === 'string' ? node : undefined;
}

/** Puts `params` in the places of `{name}`; a name without a value stays visible rather than vanishing. */
export function fill(text: string, params: MessageParams = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? numbers.format(value) : value;
  });
}

/** The catalogue's text for `key`. */
export function t(key: MessageKey, params?: MessageParams): string {
  return fill(lookUp(key) ?? key, params);
}

/** The catalogue's text for `count` things; `{count}` is filled in. */
export function tn(key: PluralKey, count: number, params: MessageParams = {}): string {
  const text = lookUp(`${key}.${plurals.select(count)}`) ?? lookUp(`${key}.other`) ?? key;
  return fill(text, { ...params, count });
}

/** The sentence for a failure; a code without a text gets the general sentence, never a blank. */
export function failureText(failure: Failure): string {
  const text = lookUp(`errors.${failure.code}`);
  return text === undefined ? t('common.unknownFailure', { code: failure.code }) : fill(text, failure.params);
}

/** Names a step of the history (`history.…`, as the core calls it); one of a newer version goes by its bare name. */
export function deedText(what: string): string {
  return lookUp(what) ?? what;
}

/** The text of a code that came from elsewhere; one of a newer version stands as it is. */
export function codeText(prefix: string, code: string): string {
  return lookUp(`${prefix}${code}`) ?? code;
}
