import { editTranslation, setTranslationState } from '../../electron/core/translation/edit';
import { isStale, listTranslations, storeDrafts, translationVersions } from '../../electron/core/translation/rows';
import { clearTranscript } from '../../electron/core/transcription/rows';
import { editSegmentText } from '../../electron/core/transcript/editText';
import { redo, undo } from '../../electron/core/transcript/history';
import { joinNext, split } from '../../electron/core/transcript/reshaping';
import { insertSegment, listSegments } from '../../electron/core/transcript/segments';
import { addPerson } from '../../electron/core/people/access';
import type { Segment, TranslatedSegment } from '../../shared/domain';
import { splitWords } from '../../shared/text';
import { FAST, insertFootageRow, tempVault, type TempVault } from '../support/vault';

const S = 1_000_000;
let temp: TempVault;
const db = () => temp.vault.db;
beforeEach(async () => {
  temp = await tempVault();
  insertFootageRow(temp.vault, { id: 'f', bytes: 1, sha256: 'f', storeKey: Buffer.alloc(32, 1) });
  db().prepare('UPDATE footage SET duration_us = 60000000').run();
});
afterEach(() => { temp.dispose(); });

function say(id: string, startUs: number, text: string): Segment {
  const words = splitWords(text).map((word, i) => ({ text: word, startUs: startUs + i * S, endUs: startUs + i * S + 800_000, trust: 'aligned' as const }));
  const segment: Segment = { id, footageId: 'f', startUs, endUs: startUs + words.length * S, text, language: 'bs', origin: 'machine', words };
  insertSegment(db(), segment);
  return segment;
}
const draft = (segmentId: string, text: string, changes: Partial<TranslatedSegment> = {}): TranslatedSegment => ({
  segmentId, footageId: 'f', language: 'en', text, state: 'machine', engine: 'bergamot', model: 'bsen', links: null, unknown: [], writtenBy: null, updatedBy: null, updatedAt: '2026-01-01T00:00:00.000Z',
  sources: [{ segmentId, text: listSegments(db(), 'f').find(({ id }) => id === segmentId)?.text ?? '' }], ...changes,
});
const all = (): TranslatedSegment[] => listTranslations(db(), 'f', 'en');
const texts = (): Record<string, string> => Object.fromEntries(all().map(({ segmentId, text }) => [segmentId, text]));
const stale = (): string[] => {
  const now = new Map(listSegments(db(), 'f').map(({ id, text }) => [id, text]));
  return all().filter((t) => isStale(t, (id) => now.get(id))).map(({ segmentId }) => segmentId);
};

