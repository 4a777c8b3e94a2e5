import type { RemarkDraft, RemarkView } from '../../shared/domain';
import { addRemark, answerRemark, removeRemark, setRemarkState } from '../../electron/core/remarks/remarks';
import { remarksForEditors, remarkViews } from '../../electron/core/remarks/view';
import { markPassage } from '../../electron/core/redaction/passages';
import { editSegmentText } from '../../electron/core/transcript/editText';
import { redo, undo } from '../../electron/core/transcript/history';
import { replaceInFootage } from '../../electron/core/transcript/replace';
import { joinNext, split } from '../../electron/core/transcript/reshaping';
import { listSegments } from '../../electron/core/transcript/segments';
import { editTranslation } from '../../electron/core/translation/edit';
import { listTranslations, storeDrafts } from '../../electron/core/translation/rows';
import { speak } from '../support/people';
import { storeFootage, tempVault, type TempVault } from '../support/vault';

const ANA = { id: 'ana', name: 'Ana' };
const BORIS = { id: 'boris', name: 'Boris' };
let temp: TempVault;
let footageId: string;
const db = () => temp.vault.db;
beforeEach(async () => {
  temp = await tempVault();
  footageId = storeFootage(temp.vault, Buffer.from('footage'));
  speak(temp.vault, footageId, 'one', 'Komandant se zvao Zoran Petrović i on je naredio');
  speak(temp.vault, footageId, 'two', 'poslije toga smo otišli u mračnu šumu', 3_000);
  storeDrafts(db(), listSegments(db(), footageId).map(({ id, text }) => ({
    segmentId: id, footageId, language: 'en', text: id === 'one' ? 'The commander was called Zoran Petrović and he ordered' : 'after that we went into a dark wood', state: 'machine', engine: 'apertium', model: 'm', sources: [{ segmentId: id, text }], links: null, unknown: [], writtenBy: null, updatedBy: null, updatedAt: '',
  })));
});
afterEach(() => { temp.dispose(); });

const pin = (segmentId: string, from: number, to: number, more: Partial<RemarkDraft> = {}) =>
  addRemark(db(), { footageId, kind: 'question', language: null, anchor: { fromSegmentId: segmentId, fromWord: from, toSegmentId: segmentId, toWord: to }, text: 'Is that what he meant?', ...more }, ANA);
const only = (): RemarkView => {
  const [view, ...others] = remarkViews(db(), footageId);
  if (!view || others.length > 0) throw new Error('not one remark');
  return view;
};
const edit = (id: string, text: string) => editSegmentText(db(), id, text, 'ana');

test('it follows its words when words are put before, changed and taken out, and undo brings it back with them', () => {
  pin('two', 5, 6);
  expect(only()).toMatchObject({ words: 'mračnu šumu', now: 'mračnu šumu', state: 'open', by: 'Ana' });
  edit('two', 'a onda poslije svega toga smo otišli u mračnu šumu');
  expect(only().now).toBe('mračnu šumu');
  edit('two', 'a onda poslije svega toga smo otišli u tamnu i gustu šumu kraj sela');
  expect(only()).toMatchObject({ words: 'mračnu šumu', now: 'tamnu i gustu šumu' });
  replaceInFootage(db(), { footageId, query: 'gustu šumu', replacement: 'planinu', at: null }, 'ana');
  expect(only().now).toBe('tamnu i planinu');
  for (let i = 0; i < 3; i += 1) undo(db(), footageId);
  expect(only().now).toBe('mračnu šumu');
  redo(db(), footageId);
  expect(only().now).toBe('mračnu šumu');
});

test('where nothing stands for its words any more, it keeps to their place and says what they were', () => {
  pin('two', 5, 6);
  edit('two', 'poslije toga smo otišli');
  expect(only()).toMatchObject({ words: 'mračnu šumu', now: 'otišli' });
  db().prepare('DELETE FROM segment').run();
  expect(only()).toMatchObject({ place: null, now: '' });
  // A new transcription: other segments in the same time.
  speak(temp.vault, footageId, 'fresh', 'poslije smo otišli u šumu', 3_100);
  expect(only().now).toBe('poslije smo otišli u šumu');
});

test('it goes along when its segment is split or joined, in the original and in the translation', () => {
  pin('two', 5, 6);
  pin('two', 5, 7, { language: 'en' });
  const nows = () => remarkViews(db(), footageId).map(({ now }) => now);
  expect(nows()).toEqual(['mračnu šumu', 'a dark wood']);
  const [, second] = split(db(), { segmentId: 'two', word: 3, atUs: null }, 'ana');
  expect(nows()).toEqual(['mračnu šumu', 'a dark wood']);
  expect(remarkViews(db(), footageId).map(({ place }) => place?.fromSegmentId)).toEqual([second.id, second.id]);
  joinNext(db(), { segmentId: 'two' }, 'ana');
  joinNext(db(), { segmentId: 'one' }, 'ana');
  expect(nows()).toEqual(['mračnu šumu', 'a dark wood']);
  expect(remarkViews(db(), footageId).map(({ place }) => place?.fromSegmentId)).toEqual(['one', 'one']);
  for (let i = 0; i < 3; i += 1) undo(db(), footageId);
  expect(remarkViews(db(), footageId).map(({ place }) => place)).toEqual([
    { fromSegmentId: 'two', fromWord: 5, toSegmentId: 'two', toWord: 6 }, { fromSegmentId: 'two', fromWord: 5, toSegmentId: 'two', toWord: 7 },
  ]);
});

