import Sqlite from 'better-sqlite3-multiple-ciphers';
import { MIGRATIONS } from '../../electron/core/vault/migrations';
import { listPassages, markPassage, updatePassage, withdrawPassage } from '../../electron/core/redaction/passages';
import { redo, undo } from '../../electron/core/transcript/history';
import { segmentToRow } from '../../electron/core/transcript/segments';
import { passageDraft, type Passage, type PassageDraft, type Word } from '../../shared/domain';

const db = new Sqlite(':memory:');
for (const migration of MIGRATIONS) migration.up(db);
db.prepare("INSERT INTO footage (id, name, sha256, bytes, duration_us, origin_us, container, audio, streams, playback, imported_at) VALUES ('f', 'n', 'x', 1, 10000000, 0, 'mp4', '[]', '[]', 'direct', '')").run();

function addSegment(id: string, startUs: number, words: [string, number, number, Word['trust']?][]): void {
  const row = segmentToRow({
    id, footageId: 'f', startUs, endUs: startUs + 2_000_000, language: 'bs', origin: 'machine', text: words.map((w) => w[0]).join(' '),
    words: words.map(([text, a, b, trust]) => ({ text, startUs: a, endUs: b, trust: trust ?? 'aligned' })),
  });
  db.prepare('INSERT INTO segment (id, footage_id, start_us, end_us, text, language, origin, words, updated_at) VALUES (@id, @footage_id, @start_us, @end_us, @text, @language, @origin, @words, @updated_at)').run(row);
}
addSegment('a', 0, [['Ja', 0, 300_000], ['sam', 300_000, 500_000], ['čuvao', 600_000, 1_000_000]]);
addSegment('b', 2_000_000, [['most', 2_100_000, 2_500_000], ['tada', 0, 0, 'untimed']]);

const mark = (target: PassageDraft['target']): Passage => markPassage(db, passageDraft.parse({ footageId: 'f', target, reason: 'self-incrimination' }));
const words = (fromSegmentId: string, fromWord: number, toSegmentId: string, toWord: number): PassageDraft['target'] => ({ words: { fromSegmentId, fromWord, toSegmentId, toWord } });

afterEach(() => { db.prepare('DELETE FROM passage').run(); db.prepare('DELETE FROM edit').run(); });
afterAll(() => { db.close(); });

describe('passages', () => {
  it('marked by words take their time and text, across segments and in either direction', () => {
    const expected = { startUs: 600_000, endUs: 2_500_000, text: 'čuvao most', anchor: { fromSegmentId: 'a', fromWord: 2, toSegmentId: 'b', toWord: 0 }, state: 'marked', audio: 'mute', video: 'none' };
    expect(mark(words('a', 2, 'b', 0))).toMatchObject(expected);
    expect(mark(words('b', 0, 'a', 2))).toMatchObject(expected);
  });

  it('give an untimed word the time of its segment', () => {
    expect(mark(words('b', 1, 'b', 1))).toMatchObject({ startUs: 2_000_000, endUs: 4_000_000 });
  });

  it('marked by time note the words inside and end with the footage', () => {
    expect(mark({ startUs: 400_000, endUs: 700_000 })).toMatchObject({ text: 'sam čuvao', anchor: null });
    expect(mark({ startUs: 9_000_000, endUs: 99_000_000 })).toMatchObject({ endUs: 10_000_000 });
  });

  it('refuse what holds nothing or lies elsewhere', () => {
    expect(() => mark({ startUs: 5, endUs: 5 })).toThrow('passage-empty');
    expect(() => mark({ startUs: 10_000_000, endUs: 11_000_000 })).toThrow('passage-outside');
    expect(() => mark(words('a', 0, 'a', 3))).toThrow('passage-outside');
    expect(() => mark(words('a', 0, 'other', 0))).toThrow('passage-outside');
    expect(() => markPassage(db, passageDraft.parse({ footageId: 'no', target: { startUs: 0, endUs: 1 }, reason: 'other' }))).toThrow('footage-missing');
    expect(listPassages(db, 'f')).toEqual([]);
  });

  it('change, are withdrawn, and all of it can be undone and redone', () => {
    const { id } = mark({ startUs: 400_000, endUs: 700_000 });
    expect(updatePassage(db, id, { audio: 'bleep', note: 'x', video: undefined })).toMatchObject({ audio: 'bleep', note: 'x', video: 'none' });
    expect(withdrawPassage(db, id).state).toBe('withdrawn');
    expect(undo(db, 'f')).toEqual({ undone: true, what: 'history.withdrawPassage' });
    expect(listPassages(db, 'f')).toMatchObject([{ id, state: 'marked', audio: 'bleep' }]);
    undo(db, 'f');
    undo(db, 'f');
    expect(listPassages(db, 'f')).toEqual([]);
    redo(db, 'f');
    expect(listPassages(db, 'f')).toMatchObject([{ id, audio: 'mute' }]);
    expect(() => withdrawPassage(db, 'none')).toThrow('passage-missing');
  });
});
