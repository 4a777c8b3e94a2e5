import { createHash } from 'node:crypto';
import latin from '../../resources/messages/latin.json';
import models from '../../resources/models.json';
import sameAsEnglish from '../data/sameAsEnglish.json';
import { LANGUAGE_FACTS, INTERFACE_LANGUAGES, languageOf, speechOf } from '../../shared/messages';
import { interfaceCyrillic, interfaceLatin } from '../../shared/messages/cyrillic';
import { toLatin } from '../../shared/script';
import { catalogueFile, englishKey, keysIn, neededKeys, placesIn, pluralBases, texts } from '../support/catalogues';

const EN = catalogueFile('en');
const english = texts(EN);
const owed = new Set(catalogueFile('untranslated') as string[]);
const source = catalogueFile('source') as Readonly<Record<string, string>>;
const NAMES = ['sh', 'mk', 'sq'].filter((name) => catalogueFile(name) !== null);
const rulesOf = (name: string): string => LANGUAGE_FACTS[INTERFACE_LANGUAGES.find((language) => language.startsWith(name)) ?? 'en'].plurals;

test('every language that has a catalogue is offered, and none without', () => {
  expect([...new Set(INTERFACE_LANGUAGES.map((language) => language.split('-')[0]))].sort()).toEqual(['en', ...NAMES].sort());
});

