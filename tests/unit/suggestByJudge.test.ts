import judgeFile from '../../resources/lexicons/judge.json';
import { LEXICON_CODES, ownJudge, ownLexicons, suggest, suggestByJudge, type Judge, type LexiconCode, type Suggestion } from '../../electron/core/suggestions';
import { hashOf, judgeOf } from '../../electron/core/suggestions/judge/model';
import messages from '../../resources/messages/en.json';
import type { LanguageCode, Segment } from '../../shared/domain';
import { toCyrillic } from '../../shared/script';
import { judgedFor, labelledSet, ordinaryText, secondHeldOutSet, segmentOf, thirdHeldOutSet, withAndWithoutJudge } from '../support/suggestionSet';

const judge = ownJudge() as Judge;
const lexicons = ownLexicons();
const guesses = (segments: readonly Segment[], found: readonly Suggestion[] = [], own = judge): Suggestion[] => suggestByJudge(segments, found, own, { language: 'bs', glossary: [], lexicons });
/** Well below what `npm run bench -- suggest` prints, so that one is missed only when something broke. */
const FLOOR = { recall: 0.4, more: 60, precision: 0.55, ordinary: 15 } as const;
/** "Zabrundati" is no word: no lexicon will ever have it. */
const UNKNOWN = 'Zabrundao sam ga kod bunara.';

describe('what the judge proposes', () => {
  it('is a sentence that reads like an admission, with the words that say so, and the least severity', () => {
    const [one, ...more] = guesses([segmentOf(`Bilo je hladno. ${UNKNOWN} Kiša je padala.`, 'bs')]);
    expect(more).toEqual([]);
    expect(one).toMatchObject({ reason: 'self-incrimination', atRisk: 'speaker', severity: 1, denial: false, rule: 'hbs/judged', span: { fromWord: 3, toWord: 7 }, why: { key: 'judged' } });
    const words = one?.why.words.split(' … ') ?? [];
    expect(words.length).toBeGreaterThan(1);
    expect(words.length).toBeLessThanOrEqual(4);
    for (const word of words) expect(['Zabrundao', 'sam', 'ga', 'kod', 'bunara']).toContain(word);
    expect(messages.suggestions.why.judged).toMatch(/reads like an admission/);
  });

  it('is the same in both scripts, and for the same words cut into other segments', () => {
    const told = (segments: readonly Segment[]): unknown[] => guesses(segments).map(({ confidence, fingerprint }) => [confidence, fingerprint]);
    const whole = told([segmentOf(UNKNOWN, 'bs')]);
    expect(whole).toHaveLength(1);
    expect(told([segmentOf(toCyrillic(UNKNOWN), 'sr')])).toEqual(whole);
    expect(told([segmentOf('Zabrundao sam', 'bs', { id: 'a' }), segmentOf('ga kod bunara.', 'bs', { id: 'b', at: 10 })])).toEqual(whole);
  });

  it('is nothing where a rule knows the sentence, where somebody asks, and what others or the interviewer say', () => {
    const sentence = 'Pucao sam na njih iz kuće kod bunara.';
    const segments = [segmentOf(sentence, 'bs')];
    const found = suggest(segments, { language: 'bs', glossary: [], lexicons });
    expect(guesses(segments)).toHaveLength(1);
    expect(guesses(segments, found)).toEqual([]);
    for (const other of ['Zabrundao sam ga kod bunara?', 'Rekao mi je: „Zabrundao sam ga kod bunara."']) expect(guesses([segmentOf(other, 'bs')])).toEqual([]);
    const asked = [segmentOf(UNKNOWN, 'bs', { speakerId: 'asks' })];
    expect(suggestByJudge(asked, [], judge, { language: 'bs', glossary: [], lexicons, interviewers: ['asks'] })).toEqual([]);
    expect(guesses(asked)).toHaveLength(1);
  });

  it('finds it in a recogniser’s words without an end, and marks no more than a part of them', () => {
    const plain = Array.from({ length: 12 }, () => 'onda je bilo lijepo vrijeme i djeca su se igrala do mraka').join(' pa ');
    expect(guesses([segmentOf(plain, 'bs')])).toEqual([]);
    const [one, ...more] = guesses([segmentOf(`${plain} a ja sam ga zabrundao kod bunara i ostavio pa ${plain}`, 'bs')]);
    expect(more).toEqual([]);
    expect(one?.why.words).toContain('sam');
    expect((one?.span.toWord ?? 0) - (one?.span.fromWord ?? 0)).toBeLessThan(22);
    expect(one?.span.fromWord).toBeGreaterThan(100);
  });
});

