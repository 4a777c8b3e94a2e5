import type { LanguageCode } from '../../shared/domain';
import { inflectedMatch } from '../../shared/inflection';

const of = (language: LanguageCode, table: Readonly<Record<string, string>>): [LanguageCode, string, string][] =>
  Object.entries(table).flatMap(([term, forms]) => forms.split(', ').map((form): [LanguageCode, string, string] => [language, term, form]));

describe('forms of a name', () => {
  test.each([
    ...of('bs', {
      Ahmići: 'Ahmići, Ahmića, Ahmićima, Ahmiće, AHMIĆIMA, Ахмићима, Ahmicima',
      Srebrenica: 'Srebrenica, Srebrenice, Srebrenici, Srebrenicu, Srebrenicom, Сребреници, Srebreničin',
      Mladić: 'Mladić, Mladića, Mladiću, Mladićem, Mladići, Mladićima, Mladićev, Mladićeva, Mladićevih, Младићевом',
      'Banja Luka': 'Banja Luka, Banje Luke, Banjoj Luci, Banjoj Luki, Banju Luku, Banjom Lukom',
      'Novi Travnik': 'Novi Travnik, Novog Travnika, Novom Travniku, Novim Travnikom',
      'Crna Gora': 'Crne Gore, Crnoj Gori, Crnu Goru, Crnom Gorom',
      Vinkovci: 'Vinkovaca, Vinkovcima, Vinkovce',
      Bratunac: 'Bratunca, Bratuncu, Bratuncem, Bratunčev',
      Petar: 'Petra, Petru, Petrom, Petrov, Petrove',
      Marko: 'Marka, Marku, Markom, Markov, Markovoj',
      Milica: 'Milice, Milicu, Miličin, Miličine',
      Sarajevo: 'Sarajeva, Sarajevu, Sarajevom',
      Brčko: 'Brčkog, Brčkom, Brčka',
      Jajce: 'Jajca, Jajcu, Jajcem',
      Rade: 'Radeta, Radetu, Radetom',
      Ali: 'Alija, Aliju, Alijem, Alijev',
      Pavao: 'Pavla, Pavlu, Pavlov',
      Vukovar: 'Vukovara, Vukovaru, Vukovarom',
      OVK: 'OVK, OVK-a, OVK-om, ОВК-у',
      džihad: 'džihada, dzihadu, џихадом',
    }),
    ...of('sq', {
      Prishtinë: 'Prishtina, Prishtinës, Prishtinën, Prishtine',
      Drenica: 'Drenicë, Drenicës, Drenicën',
      Prizren: 'Prizreni, Prizrenit, Prizrenin',
      Thaçi: 'Thaçit, Thaçin',
      Haradinaj: 'Haradinaj, Haradinajt, Haradinajn',
      'UÇK': 'UÇK-së, UÇK-ja',
    }),
    ...of('mk', { Стојан: 'Стојана, Стојанов, Стојановата', Куманово: 'Куманово, Кумановото', Планина: 'планината, Planinata', командант: 'командантот, командантите' }),
    ...of('sl', { Maribor: 'Maribora, Mariboru, Mariborom', Ljubljana: 'Ljubljane, Ljubljani, Ljubljano' }),
    ...of('bg', { Иван: 'Ивана, Иванов', река: 'реката, реките' }),
    ...of('en', { Hassan: "Hassan, Hassan's" }),
  ])('%s %s: %s', (language, term, form) => { expect(inflectedMatch(term, form, language)).not.toBeNull(); });
});

describe('no form of the name', () => {
  test.each([
    ...of('bs', {
      Ahmići: 'Ahmet, Ahmetići, Amidža, Ahmićevska, mići',
      Srebrenica: 'srebro, srebrnina, Srebrenik, Srebreniku, srebreni, Srebreničanin',
      Mladić: 'mlad, mladost, mladićak, Mladenović, Mlađić',
      'Banja Luka': 'Banja, Luka, banja voda, Banjalučka Luka, Luka Banja',
      Marko: 'Marica, Markica, marketing, Marković, Markovići, mark, Marcu',
      Petar: 'petarda, Petrović, Pero, petica, peta',
      Bratunac: 'brat, bratu, Bratunčanin, Bratuna',
      Ali: 'al, ala, alim, Alibegović',
      Brčko: 'Brčanin, brk, brkom, brčanska',
      Rade: 'radi, rada se, radijator, radetina',
      Ana: 'anđeo, Anica, Aničin, Anton, na, anđela',
      Sarajevo: 'Sarajlija, sarajevska, sara',
      Luka: 'luk, lukav, Lucija, lučki, Lukić',
      Hasan: 'Hasanović, Hasanbegović, hasanbeg',
    }),
    ...of('sq', { Thaçi: 'thatë, Thaçishta', Prishtinë: 'prish, Prishtinalinë' }),
    ...of('mk', { Стојан: 'стои, Стојановски' }),
    ...of('en', { Hassan: 'Hass, Hassani' }),
  ])('%s %s: %s', (language, term, word) => { expect(inflectedMatch(term, word, language)).toBeNull(); });
});

test('says which case, and whether the diacritics were right', () => {
  expect(inflectedMatch('Ahmići', 'Ahmićima,', 'bs')).toEqual({ cases: ['dat', 'ins'], exact: true });
  expect(inflectedMatch('Ahmići', 'ahmicima', 'bs')).toMatchObject({ exact: false });
  expect(inflectedMatch('', 'x', 'bs')).toBeNull();
});
