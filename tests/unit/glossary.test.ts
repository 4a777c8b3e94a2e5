import { correctByGlossary, glossaryPrompt } from '../../electron/core/glossary';
import type { GlossaryTerm, LanguageCode, Word } from '../../shared/domain';
import { splitWords } from '../../shared/text';

const term = (written: string, kind: GlossaryTerm['kind'] = 'person', misheard: string[] = []): GlossaryTerm => ({ id: written, interviewId: 'i', term: written, misheard, kind, note: '', staysLatin: false });
const TERMS = [
  term('Ahmići', 'place', ['Amidži', 'a mići']), term('Srebrenica', 'place'), term('Mladić'), term('Karadžić'), term('Banja Luka', 'place', ['Banjaluka']), term('Hadžihasanović'), term('Alija'),
  term('Bijeljina', 'place'), term('Đurđević'), term('El Mudžahid', 'unit', ['El Muđahed', 'elmudžahid']), term('Tihić', 'person'), term('kalašnjikov', 'word', ['kalašnikov']), term('Perica'), term('Petrović'),
  term('Omarska', 'place', ['more']),
];
const words = (text: string): Word[] => splitWords(text).map((one, i) => ({ text: one, startUs: i * 1_000_000, endUs: i * 1_000_000 + 800_000, trust: 'aligned', confidence: 0.4 }));
const corrected = (text: string, language: LanguageCode = 'bs', terms = TERMS): string => correctByGlossary(words(text), terms, language).words.map((w) => w.text).join(' ');

describe('what is put right, the ending kept', () => {
  test.each([
    ['bili smo u Amićima tada', 'bili smo u Ahmićima tada'],
    ['selo Amići gori', 'selo Ahmići gori'],
    ['iz Amića, kažem', 'iz Ahmića, kažem'],
    ['oko Ahmiča i Amiča', 'oko Ahmića i Ahmića'],
    ['u Amidžima je bilo', 'u Ahmićima je bilo'],
    ['pored a mići sela', 'pored Ahmići sela'],
    ['ratni put iz Srebrnice do Tuzle', 'ratni put iz Srebrenice do Tuzle'],
    ['general Mladič je rekao Mladiču', 'general Mladić je rekao Mladiću'],
    ['sa Mladičem, „Mladiča!“', 'sa Mladićem, „Mladića!“'],
    ['Mladičeva vojska i Mladičevi ljudi', 'Mladićeva vojska i Mladićevi ljudi'],
    ['kod Karađića bio', 'kod Karadžića bio'],
    ['stajao Karadjić tamo', 'stajao Karadžić tamo'],
    ['do Banjaluke i nazad', 'do Banje Luke i nazad'],
    ['u Banjaluci tada', 'u Banjoj Luci tada'],
    ['komandant Hađihasanović lično', 'komandant Hadžihasanović lično'],
    ['kod Hadžiasanovića u stanu', 'kod Hadžihasanovića u stanu'],
    ['rekao je Alia meni', 'rekao je Alija meni'],
    ['iz Bjeljine i Beljine', 'iz Bijeljine i Bijeljine'],
    ['gospodin Djurdjević i Đurđevič', 'gospodin Đurđević i Đurđević'],
    ['odred El Muđahed tamo', 'odred El Mudžahid tamo'],
    ['bio u elmudžahidu godinu', 'bio u El Mudžahidu godinu'],
    ['imao kalašnikov i dva kalašnikova', 'imao kalašnjikov i dva kalašnjikova'],
    ['видео сам Младича у Сребрници', 'видео сам Младића у Сребреници'],
    ['U AMIĆIMA SMO BILI', 'U AHMIĆIMA SMO BILI'],
    ['Amićima smo prišli', 'Ahmićima smo prišli'],
    ['selo AMIĆI, selo', 'selo AHMIĆI, selo'],
  ])('%s → %s', (heard, written) => { expect(corrected(heard)).toBe(written); });

  test('Albanian and Macedonian', () => {
    expect(corrected('ishim në Drenicës dhe te Haradinaji', 'sq', [term('Drenica', 'place'), term('Haradinaj')])).toBe('ishim në Drenicës dhe te Haradinaji');
    expect(corrected('shkuam te Taçi me Taçin', 'sq', [term('Thaçi')])).toBe('shkuam te Thaçi me Thaçin');
    expect(corrected('кај Стоијановски', 'mk', [term('Стојановски', 'person', ['Стоијановски'])])).toBe('кај Стојановски');
  });
});