/** Far enough apart that learning anew will not bring them together. */
it.each<[LexiconCode, string, string]>([
  ['hbs', 'Ja sam im pokazao kuću i otvorio vrata.', 'Ona im je pokazala kuću i otvorila vrata.'],
  ['hbs', 'Zapalili smo im kuće i otjerali stoku.', 'Zapalili su nam kuće i otjerali stoku.'],
  ['en', 'I drove the truck and I knew where we were taking them.', 'He drove the truck and he knew where they were taking us.'],
  ['en', 'We set fire to their houses and took the cattle.', 'They set fire to our houses and took the cattle.'],
  ['mk', 'Им ги запаливме куќите и им го зедовме добитокот.', 'Ни ги запалија куќите и ни го зедоа добитокот.'],
  ['bg', 'Вързах му ръцете и го оставих в мазето.', 'Вързаха ми ръцете и ме оставиха в мазето.'],
  ['sl', 'Pokazal sem jim hišo in odprl vrata.', 'Pokazala jim je hišo in odprla vrata.'],
  ['sl', 'Zažgali smo jim hiše in odgnali živino.', 'Zažgali so nam hiše in odgnali živino.'],
  ['sq', 'Unë ua tregova shtëpinë dhe e hapa derën.', 'Ajo ua tregoi shtëpinë dhe e hapi derën.'],
])('%s: who did it counts, not what was done: %s / %s', (code, mine, anothers) => {
  const language: LanguageCode = code === 'hbs' ? 'bs' : code;
  expect(guesses([segmentOf(mine, language)])).toHaveLength(1);
  expect(guesses([segmentOf(anothers, language)])).toEqual([]);
});

describe('on sentences that nothing learned from', () => {
  it('finds many admissions that the rules do not, for fewer wrong ones than right, and leaves nearly all that is ordinary', () => {
    const held = (['second', 'third'] as const).map((hand) => LEXICON_CODES.map((code) => withAndWithoutJudge((hand === 'second' ? secondHeldOutSet : thirdHeldOutSet)(code), code)));
    const sum = (which: 'rules' | 'both', what: 'right' | 'suggested' | 'expected'): number => held.flat().reduce((n, one) => n + one[which][what], 0);
    expect(sum('both', 'right') / sum('both', 'expected')).toBeGreaterThan(FLOOR.recall);
    expect(sum('both', 'right') - sum('rules', 'right')).toBeGreaterThan(FLOOR.more);
    expect(sum('both', 'right') / sum('both', 'suggested')).toBeGreaterThan(FLOOR.precision);
    const ordinary = LEXICON_CODES.flatMap((code) => ordinaryText(code).kept.map((sentence) => judgedFor(sentence, code).length));
    expect(ordinary).toHaveLength(180);
    expect(ordinary.filter((n) => n > 0).length).toBeLessThanOrEqual(FLOOR.ordinary);
  });

  it('has sixty in each language of the third hand, none of which is in what it learns from', () => {
    for (const code of LEXICON_CODES) {
      const rows = thirdHeldOutSet(code);
      const known = new Set([...labelledSet(code).map(({ sentence }) => sentence), ...ordinaryText(code).learned]);
      expect(rows.filter(({ expected, denial }) => expected.has('self-incrimination') && !denial)).toHaveLength(30);
      expect(rows.filter(({ expected }) => expected.size === 0)).toHaveLength(30);
      expect(rows.filter(({ sentence }) => known.has(sentence))).toEqual([]);
    }
  });
});

describe('its file', () => {
  it('is refused when anything of it was changed or is missing', () => {
    expect(judgeOf(judgeFile)).not.toBeNull();
    const [first = '', ...rest] = judgeFile.weights;
    for (const damaged of [undefined, {}, { ...judgeFile, threshold: 0 }, { ...judgeFile, weights: rest }, { ...judgeFile, weights: [first.replace(/-?\d+$/u, '400'), ...rest] }, { ...judgeFile, weights: [] }]) expect(judgeOf(damaged)).toBeNull();
    expect(hashOf(judgeFile.weights)).toBe(judgeFile.sha256);
  });
});

it('reads 30 000 words in less than a second of processor', () => {
  const sentences = labelledSet('hbs').map(({ sentence }) => sentence);
  const segments: Segment[] = [];
  for (let words = 0, n = 0; words < 30_000; n += 1) {
    const segment = segmentOf(sentences[n % sentences.length] ?? '', 'bs', { id: `s${n}`, at: words });
    segments.push(segment);
    words += segment.words.length;
  }
  const found = suggest(segments, { language: 'bs', glossary: [], lexicons });
  const times = [1, 2].map(() => {
    const began = process.cpuUsage();
    guesses(segments, found);
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1_000;
  });
  expect(Math.min(...times)).toBeLessThan(1_000);
});