describe('drafts and people', () => {
  it('never writes over what a person wrote, checked or approved; nor into segments that are gone', () => {
    for (const [i, id] of ['a', 'b', 'c', 'd'].entries()) say(id, i * 10 * S, 'Vidio sam Marka');
    expect(storeDrafts(db(), [draft('a', 'I saw Marko'), draft('b', 'I saw Marko'), draft('c', 'I saw Marko'), draft('none', 'x')])).toBe(3);
    editTranslation(db(), { segmentId: 'a', language: 'en', text: 'I  did see Marko' }, 'ana');
    setTranslationState(db(), { segmentId: 'b', language: 'en', state: 'checked' }, 'ana');
    expect(storeDrafts(db(), ['a', 'b', 'c', 'd'].map((id) => draft(id, 'again')))).toBe(2);
    expect(texts()).toEqual({ a: 'I did see Marko', b: 'I saw Marko', c: 'again', d: 'again' });
    expect(all().map(({ state, writtenBy, updatedBy }) => [state, writtenBy, updatedBy])).toEqual([['edited', 'ana', 'ana'], ['checked', null, 'ana'], ['machine', null, null], ['machine', null, null]]);
  });

  it('keeps every version, undoes and does again, and follows the words that stayed', () => {
    say('a', 0, 'Vidio sam Marka');
    storeDrafts(db(), [draft('a', 'I saw Marko', { links: [[0, 0, 1], [0, 1, 0], [0, 2, 2]], unknown: [2] })]);
    editTranslation(db(), { segmentId: 'a', language: 'en', text: 'I clearly saw Marko' }, 'ana');
    expect(all()[0]).toMatchObject({ links: [[0, 0, 2], [0, 1, 0], [0, 2, 3]], unknown: [3] });
    editTranslation(db(), { segmentId: 'a', language: 'en', text: 'I clearly saw Mark' }, 'ana');
    expect(all()[0]).toMatchObject({ links: [[0, 0, 2], [0, 1, 0]], unknown: [] });
    expect(undo(db(), 'f')).toEqual({ undone: true, what: 'history.editTranslation' });
    undo(db(), 'f');
    expect(all()).toEqual([expect.objectContaining({ text: 'I saw Marko', state: 'machine', engine: 'bergamot', links: [[0, 0, 1], [0, 1, 0], [0, 2, 2]] })]);
    redo(db(), 'f');
    expect(translationVersions(db(), 'a', 'en').map(({ text, state }) => `${state} ${text}`)).toEqual([
      'edited I clearly saw Marko', 'machine I saw Marko', 'edited I clearly saw Marko', 'edited I clearly saw Mark', 'edited I clearly saw Marko', 'machine I saw Marko',
    ]);
  });

  it('wants a second person to approve once there is one', async () => {
    say('a', 0, 'Vidio sam Marka');
    storeDrafts(db(), [draft('a', 'I saw Marko')]);
    const judge = (state: 'checked' | 'approved', by: string) => setTranslationState(db(), { segmentId: 'a', language: 'en', state }, by);
    expect(judge('checked', 'ana').state).toBe('checked');
    await addPerson(temp.vault, { name: 'Boris', passphrase: 'galeb stoji na jarbolu i gleda bonacu', role: 'translator' }, FAST);
    expect(() => judge('approved', 'ana')).toThrow('translation-own-work');
    expect(judge('approved', 'boris')).toMatchObject({ state: 'approved', updatedBy: 'boris' });
    expect(() => setTranslationState(db(), { segmentId: 'a', language: 'de', state: 'checked' })).toThrow('translation-missing');
  });
});

describe('staleness', () => {
  it('shows where the original, or another part of its sentence, was changed; and no more once a person has looked or it is changed back', () => {
    say('a', 0, 'Kad smo došli');
    say('b', 10 * S, 'vidio sam Marka.');
    const sources = [{ segmentId: 'a', text: 'Kad smo došli' }, { segmentId: 'b', text: 'vidio sam Marka.' }];
    storeDrafts(db(), [draft('a', 'When we came', { sources, links: [[0, 0, 0], [1, 0, 2]] }), draft('b', 'I saw Marko.', { sources })]);
    expect(stale()).toEqual([]);
    editSegmentText(db(), 'b', 'vidio sam Darka.');
    expect(stale()).toEqual(['a', 'b']);
    setTranslationState(db(), { segmentId: 'a', language: 'en', state: 'checked' });
    expect(stale()).toEqual(['b']);
    expect(all()[0]?.links).toBeNull();
    undo(db(), 'f');
    undo(db(), 'f');
    expect(stale()).toEqual([]);
    expect(all()[0]?.links).toEqual([[0, 0, 0], [1, 0, 2]]);
  });

  it('goes with a transcript that is replaced, which work on it holds up', () => {
    say('a', 0, 'Vidio sam');
    storeDrafts(db(), [draft('a', 'I saw')]);
    setTranslationState(db(), { segmentId: 'a', language: 'en', state: 'checked' });
    expect(() => { clearTranscript(db(), 'f', false); }).toThrow('transcript-edited');
    clearTranscript(db(), 'f', true);
    expect(all()).toEqual([]);
    expect(translationVersions(db(), 'a', 'en')).toHaveLength(2);
  });
});

