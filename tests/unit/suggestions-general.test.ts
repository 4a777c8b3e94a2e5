import { lexicon, LEXICON_CODES, ownLexicons, suggest, type LexiconCode, type Suggestion } from '../../electron/core/suggestions';
import { segmentOf, suggestedFor } from '../support/suggestionSet';

const admitted = (code: LexiconCode, sentence: string): Suggestion | undefined => suggestedFor(sentence, code).find((one) => one.reason === 'self-incrimination');

describe('who speaks behind one who boasts or shouts', () => {
  it.each([
    ['hbs', 'Vikao je jedan, ja sam ga zaklao.', 'Ja sam ga zaklao.'],
    ['sl', 'Eden se je hvalil, jaz sem ga zaklal.', 'Jaz sem ga zaklal.'],
    ['mk', 'Еден се фалеше, јас го заклав.', 'Јас го заклав.'],
    ['bg', 'Оня се хвалеше, аз го заклах.', 'Аз го заклах.'],
    ['sq', 'Njani bërtiste, unë e vrava.', 'Unë e vrava.'],
    ['en', 'One of them was shouting I killed him.', 'I killed him.'],
  ] as const)('%s: is he (%s), and without him the speaker (%s)', (code, anothers, mine) => {
    expect(admitted(code, anothers)).toBeUndefined();
    expect(admitted(code, mine)).toBeDefined();
  });
});

describe('sport, school and the household', () => {
  it.each([
    ['hbs', 'Trenirali smo rukomet pet godina.', 'Trenirali smo gađanje pet mjeseci.'],
    ['sl', 'Z bratom sva se tepla za šahovnico.', 'Z bratom sva tepla ujetnike.'],
    ['bg', 'Бихме се на табла цяла нощ.', 'Пребивахме пленниците цяла нощ.'],
    ['en', 'In primary school I was the class commander.', 'In the war I was the commander.'],
  ] as const)('%s: make an act harmless (%s), which it is not without them (%s)', (code, harmless, grave) => {
    expect(admitted(code, harmless)).toBeUndefined();
    expect(admitted(code, grave)).toBeDefined();
  });
});

describe('a denial', () => {
  it.each([
    ['hbs', 'Nikoga ja nisam taknuo.'], ['hbs', 'Mene tamo nije ni bilo.'], ['sl', 'Nobenega nisem udaril.'], ['mk', 'Мене таму ме немаше.'],
    ['bg', 'Никого не съм пипвал.'], ['sq', 'Askënd nuk e kam prekur.'], ['sq', 'As komandant s\'kam qenë, i kanë shpik gazetat.'], ['en', 'I never laid a finger on anybody.'], ['en', 'I wasn\'t even there.'],
  ] as const)('%s: is told as one, also where the papers are said to have made it up: %s', (code, sentence) => {
    expect(admitted(code, sentence)).toMatchObject({ denial: true, severity: 1 });
  });
});

it('begins no phrase with nothing where a language has no ending for its first stem', () => {
  const own = lexicon.parse({ ...ownLexicons().sl, acts: [{ id: 'signing', kind: 'commanded', severity: 2, phrases: ['podpisa- ... ukaz*'] }], charged: undefined });
  const rules = (sentence: string): string[] => suggest([segmentOf(sentence, 'sl')], { language: 'sl', glossary: [], lexicons: { sl: own } }).map(({ rule }) => rule);
  expect(rules('Podpisal sem njihov ukaz.')).toEqual(['sl/act/signing']);
  expect(rules('Kdo je dal ukaz, ne vem.')).toEqual([]);
});

it('does not call a name twice that the speaker gives as his own', () => {
  expect(suggestedFor('Unë quhem Fatmir.', 'sq').map(({ reason }) => reason)).toEqual(['speaker-identity']);
});

it('mixes no alphabets within a word of a lexicon', () => {
  for (const code of LEXICON_CODES) {
    const mixed = JSON.stringify(ownLexicons()[code]).replaceAll('è', 'ѐ').match(/[\p{L}]+/gu)?.filter((word) => /\p{Script=Latin}/u.test(word) && /\p{Script=Cyrillic}/u.test(word));
    expect({ code, mixed }).toEqual({ code, mixed: [] });
  }
});