test('in a translation it follows its words through a correction and through a fresh draft', () => {
  pin('two', 6, 7, { language: 'en' });
  editTranslation(db(), { segmentId: 'two', language: 'en', text: 'And after that we left for the very dark wood' }, 'ana');
  expect(only().now).toBe('dark wood');
  undo(db(), footageId);
  expect(only().now).toBe('dark wood');
  storeDrafts(db(), listTranslations(db(), footageId).filter(({ segmentId }) => segmentId === 'two').map((t) => ({ ...t, text: 'we then went away into some dark wood' })));
  expect(only().now).toBe('dark wood');
  // Only what it is pinned to moves it: the same words in the original do not.
  edit('two', 'šumu');
  expect(only().now).toBe('dark wood');
});

test('a random walk of edits never leaves it on words it was not pinned to while these stand', () => {
  pin('two', 6, 6);
  let state = 7;
  const random = (n: number): number => { state = (state * 1_103_515_245 + 12_345) % 2_147_483_648; return state % n; };
  for (let step = 0; step < 60; step += 1) {
    const segments = listSegments(db(), footageId);
    const segment = segments[random(segments.length)];
    if (!segment) break;
    const words = segment.words.map(({ text }) => text);
    const at = random(words.length + 1);
    const what = random(5);
    if (what === 0 && segment.words.length > 3) {
      const word = 1 + random(segment.words.length - 1);
      // Words that were pressed together have no time to be parted in.
      try { split(db(), { segmentId: segment.id, word, atUs: null }); } catch (error) { expect(error).toMatchObject({ code: 'segment-cannot-split' }); }
    }
    else if (what === 1 && segment !== segments.at(-1)) joinNext(db(), { segmentId: segment.id });
    else if (what === 2) undo(db(), footageId);
    else if (what === 3 && words[at] !== undefined && words[at] !== 'šumu') edit(segment.id, words.toSpliced(at, 1).join(' ') || 'ostatak');
    else edit(segment.id, words.toSpliced(at, 0, `nova${step}`).join(' '));
    if (remarkViews(db(), footageId).length === 0) pin(listSegments(db(), footageId).find(({ words: w }) => w.some(({ text }) => text === 'šumu'))?.id ?? '', listSegments(db(), footageId).flatMap(({ words: w }) => w.map(({ text }, i) => [text, i] as const)).find(([text]) => text === 'šumu')?.[1] ?? 0, 0);
    expect(only().now.split(' ')).toContain('šumu');
  }
});

test('asked, answered by another, closed, opened, taken away with its answers, and all of it undone', () => {
  const { id } = pin('one', 0, 0);
  answerRemark(db(), id, 'I mean his rank.', ANA);
  expect(only()).toMatchObject({ state: 'open' });
  answerRemark(db(), id, ' In the old army yes. ', BORIS);
  expect(only()).toMatchObject({ state: 'answered', changedBy: 'Boris', answers: [{ by: 'Ana' }, { by: 'Boris', text: 'In the old army yes.' }] });
  setRemarkState(db(), id, 'closed', ANA);
  removeRemark(db(), id, ANA);
  expect(remarkViews(db(), footageId)).toEqual([]);
  undo(db(), footageId);
  expect(only()).toMatchObject({ state: 'closed', answers: [{ by: 'Ana' }, { by: 'Boris' }] });
  undo(db(), footageId);
  undo(db(), footageId);
  expect(only()).toMatchObject({ state: 'open', answers: [{ by: 'Ana' }] });
  expect(() => answerRemark(db(), id, '  ', BORIS)).toThrow('remark-empty');
  expect(() => pin('one', 0, 0, { text: ' ' })).toThrow('remark-empty');
  expect(() => pin('gone', 0, 0)).toThrow('remark-no-words');
  pin('one', 0, 0, { kind: 'irony', text: '' });
  expect(remarkViews(db(), footageId).find(({ kind }) => kind === 'irony')).toMatchObject({ state: 'closed', text: '' });
});

test('editors get annotations of words that nothing hides, by segment and kind, and no word that anybody wrote', () => {
  markPassage(db(), { footageId, target: { words: { fromSegmentId: 'one', fromWord: 3, toSegmentId: 'one', toWord: 4 } }, reason: 'names-third-person', note: '', audio: 'mute', video: 'none' }, { id: 'ana' });
  pin('one', 3, 3, { kind: 'doubtful-word', text: 'Zoran or Goran?' });
  pin('one', 2, 4, { kind: 'irony' });
  pin('one', 4, 4, { kind: 'dialect', language: 'en' });
  pin('two', 5, 6, { kind: 'irony', text: 'The wood where Zoran lived' });
  pin('two', 0, 0, { text: 'Was Zoran there?' });
  const seen = remarksForEditors(db(), footageId);
  expect(seen.map(({ kind, place }) => [kind, place?.fromSegmentId])).toEqual([['irony', 'two']]);
  expect(JSON.stringify(seen)).not.toMatch(/Zoran|Goran|šumu|Ana/);
});
