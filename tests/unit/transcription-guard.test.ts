import { agreement, loopsCut, mostReliable } from '../../electron/core/transcription/guard/hearings';
import { judge } from '../../electron/core/transcription/guard/judge';
import { isLoop, withoutLoops } from '../../electron/core/transcription/guard/loops';
import { isPhantom } from '../../electron/core/transcription/guard/phantoms';
import { isForeignScript } from '../../electron/core/transcription/guard/scripts';
import type { Placed } from '../../electron/core/transcription/place';
import { confidenceOf, type WordSigns } from '../../electron/core/transcription/confidence';
import { weigh } from '../../electron/core/transcription/weigh';
import { fitGroup } from '../../electron/core/transcription/wordTimes';
import { possibleSpan } from '../../electron/core/redaction/wordTimes';
import { DOUBTFUL_CONFIDENCE, type Word } from '../../shared/domain';

const at = (startS: number, endS: number, text: string): Placed => ({ startUs: startS * 1e6, endUs: endS * 1e6, text });
const speech = (...spans: [number, number][]) => spans.map(([from, to]) => ({ startUs: from * 1e6, endUs: to * 1e6 }));
const doubts = (placed: Placed[], spoken = speech([0, 30])) => judge(placed, { speech: spoken, language: 'bs' }).map((s) => s.doubts);

describe('loops', () => {
  it.each(['ne ne ne ne ne ne', 'Rekao je da. Rekao je da. Rekao je da.', `Bilo je teško ${'i onda su nas odveli, '.repeat(6)}`, 'ha '.repeat(80)])('are seen: %#', (text) => expect(isLoop(text)).toBe(true));
  it.each(['Ne, ne, ne.', 'Otišli smo, otišli smo kući.', 'Svaki dan isto, svaki dan isto, i onda su došli drugi ljudi i odveli nas u drugi logor kod rijeke.', 'Bilo nas je tridesetak u sobi, bez prozora, i spavali smo na betonu.', ''])('are not what people say: %#', (text) => expect(isLoop(text)).toBe(false));
  it('are seen across segments', () => {
    expect(doubts([at(0, 2, 'Hvala vam lijepo.'), at(2, 4, 'Hvala vam lijepo.'), at(4, 6, 'Hvala vam lijepo.')]).every((d) => d.includes('loop'))).toBe(true);
  });
});

describe('a loop that is all there is', () => {
  const words = (text: string): string[] => text.split(' ');
  const cut = (text: string): string => withoutLoops(words(text)).map((i) => words(text)[i]).join(' ');
  it('is cut to the rounds that somebody may mean', () => {
    expect(cut(`Nisam ga ${'no, '.repeat(80)}no.`)).toBe('Nisam ga no, no, no, no,');
    expect(cut('Rekao je da. Rekao je da. Rekao je da. Rekao je. Onda je otišao.')).toBe('Rekao je da. Rekao je da. Onda je otišao.');
    expect(isLoop(cut('ha '.repeat(80).trim()))).toBe(false);
  });
  it.each(['Ne, ne, ne.', 'Otišli smo, otišli smo kući.', 'Bilo nas je tridesetak u sobi, bez prozora, i spavali smo na betonu.', ''])('leaves what people say: %#', (text) => expect(cut(text)).toBe(text));
  it('is marked, keeps what a second hearing said of each word, and has words that may be anywhere in it', () => {
    const kept = loopsCut({ ...at(3, 12, `Marko ${'no '.repeat(9)}kraj`), doubts: ['loop', 'evidence'], agreed: [true, ...Array<boolean>(9).fill(false), true] });
    expect(kept).toMatchObject({ text: 'Marko no no no no kraj', isFolded: true, doubts: ['loop', 'evidence'], agreed: [true, false, false, false, false, true] });
    const aligned = kept.text.split(' ').map((text, i): Word => ({ text, startUs: (4 + i) * 1e6, endUs: (5 + i) * 1e6, trust: 'aligned' }));
    const [timed] = fitGroup([kept], aligned, { startUs: 0, endUs: 20e6 }, speech([3, 12]));
    expect(timed).toMatchObject({ startUs: 3e6, endUs: 12e6 });
    expect(timed?.words.map((_, i) => possibleSpan(timed, i))).toEqual(Array(6).fill({ startUs: 3e6, endUs: 12e6 }));
  });
  it('is left as it is where the engine believes it: people repeat themselves', () => {
    const said = { ...at(0, 3, 'ne ne ne ne ne ne'), doubts: ['loop' as const] };
    expect(loopsCut(said)).toBe(said);
  });
});

describe('phantoms', () => {
  it.each(['Hvala što pratite kanal.', 'Хвала што пратите канал', 'Prijevod i titl: Marko', 'Titlovi', 'Thanks for watching!', 'Subtitles by the Amara.org community', 'Субтитры сделал DimaTorzok', 'Hvala.', 'Хвала', 'Thank you.', 'Ευχαριστώ.', 'اشتركوا في القناة'])('are known: %s', (text) => expect(isPhantom(text)).toBe(true));
  it.each(['Hvala vam što ste došli danas.', 'Zahvalio sam mu se.', 'Gledali smo film, a titlovi su bili na ruskom.', 'Thank you for telling me this.', 'Prevodio sam za UNPROFOR.', '', 'Rekao mi je hvala i otišao.'])('are not what people say: %s', (text) => expect(isPhantom(text)).toBe(false));
});

