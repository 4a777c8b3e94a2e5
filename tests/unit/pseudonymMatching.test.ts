import type { LanguageCode, NameKind, Segment } from '../../shared/domain';
import { findNames } from '../../electron/core/pseudonyms/find';
import { proposeName, proposeSubstitute } from '../../electron/core/pseudonyms/propose';
import { toCyrillic } from '../../shared/script';

function segment(text: string, language: LanguageCode = 'bs', id = 's'): Segment {
  const words = text.split(' ').map((one, i) => ({ text: one, startUs: i * 1000, endUs: i * 1000 + 900, trust: 'aligned' as const }));
  return { id, footageId: 'f', startUs: 0, endUs: 1_000_000, text, language, origin: 'machine', words };
}
/** The words that are found, as they stand. */
function found(text: string, name: string, kind: NameKind = 'person', language: LanguageCode = 'bs'): string[] {
  const one = segment(text, language);
  return findNames([one], [{ id: 'n', names: [name], kind }]).map(({ from, to }) => one.words.slice(from.word, to.word + 1).map((word) => word.text).join(' '));
}

test.each<[LanguageCode, string, NameKind, string, string[]]>([
  ['bs', 'Nikola Hodžić', 'person', 'Vidio sam Nikolu Hodžića, s Nikolom Hodžićem i Hodžićevog brata.', ['Nikolu Hodžića,', 'Nikolom Hodžićem', 'Hodžićevog']],
  ['hr', 'Ahmići', 'place', 'Iz Ahmića smo išli prema Ahmićima, a u AHMIĆIMA je gorjelo.', ['Ahmića', 'Ahmićima,', 'AHMIĆIMA']],
  ['sr', 'Banja Luka', 'place', 'Били смо у Бањој Луци, па из Бање Луке.', ['Бањој Луци,', 'Бање Луке.']],
  ['bs', 'Ivo Jovo', 'person', 'Bez Ive i Jove nema, Ivi sam rekao.', ['Ive', 'Jove', 'Ivi']],
  ['hr', 'Petar Vrabac', 'person', 'Dao sam Petru Vrapcu, a Vrapca nema.', ['Petru Vrapcu,', 'Vrapca']],
  ['sq', 'Agim Krasniqi', 'person', 'E pashë Agimin, dhe vëllain e Krasniqit me Agim Krasniqin.', ['Agimin,', 'Krasniqit', 'Agim Krasniqin.']],
  ['sq', 'Prishtinë', 'place', 'Nga Prishtina në Prishtinë, rrugët e Prishtinës.', ['Prishtina', 'Prishtinë,', 'Prishtinës.']],
  ['mk', 'Стојан Илиевски', 'person', 'Го видов Стојана со Илиевски, и Стојан Илиевски рече.', ['Стојана', 'Илиевски,', 'Стојан Илиевски']],
  ['sl', 'Marko Zupančič', 'person', 'Videl sem Marka, z Markom Zupančičem in Zupančičevo sestro.', ['Marka,', 'Markom Zupančičem', 'Zupančičevo']],
  ['bg', 'Георги Хаджиев', 'person', 'Видях Георги и Хаджиев, а после Георги Хаджиев.', ['Георги', 'Хаджиев,', 'Георги Хаджиев.']],
  ['en', 'Nikola Hodžić', 'person', "Then Hodzic's men came with Nikola Hodzic.", ["Hodzic's", 'Nikola Hodzic.']],
])('in %s the name %s (%s) is found in every form', (language, name, kind, text, expected) => {
  expect(found(text, name, kind, language)).toEqual(expected);
});

test('a name typed in one script is found in the other, word for word', () => {
  const text = 'Vidio sam Nikolu Hodžića kod Đorđa u Ljubuškom';
  const cyrillic = toCyrillic(text, { alphabet: 'serbian' });
  expect(found(cyrillic, 'Nikola Hodžić')).toHaveLength(1);
  expect(found(cyrillic, 'Đorđe')).toHaveLength(1);
  expect(found(text, 'Ђорђе')).toEqual(['Đorđa']);
  expect(found('kod Djordja i kod Dorda', 'Đorđe')).toEqual(['Djordja', 'Dorda']);
  expect(findNames([segment(text)], [{ id: 'n', names: ['Nikola Hodžić'], kind: 'person' }])[0]?.fingerprint)
    .toBe(findNames([segment(cyrillic)], [{ id: 'n', names: ['Nikola Hodžić'], kind: 'person' }])[0]?.fingerprint);
});

