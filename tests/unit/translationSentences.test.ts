import { layBack } from '../../electron/core/translation/layBack';
import { nameGuard } from '../../electron/core/translation/protect';
import { unitsOf } from '../../electron/core/translation/sentences';
import { parseMode } from '../../electron/core/translation/apertium/mode';
import { glossaryTerm, type Segment } from '../../shared/domain';

const S = 1_000_000;
const say = (id: string, startS: number, text: string, changes: Partial<Segment> = {}): Segment => ({ id, footageId: 'f', startUs: startS * S, endUs: (startS + 4) * S, text, language: 'bs', origin: 'machine', words: [], ...changes });
const shape = (segments: readonly Segment[]) => unitsOf(segments).map((unit) => ({ ids: unit.segments.map(({ id }) => id).join(), sentences: unit.sentences.map(({ spots }) => spots.map(({ text }) => text).join(' ')) }));
const BY = { language: 'en', engine: 'bergamot', model: 'm' } as const;

describe('sentences', () => {
  it('go over segments until they end, and end at a pause, another voice or language, or when nobody ends them', () => {
    expect(shape([say('a', 0, 'Kad smo došli'), say('b', 4, 'nije bilo nikoga. Onda smo'), say('c', 8, 'otišli.'), say('d', 12, 'Da.')])).toEqual([
      { ids: 'a,b,c', sentences: ['Kad smo došli nije bilo nikoga.', 'Onda smo otišli.'] }, { ids: 'd', sentences: ['Da.'] },
    ]);
    expect(shape([say('a', 0, 'Kad smo'), say('b', 7, 'došli')]).map(({ ids }) => ids)).toEqual(['a', 'b']);
    expect(shape([say('a', 0, 'Kad smo'), say('b', 4, 'došli', { speakerId: 'x' })]).map(({ ids }) => ids)).toEqual(['a', 'b']);
    expect(shape([say('a', 0, 'Kad smo'), say('b', 4, 'we came', { language: 'en' })]).map(({ ids }) => ids)).toEqual(['a', 'b']);
    expect(shape([say('a', 0, ''), say('b', 4, 'Da.')]).map(({ ids }) => ids)).toEqual(['b']);
    const endless = Array.from({ length: 30 }, (_, i) => say(`s${i}`, i * 4, 'i onda smo išli dalje'));
    expect(shape(endless).map(({ ids }) => ids.split(',').length)).toEqual([12, 12, 6]);
  });

  it('do not end at an abbreviation, an ordinal or an initial', () => {
    expect(shape([say('a', 0, 'Dr. Marić je 5. maja 1992. godine vidio J. Kovača. Bio je sam. „Ko je to?” Ne znam, 1992. Tada.')])[0]?.sentences)
      .toEqual(['Dr. Marić je 5. maja 1992. godine vidio J. Kovača.', 'Bio je sam.', '„Ko je to?”', 'Ne znam, 1992.', 'Tada.']);
  });
});

describe('laying back', () => {
  const [unit] = unitsOf([say('a', 0, 'Kad smo došli'), say('b', 4, 'vidio sam Marka. Da.')]);
  it('parts a sentence where the fewest links cross and remembers every segment whose words may stand there', () => {
    if (!unit) throw new Error('no unit');
    const sentence = { words: 'When we came along I saw Marko.'.split(' '), links: [[0, 0], [1, 1], [2, 2], [2, 3], [3, 5], [4, 4], [5, 6]] as [number, number][], unknown: [6] };
    const [a, b] = layBack(unit, [sentence, { words: ['Yes.'], links: [[0, 0]], unknown: [] }], BY);
    expect(a).toMatchObject({ segmentId: 'a', text: 'When we came along', unknown: [], links: [[0, 0, 0], [0, 1, 1], [0, 2, 2], [0, 2, 3]] });
    expect(b).toMatchObject({ segmentId: 'b', text: 'I saw Marko. Yes.', unknown: [2], links: [[1, 0, 1], [1, 1, 0], [1, 2, 2], [1, 3, 3]] });
    expect(b?.sources).toEqual([{ segmentId: 'a', text: 'Kad smo došli' }, { segmentId: 'b', text: 'vidio sam Marka. Da.' }]);
  });

  it('parts in proportion where nothing is linked, and says then of no word what it renders', () => {
    if (!unit) throw new Error('no unit');
    const [a, b] = layBack(unit, [{ words: 'When we came I saw Marko.'.split(' '), links: null, unknown: [] }, { words: ['Yes.'], links: [[0, 0]], unknown: [] }], BY);
    expect([a?.text, b?.text, a?.links, b?.links]).toEqual(['When we came', 'I saw Marko. Yes.', null, null]);
  });
});

test('names of the glossary go through an engine untouched, in whatever case they stand, and words that are no names do not', () => {
  const term = (name: string, kind: 'person' | 'word') => glossaryTerm.parse({ id: name, interviewId: 'i', term: name, misheard: [], kind, note: '' });
  const guard = nameGuard([term('Vuk', 'person'), term('Banja Luka', 'person'), term('logor', 'word')]);
  const { sentence, restore } = guard({ language: 'bs', words: ['Išao', 'sam', 's', '„Vukom”', 'iz', 'Banje', 'Luke,', 'a', 'vuk', 'je', 'zavijao.'] });
  expect(sentence.words).toHaveLength(10);
  expect(sentence.words[3]).toMatch(/^„Qzx\w+”$/);
  expect(sentence.words.join(' ')).not.toMatch(/Vuk|Banj/);
  // The engine moves words and sees the names as unknown ones.
  const back = restore({ words: ['I', 'went', 'from', sentence.words[5] ?? '', 'with', sentence.words[3] ?? '', 'zavijao.'], links: [[0, 1], [3, 5], [5, 3], [9, 6]], unknown: [3, 5, 6] });
  expect(back.words.join(' ')).toBe('I went from Banja Luka, with „Vuk” zavijao.');
  expect(back.unknown).toEqual([7]);
  expect(back.links).toEqual([[0, 1], [3, 6], [5, 3], [5, 4], [6, 3], [6, 4], [10, 7]]);
});

test('a mode of Apertium is read as a list of its own programs, and as nothing else', () => {
  expect(parseMode("lt-proc -w '/usr/a b/x.bin' | apertium-transfer -b 'x.t1x' | lt-proc $1 'y.bin'\n")).toEqual([
    { program: 'lt-proc', args: ['-w', '/usr/a b/x.bin'] }, { program: 'apertium-transfer', args: ['-b', 'x.t1x'] }, { program: 'lt-proc', args: ['-g', 'y.bin'] },
  ]);
  for (const wrong of ['sh -c id', 'lt-proc x; rm y', 'lt-proc $(id)', 'lt-proc x > /tmp/y', 'lt-proc x && id', 'lt-proc x |sh', '']) expect(() => parseMode(wrong)).toThrow();
});