describe.each(NAMES)('%s.json', (name) => {
  const catalogue = texts(catalogueFile(name));
  const pairs = [...catalogue].map(([key, text]) => ({ key, text, source: english.get(englishKey(english, key)) ?? '' }));

  test('lacks no text but those on untranslated.json, and has none too many', () => {
    const needed = neededKeys(english, rulesOf(name));
    expect(needed.filter((key) => !catalogue.has(key) && !owed.has(englishKey(english, key)))).toEqual([]);
    expect([...catalogue.keys()].filter((key) => !needed.includes(key))).toEqual([]);
    if (owed.size > 0) console.log(`${owed.size} texts are still owed; the app shows them in English.`);
  });

  test('has the same places for values as English', () => {
    // A form for one thing may leave out the number where English does.
    const wrong = pairs.filter(({ key, text, source: from }) => !owed.has(englishKey(english, key)) && placesIn(text).join() !== placesIn(from).join());
    expect(wrong).toEqual([]);
  });

  test('leaves no text in English but names, formats and words that are the same', () => {
    const allowed = new Set<string>((sameAsEnglish as Readonly<Record<string, string[]>>)[name] ?? []);
    const same = pairs.filter(({ key, text, source: from }) => interfaceLatin(text) === from && /\p{L}{2}/u.test(from.replace(/\{\w+\}/g, '')) && !allowed.has(englishKey(english, key))).map(({ key }) => key);
    expect(same).toEqual([]);
    expect([...allowed].filter((key) => catalogue.get(key) !== undefined && interfaceLatin(catalogue.get(key) ?? '') !== english.get(key))).toEqual([]);
  });

  test('names the same keys of the keyboard as English', () => {
    expect(pairs.filter(({ key, text, source: from }) => !owed.has(englishKey(english, key)) && keysIn(text).join() !== keysIn(from).join())).toEqual([]);
  });

  test('mixes no scripts within a word, and has no letters of another language', () => {
    const foreign: Readonly<Record<string, RegExp>> = { sh: /[äëéöüß]/iu, mk: /[ђћйщъыэюяіїє]/iu, sq: /[äöüßčćšžđ]/iu };
    expect(pairs.filter(({ text }) => /\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}/u.test(text.replace(/\{\w+\}/g, ' ')) || foreign[name]?.test(text.replace(/`[^`]*`|\{\w+\}/g, '')) === true)).toEqual([]);
  });

  test('has no empty text, no double space, no space at an end', () => {
    expect(pairs.filter(({ text, source: from }) => text.trim() !== text || text === '' || (/ {2}/.test(text) && !/ {2}/.test(from)))).toEqual([]);
  });

  test('ends a sentence where English ends one', () => {
    const end = (text: string): string => /[.…:?!]$/.exec(text)?.[0] ?? '';
    expect(pairs.filter(({ text, source: from }) => end(text) !== end(from))).toEqual([]);
  });
});

describe('what is owed', () => {
  test('is in English, lacks somewhere or has changed since, and is on the list but once', () => {
    const list = catalogueFile('untranslated') as string[];
    expect(list.filter((key) => !english.has(key))).toEqual([]);
    expect(new Set(list).size).toBe(list.length);
    const catalogues = NAMES.map((name) => texts(catalogueFile(name)));
    const bases = new Set(pluralBases(english));
    const entryOf = (key: string): string => (bases.has(key.replace(/\.(one|other)$/, '')) ? key.replace(/\.(one|other)$/, '') : key);
    expect(list.filter((key) => catalogues.every((catalogue) => catalogue.has(key)) && source[entryOf(key)] === hashOf(entryOf(key)))).toEqual([]);
  });

  test('an English text that was changed after its translation is on the list: run `npm run messages`', () => {
    expect(Object.keys(source).filter((entry) => source[entry] !== hashOf(entry) && !owed.has(entry) && !owed.has(`${entry}.other`))).toEqual([]);
  });

  function hashOf(entry: string): string {
    const value = entry.split('.').reduce<unknown>((node, part) => (node as Readonly<Record<string, unknown>> | undefined)?.[part], EN);
    return createHash('sha256').update(JSON.stringify(value) ?? '').digest('hex').slice(0, 8);
  }
});

describe('Cyrillic from the Latin catalogue', () => {
  const catalogue = [...texts(catalogueFile('sh'))];
  /** Without what stands between backquotes, which no script touches. */
  const turned = (text: string): string => text.replace(/`[^`]*`/g, '');

  test('reads back letter for letter', () => {
    expect(catalogue.filter(([, text]) => toLatin(interfaceCyrillic(turned(text))) !== turned(text)).map(([key]) => key)).toEqual([]);
  });

  test('leaves no Latin word but those that are meant to stay', () => {
    const stays = (word: string): boolean => latin.some((one) => word === one || (one.length >= 3 && word.startsWith(one)));
    const left = catalogue.flatMap(([key, text]) => {
      return (interfaceCyrillic(turned(text).replace(/\{\w+\}|\b(?:Ctrl|Alt|Shift)\+\w+/g, ' ')).match(/[\p{Script=Latin}]+/gu) ?? []).filter((word) => !stays(word)).map((word) => `${key}: ${word}`);
    });
    expect(left).toEqual([]);
  });

  test('keys are named as they stand on the keyboard', () => {
    expect(catalogue.filter(([, text]) => keysIn(interfaceCyrillic(text)).join() !== keysIn(text).join()).map(([key]) => key)).toEqual([]);
    expect(keysIn(interfaceCyrillic('Provjerite Caps Lock i `F2`'))).toEqual(['Caps Lock', 'F2']);
  });

  test('names stay with their endings, keys and values stay, the rest turns', () => {
    expect(interfaceCyrillic('Zapis ne šalje {name} nigdje; pritisnite `M` ili Ctrl+L.')).toBe('Zapis не шаље {name} нигдје; притисните M или Ctrl+L.');
    expect(interfaceLatin('pritisnite `M`')).toBe('pritisnite M');
  });
});

describe('speaking', () => {
  test('one, few and many things', () => {
    const { tn } = speechOf('sh-Latn');
    expect([1, 2, 5, 11, 21, 22, 25].map((count) => tn('clips.redacted', count).replace(/^\d+ /, '').split(' ')[0])).toEqual(['odlomak', 'odlomka', 'odlomaka', 'odlomaka', 'odlomak', 'odlomka', 'odlomaka']);
    expect(speechOf('sh-Cyrl').tn('clips.redacted', 2)).toMatch(/^2 одломка/);
    expect([1, 2, 11, 21].map((count) => speechOf('mk').tn('clips.redacted', count).split(' ')[1])).toEqual(['пасус', 'пасуси', 'пасуси', 'пасус']);
    expect([1, 2, 21].map((count) => speechOf('sq').tn('clips.redacted', count).split(' ')[1])).toEqual(['pasazh', 'pasazhe', 'pasazhe']);
  });

  test('numbers and days', () => {
    const march = new Date(2026, 2, 3, 9, 5);
    expect([speechOf('en').day(march), speechOf('en').moment(march), speechOf('en').number(1234.56)]).toEqual(['3 Mar 2026', '3 Mar 2026, 09:05', '1,234.6']);
    expect([speechOf('sh-Latn').day(march), speechOf('sh-Cyrl').moment(march), speechOf('sh-Latn').number(1234.56)]).toEqual(['3. 3. 2026.', '3. 3. 2026. 09:05', '1.234,6']);
    expect([speechOf('mk').day(march), speechOf('sq').moment(march), speechOf('mk').number(1234.56), speechOf('sq').number(12345.6)]).toEqual(['3 март 2026 г.', '3 mar 2026, 09:05', '1.234,6', '12\u00a0345,6']);
  });

  test('errors too', () => {
    const failure = { code: 'vault-wait', params: { seconds: 12 } };
    expect(speechOf('sh-Latn').failure(failure)).toMatch(/12 s/);
    expect(speechOf('sh-Cyrl').failure(failure)).toMatch(/12 s/);
    // Codes and figures that a failure carries are said as the language says them.
    expect(speechOf('sh-Latn').failure({ code: 'export-check-failed', params: { what: 'sound' } })).toContain('(zvuk)');
    expect(speechOf('sq').failure({ code: 'translation-no-pair', params: { engine: 'Apertium', from: 'mk', to: 'en' } })).toMatch(/maqedonisht .*anglisht/);
    expect(speechOf('mk').failure({ code: 'model-too-large', params: { title: 'Whisper', neededGb: '5.2', thereGb: '4.0' } })).toMatch(/5,2 GB .* 4 GB/);
    expect(speechOf('en').failure({ code: 'export-check-failed', params: { what: 'no-such-place' } })).toContain('(no-such-place)');
    expect(speechOf('sh-Latn').failure({ code: 'no-such-code', params: {} })).toContain('no-such-code');
  });

  test("the computer's language, until one is chosen", () => {
    expect([['hr-HR'], ['sr-RS'], ['sr-Latn-RS'], ['mk-MK'], ['sq_AL'], ['bs-Cyrl'], ['cnr'], ['de-AT', 'bs'], ['de'], []].map((tags) => languageOf(tags))).toEqual(['sh-Latn', 'sh-Cyrl', 'sh-Latn', 'mk', 'sq', 'sh-Cyrl', 'sh-Latn', 'sh-Latn', 'en', 'en']);
  });
});

test('every model is described in every language, in the words of its catalogue in English', () => {
  for (const { id, note } of models.models) {
    expect(english.get(`models.note-${id.replaceAll('.', '-')}`)).toBe(note);
  }
});