describe('split and join', () => {
  it('parts a translation where the fewest links cross, and undo brings it back', () => {
    say('a', 0, 'Kad smo došli vidio sam Marka');
    const before = draft('a', 'When we came I saw Marko', { links: [[0, 0, 0], [0, 1, 1], [0, 2, 2], [0, 3, 4], [0, 4, 3], [0, 5, 5]], unknown: [5] });
    storeDrafts(db(), [before]);
    const [, second] = split(db(), { segmentId: 'a', word: 3, atUs: null });
    expect(texts()).toEqual({ a: 'When we came', [second.id]: 'I saw Marko' });
    const sources = [{ segmentId: 'a', text: 'Kad smo došli' }, { segmentId: second.id, text: 'vidio sam Marka' }];
    expect(all()).toEqual([expect.objectContaining({ sources, links: [[0, 0, 0], [0, 1, 1], [0, 2, 2]], unknown: [] }), expect.objectContaining({ sources, links: [[1, 0, 1], [1, 1, 0], [1, 2, 2]], unknown: [2], state: 'machine' })]);
    expect(stale()).toEqual([]);
    undo(db(), 'f');
    expect(all()).toEqual([before]);
    redo(db(), 'f');
    joinNext(db(), { segmentId: 'a' });
    expect(all()).toEqual([{ ...before, updatedAt: all()[0]?.updatedAt }]);
    expect(stale()).toEqual([]);
  });

  it('takes work by hand back to edited, and what was stale stays so', () => {
    say('a', 0, 'Kad smo došli vidio sam Marka');
    storeDrafts(db(), [draft('a', 'When we came I saw Marko')]);
    setTranslationState(db(), { segmentId: 'a', language: 'en', state: 'checked' });
    editSegmentText(db(), 'a', 'Kad smo ušli vidio sam Marka');
    const [, second] = split(db(), { segmentId: 'a', word: 3, atUs: null });
    expect(texts()).toEqual({ a: 'When we came', [second.id]: 'I saw Marko' });
    expect(all().map(({ state }) => state)).toEqual(['edited', 'edited']);
    expect(stale()).toEqual(['a', second.id]);
  });

  it('follows in the other parts of a sentence, and shows half a join as stale', () => {
    say('a', 0, 'Kad smo');
    say('b', 10 * S, 'došli vidio sam');
    say('c', 20 * S, 'Marka.');
    const sources = listSegments(db(), 'f').map(({ id, text }) => ({ segmentId: id, text }));
    storeDrafts(db(), [draft('a', 'When we', { sources }), draft('b', 'came I saw', { sources }), draft('c', 'Marko.', { sources, links: [[2, 0, 0], [1, 2, 0]] })]);
    const [, second] = split(db(), { segmentId: 'b', word: 1, atUs: null });
    expect(all().at(-1)).toMatchObject({ segmentId: 'c', links: [[3, 0, 0], [2, 1, 0]], sources: [{ segmentId: 'a' }, { segmentId: 'b' }, { segmentId: second.id }, { segmentId: 'c' }] });
    expect(stale()).toEqual([]);
    joinNext(db(), { segmentId: 'a' });
    expect(all().at(-1)).toMatchObject({ links: [[2, 0, 0], [1, 1, 0]], sources: [{ segmentId: 'a', text: 'Kad smo došli' }, { segmentId: second.id }, { segmentId: 'c' }] });
    expect(texts()['a']).toBe('When we came');
    expect(stale()).toEqual([]);
    db().exec("DELETE FROM translated_segment WHERE segment_id = 'c'");
    joinNext(db(), { segmentId: second.id });
    expect(texts()).toEqual({ a: 'When we came', [second.id]: 'I saw' });
    expect(all()[1]?.sources.map(({ text }) => text)).toEqual(['Kad smo došli', 'vidio sam Marka.']);
  });
});