describe('rates and silence', () => {
  it('doubts text that nobody could say in that time', () => {
    const long = 'Odveli su nas u školu i tamo smo bili tri dana bez hrane i vode dok nisu došli autobusi.';
    expect(doubts([at(0, 1, long)], speech([0, 1]))).toEqual([['rate']]);
    expect(doubts([at(0, 6, long)], speech([0, 6]))).toEqual([[]]);
    expect(doubts([at(0, 20, 'Da.')], speech([0, 20]))).toEqual([['rate']]);
    expect(doubts([at(0, 0.3, 'Da.')], speech([0, 0.7]))).toEqual([[]]);
  });
  it('doubts text where nobody was heard', () => {
    expect(doubts([at(10, 14, 'Onda su došli.')], speech([0, 9], [20, 30]))[0]).toContain('silence');
    expect(doubts([at(10, 14, 'Onda su došli.')], speech([12, 14]))).toEqual([[]]);
  });
});

it('doubts a script that the language is not written in', () => {
  expect(isForeignScript('Дошли су по нас', 'hr')).toBe(true);
  expect(isForeignScript('Дошли су по нас', 'sr')).toBe(false);
  expect(isForeignScript('Došli su po nas', 'mk')).toBe(true);
  expect(isForeignScript('Тој рече NATO и замина', 'mk')).toBe(false);
  expect(isForeignScript('1995.', 'mk')).toBe(false);
});

describe('evidence', () => {
  const evidence = (logprob: number, compression = 1) => ({ fromMs: 0, logprob, noSpeech: 0, compression, tries: 1 });
  it('doubts what the engine itself does not believe', () => {
    expect(doubts([{ ...at(0, 3, 'Ona je bila tu.'), evidence: evidence(-1.3) }, { ...at(3, 6, 'Ona je bila tamo.'), evidence: evidence(-0.4, 2.6) }, { ...at(6, 9, 'Ona nije bila tu.'), evidence: evidence(-0.4) }])).toEqual([['evidence'], ['evidence'], []]);
  });
  it('makes confidence, with what the aligner found and a second hearing said', () => {
    const of = (signs: Partial<WordSigns>): number => confidenceOf({ trust: 'aligned', evidence: evidence(-0.3), agreed: undefined, known: undefined, ...signs });
    expect(of({ evidence: evidence(0) })).toBe(1);
    expect(of({ trust: 'untimed' })).toBeLessThan(of({}));
    expect(of({ agreed: false })).toBeLessThan(0.5);
    expect(of({ known: false })).toBeLessThan(DOUBTFUL_CONFIDENCE / 2);
    expect(of({ known: true })).toBeGreaterThan(of({}));
  });
  it('gives each word what is known of it, over the borders of segments', () => {
    const timed = (from: number, ...texts: string[]) => ({ ...at(from, from + 3, texts.join(' ')), doubts: [], words: texts.map((text, i) => ({ text, startUs: (from + i) * 1e6, endUs: (from + i + 0.9) * 1e6, trust: 'aligned' as const })) });
    const weighed = weigh([timed(0, 'Tu', 'je', 'bio'), timed(3, 'sdrugom', 'tamo')], [true, true, undefined, false, true]);
    const sure = weighed.map(({ words }) => words.map((w) => (w.confidence ?? NaN) >= DOUBTFUL_CONFIDENCE));
    expect(sure).toEqual([[true, true, true], [false, true]]);
  });
  it('counts for little in a language without a dictionary', () => {
    expect(confidenceOf({ trust: 'aligned', evidence: undefined, agreed: undefined, known: undefined })).toBeGreaterThan(DOUBTFUL_CONFIDENCE);
  });
});

describe('several hearings', () => {
  const hearing = (...segments: [number, number, string, ...('loop' | 'phantom' | 'evidence')[]][]) => ({ segments: segments.map(([a, b, text, ...d]) => ({ ...at(a, b, text), doubts: d })) });
  it('keep the one without doubts, and mark where it says other words', () => {
    const kept = mostReliable([hearing([0, 8, 'ne ne ne ne ne ne', 'loop']), hearing([0, 8, 'Nisam ga vidio tog dana.'])], speech([0, 8]));
    expect(kept.map(({ text, doubts: d }) => ({ text, d }))).toEqual([{ text: 'Nisam ga vidio tog dana.', d: ['unsure'] }]);
  });
  it('never let silence pass for certainty', () => {
    const kept = mostReliable([hearing([0, 8, 'Hvala.', 'phantom']), hearing()], speech([0, 8]));
    expect(kept).toMatchObject([{ text: 'Hvala.', doubts: ['phantom', 'unsure'] }]);
  });
  it('never keep a loop where another hearing wrote most of the speech', () => {
    const loop = hearing([0, 9, `Nisam ga ${'ne, '.repeat(60)}`, 'loop', 'evidence']);
    expect(mostReliable([loop, hearing([0, 8, 'Nisam ga vidio tog dana.', 'evidence'])], speech([0, 9])).map((s) => s.text)).toEqual(['Nisam ga vidio tog dana.']);
    const repeated = hearing([0, 9, 'Rekao je da. Rekao je da. Rekao je da.', 'loop']);
    expect(mostReliable([repeated, hearing([0, 9, 'mušterija u', 'evidence'])], speech([0, 9]))[0]?.text).toBe('Rekao je da. Rekao je da. Rekao je da.');
    // What is not doubted at all is better than either, however much it leaves.
    expect(mostReliable([loop, hearing([0, 9, 'mušterija u', 'evidence']), hearing([0, 5, 'Nisam ga vidio.'])], speech([0, 9])).map((s) => s.text)).toEqual(['Nisam ga vidio.']);
    expect(mostReliable([loop, hearing([0, 2, 'Hvala.', 'evidence'])], speech([0, 9]))[0]?.text).toMatch(/^Nisam ga ne, ne/u);
  });
  it('agree word by word, whatever case and script', () => {
    expect(agreement(['Ja', 'sam', 'Đuro.'], ['ја', 'нисам', 'djuro'])).toEqual([true, false, true]);
  });
});
