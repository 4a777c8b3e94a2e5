import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { judgeOf } from '../../electron/core/suggestions/judge/model';
import type { Part } from '../../tests/support/suggestionSet';
import { foldedWords, learn } from './learn';
import { allLessons, labelled, ordinary } from './lessons';

/**
 * How likely a sentence must seem to be proposed. Chosen on the sets that may be tuned on, with one part left out in turn
 * (`--try`): nearly three in four of what is proposed are admissions there, and one in twenty ordinary sentences is proposed.
 */
const THRESHOLD = 0.7;
/** Left out in turn: each was written by another hand, or at another time, than the rest. */
const PARTS: readonly Part[] = ['fresh', 'later', 'last', 'second'];

/** What it would propose of sentences that it has not learned from, at several thresholds. */
function tryOut(): void {
  const rows = labelled();
  const scores = PARTS.flatMap((part) => {
    const judge = judgeOf(learn([...rows.filter((row) => row.part !== part), ...ordinary('learned')], THRESHOLD));
    const asked = [...rows.filter((row) => row.part === part).map((row) => ({ ...row, common: false })), ...ordinary('kept').map((row) => ({ ...row, common: true }))];
    return judge ? asked.map((row) => ({ ...row, probability: judge.judge(foldedWords(row.sentence, row.code), row.code).probability })) : [];
  });
  const sets = scores.filter(({ common }) => !common);
  const common = scores.filter((row) => row.common);
  for (const threshold of [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85]) {
    const proposed = sets.filter(({ probability }) => probability >= threshold);
    const alarms = common.filter(({ probability }) => probability >= threshold).length;
    console.log(`from ${threshold.toFixed(2)}: ${proposed.filter(({ admits }) => admits).length} of ${sets.filter(({ admits }) => admits).length} admissions, ${proposed.length} proposed of ${sets.length}; of 1000 ordinary sentences ${((1_000 * alarms) / common.length).toFixed(0)}`);
  }
}

if (process.argv.includes('--try')) tryOut();
else {
  const lessons = allLessons();
  const data = learn(lessons, THRESHOLD);
  const file = path.join(process.cwd(), 'resources/lexicons/judge.json');
  writeFileSync(file, `${JSON.stringify(data, null, 1)}\n`);
  console.log(`${file}: ${data.weights.join(' ').split(' ').length / 2} weights from ${lessons.length} sentences`);
}
