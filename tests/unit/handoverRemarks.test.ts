import { createIdentity, exportHandover, importHandover, type TakenIn } from '../../electron/core/handover';
import { addRemark, answerRemark, removeRemark, setRemarkState } from '../../electron/core/remarks/remarks';
import { remarkViews } from '../../electron/core/remarks/view';
import { editSegmentText } from '../../electron/core/transcript/editText';
import { undo } from '../../electron/core/transcript/history';
import type { Vault } from '../../electron/core/vault/vault';
import { ANA, BORIS, stick, tellInterview, type Told } from '../support/handover';
import { tempVault, type TempVault } from '../support/vault';

let a: TempVault;
let b: TempVault;
let told: Told;
let usb: ReturnType<typeof stick>;
let keys: { ana: { identity: string; recipient: string }; boris: { identity: string; recipient: string } };
beforeEach(async () => {
  const [one, two, ana, boris] = await Promise.all([tempVault(), tempVault(), createIdentity(), createIdentity()]);
  [a, b, keys] = [one, two, { ana, boris }];
  usb = stick();
  told = tellInterview(a.vault, Buffer.from('footage'));
});
afterEach(() => {
  a.dispose();
  b.dispose();
  usb.dispose();
});

async function give(from: Vault, to: Vault): Promise<TakenIn> {
  const [by, key, taker] = from === a.vault ? [ANA, keys.boris, BORIS] : [BORIS, keys.ana, ANA];
  const file = usb.file();
  await exportHandover(from, { interviewIds: [told.interviewId], withFootage: false, to: { recipient: key.recipient }, by: by.name }, file);
  return importHandover(to, file, { identity: key.identity }, { by: taker });
}
const id = (i: number): string => told.segments[i]?.id ?? '';
const ask = ({ db }: Vault, i: number, word: number, by = ANA) => addRemark(db, { footageId: told.footageId, kind: 'question', language: null, anchor: { fromSegmentId: id(i), fromWord: word, toSegmentId: id(i), toWord: word }, text: 'Which village?' }, by);
const seen = ({ db }: Vault) => remarkViews(db, told.footageId).map(({ now, state, by, answers }) => [now, state, by, ...answers.map((answer) => answer.text)].join(' | '));

test('questions go over, are answered there, come back, and settle', async () => {
  const { id: remarkId } = ask(a.vault, 1, 3);
  await give(a.vault, b.vault);
  expect(seen(b.vault)).toEqual(['selu | open | Ana']);
  answerRemark(b.vault.db, remarkId, 'Gornje.', BORIS);
  await give(b.vault, a.vault);
  expect(seen(a.vault)).toEqual(['selu | answered | Ana | Gornje.']);
  setRemarkState(a.vault.db, remarkId, 'closed', ANA);
  await give(a.vault, b.vault);
  expect(seen(b.vault)).toEqual(['selu | closed | Ana | Gornje.']);
  await give(b.vault, a.vault);
  expect(seen(a.vault)).toEqual(seen(b.vault));
  // The colleague's closing is one step of the history there.
  undo(b.vault.db, told.footageId);
  expect(seen(b.vault)).toEqual(['selu | answered | Ana | Gornje.']);
});

test('answers of both sides stand; of two states the later holds, and an answer opens what was closed before it', async () => {
  const { id: remarkId } = ask(a.vault, 1, 3);
  await give(a.vault, b.vault);
  setRemarkState(a.vault.db, remarkId, 'closed', ANA);
  await new Promise((resolve) => { setTimeout(resolve, 5); });
  answerRemark(b.vault.db, remarkId, 'Donje.', BORIS);
  await give(b.vault, a.vault);
  expect(seen(a.vault)).toEqual(['selu | answered | Ana | Donje.']);
  answerRemark(a.vault.db, remarkId, 'Or the upper one?', ANA);
  await new Promise((resolve) => { setTimeout(resolve, 5); });
  setRemarkState(a.vault.db, remarkId, 'open', ANA);
  setRemarkState(b.vault.db, remarkId, 'closed', BORIS);
  await give(a.vault, b.vault);
  await give(b.vault, a.vault);
  expect(seen(a.vault)).toEqual(seen(b.vault));
  expect(seen(a.vault)[0]).toContain('Donje. | Or the upper one?');
});

test('taken away there it goes here too, unless somebody went on with it here', async () => {
  const [first, second] = [ask(a.vault, 1, 3), ask(a.vault, 2, 3)];
  await give(a.vault, b.vault);
  removeRemark(b.vault.db, first.id, BORIS);
  removeRemark(b.vault.db, second.id, BORIS);
  setRemarkState(a.vault.db, second.id, 'closed', ANA);
  await give(b.vault, a.vault);
  expect(seen(a.vault)).toEqual(['je | closed | Ana']);
});

test('pinned to words that were corrected on either side, it stands on the same words after the merge', async () => {
  await give(a.vault, b.vault);
  ask(b.vault, 1, 3, BORIS);
  editSegmentText(a.vault.db, id(1), 'Mi smo tada bili u jednom selu iza brda.');
  await give(b.vault, a.vault);
  expect(seen(a.vault)).toEqual(['selu | open | Boris']);
  ask(a.vault, 2, 4);
  editSegmentText(b.vault.db, id(2), 'Ja ne znam zaista ko je pucao prvi.');
  await give(b.vault, a.vault);
  expect(seen(a.vault)).toEqual(['selu | open | Boris', 'pucao | open | Ana']);
  await give(a.vault, b.vault);
  expect(seen(b.vault)).toEqual(seen(a.vault));
});
