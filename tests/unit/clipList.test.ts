import { randomBytes } from 'node:crypto';
import { addClip, changeClip, getClip, joinClips, listClips, moveClip, removeClip, travelClips, type Hand } from '../../electron/core/cliplist/clips';
import { createInterview } from '../../electron/core/footage/interviews';
import { editSegmentText } from '../../electron/core/transcript/editText';
import { redo, undo } from '../../electron/core/transcript/history';
import { split } from '../../electron/core/transcript/reshaping';
import { listSegments } from '../../electron/core/transcript/segments';
import type { ListedClip, PartDraft } from '../../shared/domain';
import { speak } from '../support/people';
import { storeFootage, tempVault, type TempVault } from '../support/vault';

let temp: TempVault;
let hand: Hand;
let [first, second] = ['', ''];
beforeEach(async () => {
  temp = await tempVault();
  const { db } = temp.vault;
  hand = { id: 'ana', seesRaw: true, segmentsOf: (id) => listSegments(db, id) };
  first = storeFootage(temp.vault, randomBytes(5_000));
  second = storeFootage(temp.vault, randomBytes(5_000));
  db.prepare('UPDATE footage SET duration_us = 60000000').run();
  const { id } = createInterview(db, { speakerCode: '', date: '', region: '', interviewer: '', languages: [], consent: 'unknown', warningGiven: 'unknown', warningWhen: '', notes: '' });
  db.prepare('UPDATE footage SET interview_id = ?').run(id);
  speak(temp.vault, first, 'one', 'tada smo otišli u grad i vratili se', 2_000);
  speak(temp.vault, first, 'two', 'sutradan opet', 5_000);
});
afterEach(() => temp.dispose());

const db = () => temp.vault.db;
const list = (): ListedClip[] => listClips(db(), second);
const titles = (): string[] => list().map(({ title }) => title);
const words = (fromWord: number, toWord: number, segmentId = 'one'): PartDraft => ({ footageId: first, words: { fromSegmentId: segmentId, fromWord, toSegmentId: segmentId, toWord } });
const time = (startMs: number, endMs: number, footageId = first): PartDraft => ({ footageId, startUs: startMs * 1000, endUs: endMs * 1000 });
const add = (title: string, ...parts: PartDraft[]) => addClip(db(), { parts, title, lowerThird: '' }, hand);
const span = (i = 0): [number, number] => {
  const part = list()[i]?.parts[0];
  return [(part?.startUs ?? 0) / 1000, (part?.endUs ?? 0) / 1000];
};

it('lists the clips of all footage of the interview in their order, and undoes and redoes every deed', () => {
  const a = add('a', time(0, 1_000));
  add('b', time(1_000, 2_000, second), time(3_000, 4_000));
  add('c', time(0, 1_000));
  expect(titles()).toEqual(['a', 'b', 'c']);
  moveClip(db(), a.id, 1, hand);
  expect(titles()).toEqual(['b', 'a', 'c']);
  moveClip(db(), a.id, 1, hand);
  moveClip(db(), a.id, 1, hand);
  expect(titles()).toEqual(['b', 'c', 'a']);
  joinClips(db(), list()[0]?.id ?? '', hand);
  expect(list().map(({ title, parts }) => [title, parts.length])).toEqual([['b', 3], ['a', 1]]);
  changeClip(db(), a.id, { title: 'last', fadeInUs: 500_000 }, hand);
  removeClip(db(), a.id, hand);
  expect(() => getClip(db(), a.id)).toThrow(expect.objectContaining({ code: 'clip-missing' }));
  const back = ['history.clipRemove', 'history.clipChange', 'history.clipJoin', 'history.clipMove', 'history.clipMove', 'history.clipAdd', 'history.clipAdd', 'history.clipAdd'];
  expect(back.map(() => travelClips(db(), second, 'undo'))).toEqual(back);
  expect([travelClips(db(), first, 'undo'), list()]).toEqual([null, []]);
  expect(back.map(() => travelClips(db(), first, 'redo'))).toEqual([...back].reverse());
  expect(list().map(({ title, parts, fadeInUs }) => [title, parts.length, fadeInUs])).toEqual([['b', 3, 0]]);
});

it('has an undo apart from that of the transcript', () => {
  add('a', words(0, 2));
  editSegmentText(db(), 'two', 'sutradan ponovo');
  expect(travelClips(db(), first, 'undo')).toBe('history.clipAdd');
  expect(undo(db(), first).what).toBe('history.editText');
  expect(undo(db(), first).undone).toBe(false);
  // A new deed on the one leaves what was undone on the other.
  add('b', words(0, 2));
  expect(redo(db(), first).what).toBe('history.editText');
  expect(titles()).toEqual(['b']);
});

it('begins and ends with words, with air where nobody speaks, and moves with them', () => {
  add('a', words(2, 4));
  // Ten milliseconds lie between words: half of that is air.
  expect(span()).toEqual([2_195, 2_495]);
  db().prepare("UPDATE segment SET words = replace(words, '2290000', '2285000') WHERE id = 'one'").run();
  const moved = listSegments(db(), first)[0]?.words.map((word) => ({ ...word, startUs: word.startUs + 700_000, endUs: word.endUs + 700_000 }));
  db().prepare("UPDATE segment SET words = ? WHERE id = 'one'").run(JSON.stringify(moved));
  expect(span()).toEqual([2_895, 3_195]);
});

it('stays with its words through corrections, splitting and joining; with its time when they are gone', () => {
  add('a', words(2, 4));
  editSegmentText(db(), 'one', 'a onda smo tada svi otišli u grad i vratili se');
  const [start, end] = span();
  const said = listSegments(db(), first)[0]?.words ?? [];
  const word = (text: string) => said.find((one) => one.text === text);
  expect(start).toBeLessThanOrEqual((word('otišli')?.startUs ?? 0) / 1000);
  expect(end).toBeGreaterThanOrEqual((word('grad')?.endUs ?? 0) / 1000);
  expect(end).toBeLessThan((word('vratili')?.startUs ?? 0) / 1000);
  undo(db(), first);
  split(db(), { segmentId: 'one', word: 2, atUs: null });
  expect(span()).toEqual([2_195, 2_495]);
  undo(db(), first);
  editSegmentText(db(), 'one', 'nešto sasvim drugo');
  expect(span()).toEqual([2_195, 2_495]);
});

it('refuses what is no stretch of this interview', () => {
  const alien = storeFootage(temp.vault, randomBytes(5_000));
  expect(() => add('x', time(5, 5))).toThrow(expect.objectContaining({ code: 'clip-empty' }));
  expect(() => add('x', time(60_000, 61_000))).toThrow(expect.objectContaining({ code: 'clip-outside' }));
  expect(() => add('x', words(0, 90))).toThrow(expect.objectContaining({ code: 'clip-words-missing' }));
  expect(() => add('x', time(0, 5), time(0, 5, alien))).toThrow(expect.objectContaining({ code: 'clip-other-interview' }));
  expect(() => add('x', time(0, 5, 'none'))).toThrow(expect.objectContaining({ code: 'footage-missing' }));
  const only = add('a', time(0, 70_000));
  expect(span()).toEqual([0, 60_000]);
  expect(() => joinClips(db(), only.id, hand)).toThrow(expect.objectContaining({ code: 'clip-cannot-join' }));
});
