import { assignSpeaker, addSpeaker, listSpeakers, mergeSpeakers, renameSpeaker, setOverlap, suggestedNames } from '../../electron/core/transcript/speakers';
import { markReviewed } from '../../electron/core/transcript/review';
import { matchesIn, replaceInFootage } from '../../electron/core/transcript/replace';
import { redo, undo } from '../../electron/core/transcript/history';
import { insertSegment, listSegments } from '../../electron/core/transcript/segments';
import { createInterview } from '../../electron/core/footage/interviews';
import type { Segment, Word } from '../../shared/domain';
import { splitWords } from '../../shared/text';
import { insertFootageRow, tempVault, type TempVault } from '../support/vault';

let temp: TempVault;
const db = () => temp.vault.db;
beforeEach(async () => {
  temp = await tempVault();
  for (const id of ['f', 'g']) insertFootageRow(temp.vault, { id, bytes: 1, sha256: id, storeKey: Buffer.alloc(32, 1) });
});
afterEach(() => { temp.dispose(); });

function say(id: string, text: string, changes: Partial<Segment> = {}, word: Partial<Word> = {}): void {
  const startUs = listSegments(db(), 'f').length * 10_000;
  const words = splitWords(text).map((one, i) => ({ text: one, startUs: startUs + i * 1000, endUs: startUs + i * 1000 + 900, trust: 'aligned' as const, ...word }));
  insertSegment(db(), { id, footageId: 'f', startUs, endUs: startUs + 9_000, text, language: 'sr', origin: 'machine', words, ...changes });
}
const segments = (): Segment[] => listSegments(db(), 'f');
const texts = (): string[] => segments().map((s) => s.text);

describe('speakers', () => {
  beforeEach(() => { for (const id of ['a', 'b', 'c']) say(id, 'ja sam'); });

  it('begin with one key, are named once for all their segments, reassigned, merged, and undone step by step', () => {
    const first = assignSpeaker(db(), { footageId: 'f', segmentIds: ['a', 'b'], number: 1 });
    const third = assignSpeaker(db(), { footageId: 'f', segmentIds: ['c'], number: 3 });
    expect(listSpeakers(db(), 'f')).toEqual([first, third]);
    expect(segments().map((s) => s.speakerId)).toEqual([first?.id, first?.id, third?.id]);
    renameSpeaker(db(), first?.id ?? '', '  Tumač  Edin ');
    expect(listSpeakers(db(), 'f')[0]?.name).toBe('Tumač Edin');
    expect(assignSpeaker(db(), { footageId: 'f', segmentIds: ['b'], number: 3 })).toEqual(third);
    expect(addSpeaker(db(), 'f', 'Svjedok').number).toBe(2);
    const into = mergeSpeakers(db(), { speakerId: first?.id ?? '', intoId: third?.id ?? '' });
    expect(into).toMatchObject({ number: 3, name: 'Tumač Edin' });
    expect(segments().every((s) => s.speakerId === third?.id)).toBe(true);
    assignSpeaker(db(), { footageId: 'f', segmentIds: ['a'], number: null });
    expect(segments()[0]).not.toHaveProperty('speakerId');
    const whats: string[] = [];
    for (let step = undo(db(), 'f'); step.undone; step = undo(db(), 'f')) whats.push(step.what);
    expect(whats).toEqual(['assignSpeaker', 'mergeSpeakers', 'addSpeaker', 'assignSpeaker', 'renameSpeaker', 'assignSpeaker', 'assignSpeaker'].map((w) => `history.${w}`));
    expect(listSpeakers(db(), 'f')).toEqual([]);
    expect(segments().some((s) => 'speakerId' in s)).toBe(false);
    while (redo(db(), 'f').redone);
    expect(listSpeakers(db(), 'f').map((s) => s.number)).toEqual([2, 3]);
  });

  it('may talk at the same time, and get names from the other footage of the interview', () => {
    setOverlap(db(), { footageId: 'f', segmentIds: ['b'], overlap: true });
    expect(segments().map((s) => s.overlap === true)).toEqual([false, true, false]);
    setOverlap(db(), { footageId: 'f', segmentIds: ['b'], overlap: false });
    expect(segments()[1]).not.toHaveProperty('overlap');
    const interview = createInterview(db(), { speakerCode: 'X', date: '', region: '', interviewer: '', languages: [], consent: 'unknown', warningGiven: 'unknown', warningWhen: '', notes: '' });
    addSpeaker(db(), 'g', 'Edin');
    expect(suggestedNames(db(), 'f')).toEqual([]);
    db().prepare('UPDATE footage SET interview_id = ?').run(interview.id);
    expect(suggestedNames(db(), 'f')).toEqual(['Edin']);
    addSpeaker(db(), 'f', 'Edin');
    expect(suggestedNames(db(), 'f')).toEqual([]);
  });

  it('refuse segments and voices of elsewhere', () => {
    expect(() => assignSpeaker(db(), { footageId: 'g', segmentIds: ['a'], number: 1 })).toThrow('segment-missing');
    const there = addSpeaker(db(), 'g', 'Edin');
    const here = addSpeaker(db(), 'f', 'Amra');
    expect(() => mergeSpeakers(db(), { speakerId: here.id, intoId: there.id })).toThrow('speaker-missing');
    expect(() => mergeSpeakers(db(), { speakerId: here.id, intoId: here.id })).toThrow('speaker-missing');
    expect(() => addSpeaker(db(), 'none', '')).toThrow('footage-missing');
  });
});

