import { isSlip, oneLetterAway, spelledOtherwise } from '../../electron/core/spelling/near';
import { sureCorrections } from '../../electron/core/spelling/sure';

const KNOWN = new Set(['poštovani', 'predsjednik', 'republike', 'oktobar', 'opširno', 'obzirno', 'izrazito', 'iz', 'birača', 'bi', 'smo', 'bismo', 'na', 'primjenu', 'primjeni', 'u', 'zabuni', 'zabune', 'djelomično', 'ili', 'njega', 'vladavina', 'vladavima', 'velikog', 'polako', 'neprimjenu', 'usvojila', 'djevojka', 'doteraše', 'on', 'onda', 'zemljom', 'pod']);
const NEIGHBOURS = new Set(['oktobra', 'evropskom', 'pogrešna']);
KNOWN.add('europskom').add('pogrešno');
const lexicon = { knows: (word: string): boolean => KNOWN.has(word), isWord: (word: string): boolean => KNOWN.has(word) || NEIGHBOURS.has(word) };
/** The text as it is written after the corrections. */
function mend(text: string, stays: readonly number[] = []): string {
  const tokens = text.split(' ');
  for (const { at, length, texts } of sureCorrections(tokens, lexicon, (i) => stays.includes(i)).reverse()) tokens.splice(at, length, ...texts);
  return tokens.join(' ');
}

describe('what is surely misspelt', () => {
  it.each([
    ['a letter lost beside another', 'repubike,', 'republike,'],
    ['a vowel for another', '„oktober“', '„oktobar“'],
    ['as it is spoken, though another word is as near', 'obširno', 'opširno'],
    ['jat', 'dijelomično', 'djelomično'],
    ['a word parted', 'iz razito velikog', 'izrazito velikog'],
    ['a word parted before', 'velikog u svojila.', 'velikog usvojila.'],
    ['the conditional, of known words', 'Onda bi smo u', 'Onda bismo u'],
  ])('is put right: %s', (_, heard, written) => {
    expect(mend(heard)).toBe(written);
  });

  it.each([
    ['known words', 'pod zemljom'],
    ['a word that may be two others', 'zabuno'],
    ['what begins with a capital: it may be a name', 'Oktober Repubike'],
    ['an ending, which is the case', 'republiko'],
    ['a beginning, at which the word before may hang', 'kpredsjednik'],
    ['what may be two words', 'naprimjenu'],
    ["a word of a neighbour's language", 'evropskom'],
    ["what a neighbour's word is as near to", 'pogrešnu'],
    ['short words', 'onde bi rača'],
    ['over punctuation', 'iz, razito'],
    ['how somebody speaks', 'polahko đevojka doteraje'],
    ['a word that goes with the one before as well as with the one after', 'vlada vi na'],
  ])('stays: %s', (_, heard) => {
    expect(mend(heard)).toBe(heard);
  });

  it('stays where it is told to', () => {
    expect(mend('repubike oktober iz razito', [0, 3])).toBe('repubike oktobar iz razito');
  });
});

describe('words nearby', () => {
  it('are all that differ by one letter', () => {
    const words = oneLetterAway('na').map(({ word }) => word);
    expect(words).toEqual(expect.arrayContaining(['a', 'n', 'ona', 'nea', 'nat', 'da', 'ne']));
    expect(words).not.toContain('na');
    expect(new Set(spelledOtherwise('predhodno').map(({ word }) => word))).toEqual(new Set(['prethodno', 'predhotno']));
  });

  it('tell slips from ways of speaking, beginnings and endings', () => {
    const slip = (from: string, to: string): boolean | undefined => oneLetterAway(from).filter(({ word }) => word === to).map((near) => isSlip(near, from))[0];
    expect([slip('amanman', 'amandman'), slip('zastuknik', 'zastupnik'), slip('minister', 'ministar')]).toEqual([true, true, true]);
    expect([slip('polahko', 'polako'), slip('pešadija', 'pješadija'), slip('kistraga', 'istraga'), slip('pravima', 'pravime'), slip('umnoviti', 'umnožiti')]).toEqual([false, false, false, false, false]);
  });
});
