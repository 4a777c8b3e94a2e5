import { findPhrase, foldForSearch, foldWord, nfc, splitWords, findPhraseIn } from '../../shared/text';

describe('foldForSearch', () => {
  it.each([
    ['Đorđe', 'djordje'], ['Djordje', 'djordje'], ['ЂОРЂЕ', 'djordje'],
    ['љубав', 'ljubav'], ['Ljubav', 'ljubav'], ['ǈubav', 'ljubav'],
    ['џамија', 'dzamija'], ['Džamija', 'dzamija'], ['Ǆamija', 'dzamija'],
    ['њушка', 'njuska'], ['čćšž', 'ccsz'], ['ЧЋШЖ', 'ccsz'],
    ['Ѓорѓи', 'gorgi'], ['ќе', 'ke'], ['ѕвезда', 'dzvezda'], ['сѐ и ѝ', 'se i i'],
    ['Shqipëri', 'shqiperi'], ['Ălă', 'ala'], ['IĞDIR', 'igdir'],
  ])('%s → %s', (text, folded) => expect(foldForSearch(text)).toBe(folded));

  it('does not care how accents are composed', () => {
    for (const text of ['čaršija', 'Ѓорѓи', 'Ёлка', 'й']) expect(foldForSearch(text.normalize('NFD'))).toBe(foldForSearch(text));
  });

  it('keeps spaces and punctuation, and foldWord drops them', () => {
    expect(foldForSearch('Da, čuo sam!')).toBe('da, cuo sam!');
    expect(foldWord('„Čuo“')).toBe('cuo');
    expect(foldWord('—')).toBe('');
  });
});

describe('findPhrase', () => {
  const words = splitWords('Tada je, kaže, Đorđe Petrović — zvani «Džo» — ubio čovjeka kod Ključa. Đorđe Petrović!');

  it.each(['Đorđe Petrović', 'djordje petrovic', 'Dorde petrovic', 'ЂОРЂЕ ПЕТРОВИЋ', ' đorđe,\n petrović. '])('finds %j everywhere', (phrase) => {
    expect(findPhrase(words, phrase)).toEqual([{ from: 3, to: 4 }, { from: 13, to: 14 }]);
  });

  it('reaches over tokens of pure punctuation', () => expect(findPhrase(words, 'Petrović zvani Džo ubio')).toEqual([{ from: 4, to: 9 }]));
  it('finds words that share a token with others', () => expect(findPhrase(['rekao,da', 'dođe'], 'da dođe')).toEqual([{ from: 0, to: 1 }]));
  it('does not find parts of words', () => expect(findPhrase(words, 'ubi')).toEqual([]));
  it('finds nothing for an empty or punctuation-only phrase', () => {
    expect(findPhrase(words, '')).toEqual([]);
    expect(findPhrase(words, ' … ')).toEqual([]);
  });
  it('counts matches once', () => expect(findPhrase(['da', 'da', 'da', 'da', 'da'], 'da da')).toEqual([{ from: 0, to: 1 }, { from: 2, to: 3 }]));
  it('finds an apostrophe or hyphen typed either way', () => expect(findPhrase(['don’t', 'Bosansko-podrinjski'], "don't bosanskopodrinjski")).toEqual([{ from: 0, to: 1 }]));
});

it('splits as the transcript counts words', () => {
  expect(splitWords('  čuo\n sam \u00a0ga ')).toEqual(['čuo', 'sam', 'ga']);
  expect(nfc('c\u030c')).toBe('č');
});

it('finds a phrase at the word that it is, whatever white space stands before it', () => {
  expect(findPhraseIn('  Ja sam\n\npucao  u Zenici', 'pucao u').map(({ from, to }) => [from, to])).toEqual([[2, 3]]);
});