describe('what stays', () => {
  test.each([
    'bili smo u Ahmićima i Srebrenici',
    'kod Ahmetića i Amira',
    'mladi ljudi, mladić je stajao',
    'naša mladost i mladiči su došli',
    'Petković i Petrović su braća',
    'Perić, Peričević i Petrić',
    'Periša i Perka',
    'more je bilo mirno',
    'gledao sam more i mora',
    'tihi čovjek je došao',
    'Tiho, tiho!',
    'Ako hoćete, Ali ja ne znam',
    'srebrna kašika i srebrenici',
    'banja i luka su blizu',
    'Banja je daleko, Luka je došao',
    'bijelina snijega',
    'Al i Alma',
    'Karađorđe i Karađorđević',
    'Hadžić i Hasanović',
    'hasanović',
    'ja sam bio tamo',
    'A mi smo bili',
    'Mladen i Mladenović',
    'Omarskoj i Omarsku',
    'đurđevak cvate',
    'kalaš i kalaja',
    'Srebrenik i Srebreniku',
    'Amir Amidžić',
    'kad je alija došao',
  ])('%s', (text) => { expect(corrected(text)).toBe(text); });

  test('two terms that sound alike are left to a person', () => {
    expect(corrected('govorio Mulić tada', 'bs', [term('Mulić'), term('Muhlić')])).toBe('govorio Mulić tada');
    expect(corrected('govorio Muulič tada', 'bs', [term('Mulić'), term('Muhlić')])).toBe('govorio Muulič tada');
    expect(corrected('govorio Muulič tada', 'bs', [term('Mulić')])).toBe('govorio Mulić tada');
  });
  test('nothing without terms or words', () => {
    expect(corrected('bilo šta', 'bs', [])).toBe('bilo šta');
    expect(correctByGlossary([], TERMS, 'bs')).toEqual({ words: [], corrections: [] });
  });
});

test('times, trust and confidence stay with the word; what was changed is told', () => {
  const heard = words('u Amićima bio');
  const { words: now, corrections } = correctByGlossary(heard, TERMS, 'bs');
  expect(now[1]).toEqual({ ...heard[1], text: 'Ahmićima' });
  expect(corrections).toEqual([{ index: 1, heard: [heard[1]], written: [now[1]], termId: 'Ahmići', how: 'sound' }]);
});

test('a name of two words takes the time of the one that was heard, and the other way round', () => {
  const two = correctByGlossary(words('iz Banjaluke tada'), TERMS, 'bs').words;
  expect(two.map(({ text, startUs, endUs, trust }) => [text, startUs, endUs, trust])).toEqual([['iz', 0, 800_000, 'aligned'], ['Banje', 1_000_000, 1_436_364, 'estimated'], ['Luke', 1_436_364, 1_800_000, 'estimated'], ['tada', 2_000_000, 2_800_000, 'aligned']]);
  const one = correctByGlossary(words('pored a mići sela'), TERMS, 'bs').words;
  expect(one[1]).toMatchObject({ text: 'Ahmići', startUs: 1_000_000, endUs: 2_800_000 });
});

test('the prompt names people and places first, in the script of the text, and never more than fits', () => {
  expect(glossaryPrompt([term('zasjeda', 'word'), term('Ahmići', 'place'), term('Mladić')], 200)).toBe('Mladić, Ahmići, zasjeda.');
  expect(glossaryPrompt([term('zasjeda', 'word'), term('Ahmići', 'place'), term('Mladić')], 200, true)).toBe('Младић, Ахмићи, засједа.');
  expect(glossaryPrompt([term('Hadžihasanović'), term('Ana')], 10)).toBe('Ana.');
  expect(glossaryPrompt([], 200)).toBe('');
  for (const limit of [0, 5, 20, 50]) expect(glossaryPrompt(TERMS, limit).length).toBeLessThanOrEqual(limit);
});
