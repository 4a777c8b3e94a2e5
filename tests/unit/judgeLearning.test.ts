import { judgeOf } from '../../electron/core/suggestions/judge/model';
import judgeFile from '../../resources/lexicons/judge.json';
import { foldedWords, learn, lessonsHash, type Lesson } from '../../scripts/judge/learn';
import { allLessons } from '../../scripts/judge/lessons';
import { fit, scoreOf, type Example } from '../../scripts/judge/regression';

describe('the regression', () => {
  const one = (at: number, y: 0 | 1): Example => ({ x: { at: [at], value: [1] }, y });

  it('stands where the loss is least: no small step in any direction lowers it', () => {
    const examples = [one(0, 1), one(0, 1), one(0, 0), one(1, 0), one(1, 0), one(1, 1), one(2, 1)];
    const w = fit(examples, 3, 2);
    const loss = (at: Float64Array): number => at.reduce((sum, value) => sum + value * value, 0) / 2 + 2 * examples.reduce((sum, { x, y }) => sum + Math.log1p(Math.exp((y === 1 ? -1 : 1) * scoreOf(x, at))), 0);
    for (let n = 0; n < w.length; n += 1) for (const step of [-0.01, 0.01]) expect(loss(w.map((value, at) => value + (at === n ? step : 0)))).toBeGreaterThan(loss(w));
    expect(w[0]).toBeGreaterThan(0);
    expect(w[1]).toBeLessThan(0);
  });
});

it('has learned from the sentences as they are now; otherwise run `npm run judge` and look at the figures', () => {
  expect(judgeFile.lessons).toBe(lessonsHash(allLessons()));
});

it('learns who did it from sentences of one language, says so of another sentence, and learns the same each time', () => {
  const verbs = ['vezao', 'udario', 'gurnuo', 'zaključao', 'odvukao', 'ostavio', 'zapalio', 'srušio'];
  const lessons = verbs.flatMap((verb): Lesson[] => [
    { code: 'hbs', sentence: `Ja sam ga ${verb} u podrumu.`, admits: true }, { code: 'hbs', sentence: `Oni su me ${verb} u podrumu.`, admits: false },
  ]);
  const data = learn(lessons, 0.7);
  expect(learn(lessons, 0.7)).toEqual(data);
  const judge = judgeOf(JSON.parse(JSON.stringify(data)));
  const of = (sentence: string): number => judge?.judge(foldedWords(sentence, 'hbs'), 'hbs').probability ?? NaN;
  expect(of('Ja sam ga dozvao u šumu.')).toBeGreaterThan(0.7);
  expect(of('Oni su me dozvali u šumu.')).toBeLessThan(0.3);
});
