import { randomBytes } from 'node:crypto';
import { rejectPassage } from '../../electron/core/operations/passages';
import { suggestPassages } from '../../electron/core/operations/suggestions';
import { writeTranslation } from '../../electron/core/operations/translation';
import { editText } from '../../electron/core/operations/transcript';
import { redactedTranslation } from '../../electron/core/translation/leaving';
import type { Workspace } from '../../electron/core/workspace/workspace';
import type { PassageView } from '../../shared/domain';
import { peopledVault, speak, workAs } from '../support/people';
import { storeFootage } from '../support/vault';

let people: Awaited<ReturnType<typeof peopledVault>>;
let workspace: Workspace;
let footageId: string;
beforeEach(async () => {
  people = await peopledVault();
  people.vault.close();
  workspace = await workAs(people.dir, 'interviewer');
  footageId = storeFootage(workspace.vault, randomBytes(500));
  workspace.vault.db.prepare('UPDATE footage SET duration_us = 60000000').run();
});
afterEach(async () => {
  await workspace.close();
  people.dispose();
});

/** "Zabrundati" is no word: no lexicon will ever have it. */
function say(id: string, atMs: number, text: string, english?: string): void {
  speak(workspace.vault, footageId, id, text, atMs);
  if (english !== undefined) writeTranslation(workspace, { segmentId: id, language: 'en', text: english });
}
const found = (): PassageView[] => suggestPassages(workspace, { footageId }).suggested;
const told = (passages: readonly PassageView[]): unknown[] => passages.map(({ text, suggestion }) => [text, suggestion?.rule, suggestion?.why.translation]);

it('marks the sentence of the original whose translation is an admission, and says that it fired there', () => {
  say('a', 0, 'Bilo je hladno. Zabrundao sam ga kod bunara. Otišli smo kući.', 'It was cold. I killed him by the well. We went home.');
  const [one, ...more] = found();
  expect(more).toEqual([]);
  expect(one).toMatchObject({ text: 'Zabrundao sam ga kod bunara.', reason: 'took-part', severity: 3, suggestion: { rule: 'en/act/killing', why: { key: 'took-part', words: 'killed', translation: 'en' } } });
  expect(redactedTranslation(workspace.vault.db, footageId, 'en').map(({ text }) => text).join(' ')).not.toMatch(/killed|well/);
});

it('does not double what the original says, but adds what it does not', () => {
  say('a', 0, 'Pucao sam na njih.', 'I shot at them.');
  say('b', 2_000, 'Čuvao sam zarobljenike i zabrundao sam jednog.', 'I guarded the prisoners and I killed one of them.');
  say('c', 4_000, 'Sa mnom je bio Hasan Hodžić.', 'Hasan Hodzic was with me.');
  expect(told(found())).toEqual([
    ['Pucao sam na njih.', 'hbs/act/shooting', undefined],
    ['Čuvao sam zarobljenike', 'hbs/act/guarding', undefined],
    ['Hasan Hodžić.', 'hbs/name', undefined],
    ['Čuvao sam zarobljenike i zabrundao sam jednog.', 'en/act/killing', 'en'],
  ].sort((x, y) => Number(x[2] === 'en') - Number(y[2] === 'en')));
});

it('leaves rejected what was rejected, whoever translates it next, and asks again when the original says something else', () => {
  say('a', 0, 'Zabrundao sam ga kod bunara.', 'I killed him by the well.');
  const [one] = found();
  rejectPassage(workspace, { passageId: one?.id ?? '' });
  writeTranslation(workspace, { segmentId: 'a', language: 'en', text: 'It was by the well that I killed the man.' });
  expect(found()).toEqual([]);
  editText(workspace, { segmentId: 'a', text: 'Zabrundao sam ih kod mosta.' });
  expect(found()).toHaveLength(1);
});

it('does not ask by the translation about what was rejected in the original', () => {
  say('a', 0, 'Pucao sam na njih.', 'I shot at them.');
  for (const { id } of found()) rejectPassage(workspace, { passageId: id });
  expect(found()).toEqual([]);
});

it('marks all that could be meant where the sentences do not answer to each other, or the original has changed since', () => {
  say('a', 0, 'Bilo je hladno. Zabrundao sam ga kod bunara.', 'It was cold and I killed him by the well.');
  say('b', 3_000, 'Onda sam ga ja dozvao do bunara i', 'Then to the well I called him and');
  say('c', 4_000, 'zabrundao ga. Bila je noć.', 'I killed him. It was night.');
  say('d', 6_000, 'Kiša je padala. Zabrundao sam i njega.', 'It rained. I killed him too.');
  editText(workspace, { segmentId: 'd', text: 'Zabrundao sam njega. Kiša je padala.' });
  expect(found().map(({ text }) => text)).toEqual(['Bilo je hladno. Zabrundao sam ga kod bunara.', 'Onda sam ga ja dozvao do bunara i zabrundao ga.', 'Zabrundao sam njega. Kiša je padala.']);
});
