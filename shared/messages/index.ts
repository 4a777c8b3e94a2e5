import type { Failure } from '../errors';
import { pluralAt, textAt, type MessageKey, type PluralKey } from './catalogues';
import { LANGUAGE_FACTS, type InterfaceLanguage } from './languages';

export type { MessageKey, PluralKey } from './catalogues';
export { INTERFACE_LANGUAGES, LANGUAGE_FACTS, languageOf, type InterfaceLanguage } from './languages';

export type MessageParams = Readonly<Record<string, string | number>>;

/** Everything that one language of the interface says. */
export interface Speech {
  readonly language: InterfaceLanguage;
  /** The text for `key`, with values in its places. */
  t(key: MessageKey, params?: MessageParams): string;
  /** The text for `count` things; `{count}` is filled in. */
  tn(key: PluralKey, count: number, params?: MessageParams): string;
  /** The sentence for a failure; a code without a text gets the general sentence, never a blank. */
  failure(failure: Failure): string;
  /** A text whose path is put together from a code that came from elsewhere; undefined for one of a newer version. */
  at(path: string): string | undefined;
  /** Puts values in the places of `{name}`; a name without a value stays visible rather than vanishing. */
  fill(text: string, params?: MessageParams): string;
  /** A number with at most so many decimals. */
  number(value: number, decimals?: number): string;
  /** A day where the person is. */
  day(time: Date): string;
  /** A day and its time where the person is. */
  moment(time: Date): string;
}

/** Parameters of failures that are codes, and where their words are. */
const CODES: Readonly<Record<string, string>> = { from: 'languages', to: 'languages', language: 'languages', what: 'leakAt' };

const made = new Map<InterfaceLanguage, Speech>();

export function speechOf(language: InterfaceLanguage): Speech {
  const known = made.get(language);
  if (known) return known;
  const speech = speechIn(language);
  made.set(language, speech);
  return speech;
}

function speechIn(language: InterfaceLanguage): Speech {
  const facts = LANGUAGE_FACTS[language];
  const rules = new Intl.PluralRules(facts.plurals);
  const numbers = [0, 1, 2, 3].map((maximumFractionDigits) => new Intl.NumberFormat(facts.numbers, { maximumFractionDigits }));
  const number = (value: number, decimals = 1): string => (numbers[decimals] ?? new Intl.NumberFormat(facts.numbers)).format(value);
  const fill = (text: string, params: MessageParams = {}): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? number(value) : value;
  });
  const t = (key: MessageKey, params?: MessageParams): string => fill(textAt(language, key) ?? key, params);
  /** A failure carries codes and figures as the core knows them: what has a word or another decimal sign here gets it. */
  const inWords = (name: string, value: string | number): string | number => {
    if (typeof value === 'number') return value;
    if (/^\d+\.\d+$/.test(value)) return Number(value);
    const family = CODES[name];
    return (family && textAt(language, `${family}.${value}`)) ?? value;
  };
  const day = (time: Date): string => fill(facts.day, { d: String(time.getDate()), m: String(time.getMonth() + 1), month: facts.months[time.getMonth()] ?? '', y: String(time.getFullYear()) });
  return {
    language, t, fill, number, day,
    tn: (key, count, params = {}) => fill(pluralAt(language, key, count, rules) ?? key, { ...params, count }),
    failure: ({ code, params }) => {
      const text = textAt(language, `errors.${code}`);
      return text === undefined ? t('common.unknownFailure', { code }) : fill(text, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, inWords(name, value)])));
    },
    at: (path) => textAt(language, path),
    moment: (time) => `${day(time)}${facts.at}${String(time.getHours()).padStart(2, '0')}:${String(time.getMinutes()).padStart(2, '0')}`,
  };
}