describe('review', () => {
  it('clears a stretch of words at once', () => {
    say('a', 'možda tako ili ovako', {}, { confidence: 0.2 });
    markReviewed(db(), { segmentId: 'a', word: 1, through: 2 });
    expect(segments()[0]?.words.map((w) => w.confidence)).toEqual([0.2, undefined, undefined, 0.2]);
    undo(db(), 'f');
    expect(segments()[0]?.words.every((w) => w.confidence === 0.2)).toBe(true);
  });

  it('clears a word, or the segment with its reasons and doubtful words, and undo brings them back', () => {
    say('a', 'možda tako', { doubts: ['loop'] }, { confidence: 0.2 });
    markReviewed(db(), { segmentId: 'a', word: 1 });
    expect(segments()[0]?.words.map((w) => w.confidence)).toEqual([0.2, undefined]);
    expect(segments()[0]?.doubts).toEqual(['loop']);
    markReviewed(db(), { segmentId: 'a', word: null });
    expect(segments()[0]).not.toHaveProperty('doubts');
    expect(segments()[0]?.words[0]).not.toHaveProperty('confidence');
    markReviewed(db(), { segmentId: 'a', word: null });
    undo(db(), 'f');
    undo(db(), 'f');
    expect(segments()[0]).toMatchObject({ doubts: ['loop'], words: [{ confidence: 0.2 }, { confidence: 0.2 }] });
  });
});

describe('find and replace', () => {
  it('finds both scripts with and without diacritics, and writes in script, capitals and punctuation of what stood there', () => {
    say('a', 'Đorđe, ĐORĐE i djordje');
    say('b', '„Ђорђе" рече Djordjević');
    expect(matchesIn(db(), 'f', 'djordje').map(({ segmentId, from }) => segmentId + from)).toEqual(['a0', 'a1', 'a3', 'b0']);
    expect(replaceInFootage(db(), { footageId: 'f', query: 'Djordje', replacement: 'ljubiša', at: null })).toEqual({ replaced: 4 });
    expect(texts()).toEqual(['Ljubiša, LJUBIŠA i ljubiša', '„Љубиша" рече Djordjević']);
    expect(undo(db(), 'f').what).toBe('history.replace');
    expect(texts()).toEqual(['Đorđe, ĐORĐE i djordje', '„Ђорђе" рече Djordjević']);
    replaceInFootage(db(), { footageId: 'f', query: 'Djordje', replacement: 'Љуба', at: { segmentId: 'a', from: 3 } });
    expect(texts()[0]).toBe('Đorđe, ĐORĐE i Ljuba');
  });

  it('changes only what was found in a word of several words, keeps times where the number of words stays, and doubts everywhere', () => {
    say('a', 'rekao,da "kod-kuće" da,da', { doubts: ['rate'] }, { confidence: 0.3 });
    expect(replaceInFootage(db(), { footageId: 'f', query: 'da', replacement: 'ne', at: null })).toEqual({ replaced: 3 });
    expect(segments()[0]).toMatchObject({ text: 'rekao,ne "kod-kuće" ne,ne', doubts: ['rate'] });
    expect(segments()[0]?.words[0]).toEqual({ text: 'rekao,ne', startUs: 0, endUs: 900, trust: 'aligned', recognised: 'rekao,da' });
    expect(segments()[0]?.words[1]?.confidence).toBe(0.3);
    replaceInFootage(db(), { footageId: 'f', query: 'kod kuće', replacement: 'doma', at: null });
    expect(texts()[0]).toBe('rekao,ne "kod-kuće" ne,ne');
    replaceInFootage(db(), { footageId: 'f', query: 'kod-kuće', replacement: 'u staroj kući', at: null });
    const { words, text, startUs, endUs } = segments()[0] as Segment;
    expect(text).toBe('rekao,ne "u staroj kući" ne,ne');
    expect(words.map((w) => w.text).join(' ')).toBe(text);
    expect(words.every((w) => w.startUs >= startUs && w.endUs <= endUs && w.endUs >= w.startUs)).toBe(true);
  });

  it('does and remembers nothing where nothing stands, or the same is written', () => {
    say('a', 'ja sam');
    expect(replaceInFootage(db(), { footageId: 'f', query: 'ti', replacement: 'on', at: null })).toEqual({ replaced: 0 });
    expect(replaceInFootage(db(), { footageId: 'f', query: 'JA', replacement: 'ja', at: null })).toEqual({ replaced: 0 });
    expect(replaceInFootage(db(), { footageId: 'f', query: '...', replacement: 'ja', at: null })).toEqual({ replaced: 0 });
    expect(undo(db(), 'f').undone).toBe(false);
  });
});