test('the halves of a place are other places; a person is known by either name, in either order', () => {
  expect(found('Bio sam u Travniku, pa u Novom Travniku.', 'Novi Travnik', 'place')).toEqual(['Novom Travniku.']);
  expect(found('Zvao se Hodžić Nikola, mi smo ga zvali Nikola.', 'Nikola Hodžić')).toEqual(['Hodžić Nikola,', 'Nikola.']);
  expect(found('To je rekao ante drugi.', 'Ante Perić')).toEqual([]);
  expect(found('To je rekao Ante, drugi.', 'Ante Perić')).toEqual(['Ante,']);
  expect(found('S njim je bio Abu Bakr al Bosni.', 'Abu Bakr')).toEqual(['Abu Bakr']);
});

test('what a recogniser misheard counts when it sounds like the name and is written as one', () => {
  expect(found('Onda je Amić rekao da Srebrnica gori.', 'Ahmić')).toEqual(['Amić']);
  expect(found('Onda je amić rekao.', 'Ahmić')).toEqual([]);
});

test('punctuation, hyphens and words run together hide no name', () => {
  expect(found('rekao,Hodžić: (Hodžića) Hodžić-Marić @nikolahodzic', 'Nikola Hodžić')).toEqual(['rekao,Hodžić:', '(Hodžića)', 'Hodžić-Marić', '@nikolahodzic']);
});

test('a name over the border of two segments is one', () => {
  const [a, b] = [segment('to je bio Nikola', 'bs', 'a'), segment('Hodžić i njegov brat', 'bs', 'b')];
  const [one, ...others] = findNames([a, b], [{ id: 'n', names: ['Nikola Hodžić'], kind: 'person' }]);
  expect(others).toEqual([]);
  expect([one?.from.segment.id, one?.from.word, one?.to.segment.id, one?.to.word, one?.foundBy]).toEqual(['a', 3, 'b', 0, 'name']);
});

test('where text and words of a segment disagree the whole of it counts', () => {
  const odd = { ...segment('nešto drugo'), text: 'to je bio Hodžić' };
  expect(findNames([odd], [{ id: 'n', names: ['Hodžić'], kind: 'person' }])).toEqual([expect.objectContaining({ whole: true })]);
});

test('a word that may be the name of two people is said to be', () => {
  const [hit] = findNames([segment('onda je Hodžić rekao')], [{ id: 'a', names: ['Nikola Hodžić'], kind: 'person' }, { id: 'b', names: ['Amir Hodžić'], kind: 'person' }]);
  expect([hit?.id, ...(hit?.others ?? [])].sort()).toEqual(['a', 'b']);
});

test('a place that is also a common word is found, small as it is written, and said to be small', () => {
  const hits = findNames([segment('Išli smo preko gora do sela Gora')], [{ id: 'n', names: ['Gora'], kind: 'place' }]);
  expect(hits.map(({ small }) => small)).toEqual([true, false]);
});

test('what a person points at is brought into its basic form, and initials and numbers are not given twice', () => {
  const text = [segment('Hodžić je došao, s Hodžićem brat Hodžića. U Ahmićima je Zenica, iz Zenice smo, u Zenicu.')];
  expect(proposeName('Hodžića.', text, [], [])).toMatchObject({ name: 'Hodžić', kind: 'person', substitute: 'H.' });
  expect(proposeName('Zenicu', text, [], []).name).toBe('Zenica');
  const term = { id: 't', interviewId: 'i', term: 'Ahmići', misheard: ['Amići'], kind: 'place' as const, note: '', staysLatin: false };
  expect(proposeName('Ahmićima', text, [term], [])).toEqual({ name: 'Ahmići', kind: 'place', also: ['Amići'], substitute: '[place 1]' });
  expect(proposeSubstitute('Nikola Hodžić', 'person', [])).toBe('N.H.');
  expect(proposeSubstitute('Nedim Hadžić', 'person', [{ substitute: 'N.H.' }])).toBe('N.H. (2)');
  expect(proposeSubstitute('Žepa', 'place', [{ substitute: '[place 1]' }])).toBe('[place 2]');
});

test('thirty thousand words and fifty names are looked through quickly', () => {
  const many = Array.from({ length: 3_000 }, (_, i) => segment('onda smo svi zajedno otišli kući i tamo čekali', 'bs', `s${i}`));
  const names = Array.from({ length: 50 }, (_, i) => ({ id: `${i}`, names: [`Ime${i} Prezime${i}ić`], kind: 'person' as const }));
  const before = process.cpuUsage();
  findNames(many, names);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(2);
});
