import { secretPairs, secretWords, shownWords } from '../../electron/core/clips/checkText';
import { heardError, heardFindings } from '../../electron/core/clips/leak/judgeHeard';
import { grammarWords, tellingForms } from '../../electron/core/clips/leak/grammar';
import { misheardWords } from '../../electron/core/clips/leak/misheard';
import { keepRecognised } from '../../electron/core/transcript/recognised';
import { remapWords } from '../../electron/core/transcript/remapWords';
import type { ClipPart } from '../../electron/core/clips/parts';
import type { Secrets } from '../../electron/core/clips/leak/secrets';
import type { LanguageCode, Segment } from '../../shared/domain';

function said(text: string, language: LanguageCode = 'hr'): Segment {
  const words = text.split(' ').map((word, i) => ({ text: word, startUs: i * 1_000_000, endUs: i * 1_000_000 + 900_000, trust: 'aligned' as const }));
  return { id: 's', footageId: 'f', startUs: 0, endUs: words.length * 1_000_000, text, language, origin: 'machine', words };
}

/** As the recogniser wrote it, and as a person put it right. */
function corrected(recognised: string, text: string): Segment {
  const segment = said(recognised);
  const words = keepRecognised(segment.words, remapWords(segment.words, text, segment).words);
  return { ...segment, text, words };
}

/** What is secret where these words of a text are hidden. */
function secretsWhere(segment: Segment, ...hidden: number[]): Secrets {
  const plan = { hidden: new Map([[segment.id, new Set(hidden)]]) };
  const words = secretWords([segment], plan);
  const telling = new Set(tellingForms([segment], plan));
  return { words, grammar: new Set([...words].filter((word) => !telling.has(word))), misheard: misheardWords([segment], plan, shownWords([segment], plan)), pairs: secretPairs([segment], plan), passagesOf: () => [] };
}

const heard = (text: string): { text: string; startUs: number; endUs: number }[] => text.split(' ').map((word, i) => ({ text: word, startUs: i * 1_000_000, endUs: i * 1_000_000 + 900_000 }));
const found = (text: string, secrets: Secrets): number[] => heardFindings(heard(text), secrets).map(({ startMs }) => (startMs ?? 0) / 1000);

describe('what is heard in a finished clip', () => {
  const secrets = secretsWhere(said('Mi smo rekli koje selo treba zapaliti prije zore'), 3, 4, 5, 6);

  test('a redacted word counts wherever it is heard, in all its forms', () => {
    expect(found('Danas je sela malo i zapaliti smo.', secrets)).toEqual([2, 5]);
    expect(found('Oni su zapalili, zapalio je, zapaljeno, a zapad je tamo', secrets)).toEqual([2, 3, 5]);
  });

  test('a word whose spelling was put right counts as it was heard at first, too: the same recogniser mishears it again', () => {
    const segment = said('Bili su u republike onda');
    const mended: Segment = { ...segment, words: segment.words.map((word, i) => (i === 3 ? { ...word, heard: 'repubike' } : word)) };
    expect(found('eto repubike sad', secretsWhere(mended, 3))).toEqual([1]);
    expect(found('eto repubike sad', secretsWhere(segment, 3))).toEqual([]);
    expect(found('eto repubike sad', secretsWhere(mended, 0))).toEqual([]);
  });

  test('what the recogniser wrote before a person put it right counts as it was heard, in no other form', () => {
    const segment = corrected('Bili su kod vladi nesiča tamo sutra', 'Bili su kod Vlade Nešića tamo ujutro');
    expect(found('eto vladi nesica i Vlado', secretsWhere(segment, 3, 4))).toEqual([1, 2, 4]);
    expect(found('eto vladih', secretsWhere(segment, 3, 4))).toEqual([]);
    // Where nothing is hidden it is heard so again.
    expect(found('eto vladi i sutra', secretsWhere(segment, 4))).toEqual([]);
    expect(found('sutra, sutra', secretsWhere(corrected('sutra je vladi sutra', 'jutro je Vladi sutra'), 0))).toEqual([]);
  });

  test('of words that were heard as one the whole counts where either is hidden; what was grammar or short never does', () => {
    const segment = corrected('rekao naprimjer nešto treba li tu', 'rekao na Primjer nešto trubio Lidu tu');
    expect(found('eto naprimjer', secretsWhere(segment, 2))).toEqual([1]);
    expect(found('naprimjer', secretsWhere(segment, 3))).toEqual([]);
    expect(found('treba li', secretsWhere(segment, 4, 5))).toEqual([]);
  });

  test('a word of grammar alone tells nothing, beside the word with which it is hidden it does', () => {
    expect(found('Nitko ne zna koje ni treba li', secrets)).toEqual([]);
    expect(found('koje, selo', secrets)).toEqual([0, 1]);
    expect(found('i koje treba', secretsWhere(said('Mi smo rekli koje treba onda'), 3, 4))).toEqual([1, 2]);
  });

  test('what is written like a name is no grammar, nor is anything in a language whose grammar is unknown', () => {
    expect(found('nego treba', secretsWhere(said('Onda je Treba došao'), 2))).toEqual([1]);
    expect(found('nego treba', secretsWhere(said('Treba doći'), 0))).toEqual([]);
    expect(found('treba', secretsWhere(said('onda treba doći', 'und'), 1))).toEqual([0]);
  });

  test('a text that cannot be told apart by words is taken whole, and counts', () => {
    const segment = said('Onda treba zapaliti selo');
    const plan = { hidden: new Map([['s', 'all' as const]]) };
    const telling = tellingForms([segment], plan);
    expect(telling).toEqual(expect.arrayContaining(['zapaliti', 'selo', 'sela']));
    expect(telling).not.toContain('treba');
  });

  test('grammar is known in all scripts, and holds nothing that a passage may be about', () => {
    expect(grammarWords('mk').has('zosto') || grammarWords('mk').has('zoshto')).toBe(true);
    for (const word of ['most', 'selo', 'mine', 'para', 'komandir', 'brat']) for (const language of ['hr', 'sr', 'sq', 'mk', 'en', 'bg', 'sl'] as const) expect([language, language === 'en' && word === 'most' ? false : grammarWords(language).has(word)]).toEqual([language, false]);
    expect(grammarWords('de').size).toBe(0);
  });
});

test('the refusal says whether it was heard at the edge of what is silent or elsewhere', () => {
  const clip = { startUs: 10_000_000, endUs: 20_000_000 };
  const part = { footageId: 'f', clip, source: {}, plan: { sound: [{ startUs: 14_000_000, endUs: 15_000_000, treatment: 'mute', reasons: [] }] } } as unknown as ClipPart;
  const at = (second: number): unknown => heardError(heardFindings([{ text: 'selo', startUs: second * 1e6, endUs: second * 1e6 + 200_000 }], secretsWhere(said('ono selo'), 1))[0] as never, [part]);
  expect(at(5.5)).toMatchObject({ code: 'export-heard-beside', params: { what: 'heard', footage: 'f', atMs: 15_500, at: '0:15.5' } });
  expect(at(3.1)).toMatchObject({ code: 'export-heard-beside' });
  expect(at(2)).toMatchObject({ code: 'export-heard', params: { atMs: 12_000 } });
  expect(at(7)).toMatchObject({ code: 'export-heard' });
});
