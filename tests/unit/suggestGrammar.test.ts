import { lexicon, ownLexicons, suggest, type LexiconCode, type Suggestion } from '../../electron/core/suggestions';
import { segmentOf, suggestedFor } from '../support/suggestionSet';

const lexicons = ownLexicons();
const admitted = (code: LexiconCode, sentence: string): Suggestion | undefined => suggestedFor(sentence, code).find((one) => one.reason === 'self-incrimination');
const admits = (code: LexiconCode, sentence: string): boolean => admitted(code, sentence)?.denial === false;

describe('Macedonian', () => {
  it.each([
    ['Имам пукано по луѓе.', 'Немам пукано по луѓе.'],
    ['Имаме запалено шест куќи.', 'Имаат запалено шест куќи.'],
    ['Сум фрлал бомби во подрумот.', 'Тој фрлал бомби во подрумот.'],
    ['Ги тепавме со палки.', 'Ги тепаа со палки.'],
    ['Секоја ноќ ќе ги тепавме.', 'Ќе ги тепавме ако нè пуштеа.'],
    ['Пушката ми ја дадоа уште на врата.', 'Пушката му ја дадоа уште на врата.'],
  ])('%s is an admission, %s is none', (mine, none) => {
    expect(admits('mk', mine)).toBe(true);
    expect(admits('mk', none)).toBe(false);
  });

  it('is read in Latin letters too, with and without diacritics', () => {
    for (const written of ['Чував затвореници во подрумот под куќата.', 'Čuvav zatvorenici vo podrumot na kuḱata.', 'Chuvav zatvorenici vo podrumot na kukjata.', 'Cuvav zatvorenici vo podrumot na kukata.']) expect(admits('mk', written)).toBe(true);
    expect(admits('mk', 'Chuvav deca vo Germanija.')).toBe(false);
  });
});

describe('Albanian', () => {
  it.each([
    ['Kam luftu në vijën e parë.', 'Ai ka luftu në vijën e parë.'],
    ['E kam vra unë.', 'E ka vra ai.'],
    ['Jam kanë roje te ai burgu.', 'Ai ka kanë roje te ai burgu.'],
    ['I kena djeg shtëpitë e tyne.', 'I kanë djeg shtëpitë e tyne.'],
    ['E paskam vrarë me atë plumb.', 'E paska vrarë me atë plumb.'],
    ['Na u desh me i vra.', 'Na kanë dashtë me na vra.'],
    ['Unë i vrava, të gjithë.', 'Pse, unë të vrisja njerëz?'],
    ['Vura minën nën urë.', 'Vunë minën nën urë.'],
  ])('%s is an admission, %s is none', (mine, none) => {
    expect(admits('sq', mine)).toBe(true);
    expect(admits('sq', none)).toBe(false);
  });
});

describe('an object before its verb', () => {
  it('is found as behind it', () => {
    for (const sentence of ['Hodha benzinë mbi derë.', 'Benzinën mbi derë e hodha unë.']) expect(admits('sq', sentence)).toBe(true);
  });

  it('does not hide a negation between the two', () => {
    expect(admitted('sq', 'Benzinën mbi derë nuk e hodha unë.')).toMatchObject({ denial: true, severity: 1 });
    expect(admitted('sq', 'Nuk lamë asnjë të gjallë.')).toMatchObject({ denial: false });
  });
});

it('takes no preposition that begins a sentence for a name', () => {
  expect(suggestedFor('Кај Тетово нè чекаа.', 'mk')).toMatchObject([{ reason: 'place-or-date', why: { words: 'Тетово' } }]);
});

it('knows what may be written in a lexicon: either order, endings that take a letter away, no spaces between braces', () => {
  const own = lexicon.parse({ ...lexicons.mk, acts: [{ id: 'towing', kind: 'supported', severity: 2, stems: ['влечи'], phrases: ['{качив,качивме} <> приколк*'] }] });
  const by = (sentence: string): string[] => suggest([segmentOf(sentence, 'mk')], { language: 'mk', glossary: [], lexicons: { mk: own } }).map(({ rule }) => rule);
  for (const sentence of ['Имам влечено коли.', 'Качив сѐ на приколка.', 'На приколката ги качив.']) expect(by(sentence)).toEqual(['mk/act/towing']);
  for (const wrong of ['{качив, качивме} кола', '{качив|качивме} кола']) expect(lexicon.safeParse({ ...lexicons.mk, acts: [{ id: 'towing', kind: 'supported', severity: 2, phrases: [wrong] }] }).success).toBe(false);
});
