import { checkTranslation, denies, namesOf, numbersIn } from '../../electron/core/translation/checks';
import { glossaryTerm, type LanguageCode } from '../../shared/domain';

const none = namesOf([]);
const check = (original: string, translation: string, language: LanguageCode = 'bs') => checkTranslation({ text: original, language }, { text: translation, language: 'en' }, none);

test('a lost or an added denial is told, in either script, and several in one sentence deny once', () => {
  expect(check('Nisam ga vidio.', 'I saw him.')).toEqual(['negation']);
  expect(check('Нисам га видео.', 'I saw him.', 'sr')).toEqual(['negation']);
  expect(check('Nikad nikoga nisam ubio.', 'I never killed anyone.')).toEqual([]);
  expect(check('Nemojte pucati!', "Don't shoot!")).toEqual([]);
  expect(check('Vidio sam ga.', "I didn't see him.")).toEqual(['negation']);
  expect(check('Не знам кој беше.', 'I know who it was.', 'mk')).toEqual(['negation']);
  expect(check('Nuk e pashë.', 'I saw him.', 'sq')).toEqual(['negation']);
  expect(check('Nihče ni prišel.', 'Somebody came.', 'sl')).toEqual(['negation']);
  expect(check('Bez oružja.', 'Without weapons.')).toEqual([]);
  expect(check('Nebo je bilo plavo, a nišan čist.', 'The sky was blue and the sight clear.')).toEqual([]);
  expect(denies('Ich war nicht da.', 'de')).toBeNull();
});

test('numbers are compared whatever parts their thousands', () => {
  expect(numbersIn('1.200 ljudi, 5. maja 1992. u 14,5 km')).toEqual(['1200', '145', '1992', '5']);
  expect(check('Bilo ih je 1.200, 5. maja.', 'There were 1,200 of them, on 5 May.')).toEqual([]);
  expect(check('Bilo ih je 12.', 'There were 21 of them.')).toEqual(['number']);
});

test('a name of the glossary that is not in the translation is told, in whatever case the original has it', () => {
  const names = namesOf([glossaryTerm.parse({ id: 'v', interviewId: 'i', term: 'Vuk', misheard: [], kind: 'person', note: '' })]);
  const with_ = (translation: string) => checkTranslation({ text: 'Išao sam s Vukom.', language: 'bs' }, { text: translation, language: 'en' }, names);
  expect(with_('I went with the wolf.')).toEqual(['name']);
  expect(with_("I went in Vuk's car.")).toEqual([]);
});
