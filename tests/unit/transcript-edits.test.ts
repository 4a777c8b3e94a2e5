import { redo, undo, recordEdit } from '../../electron/core/transcript/history';
import { editSegmentText } from '../../electron/core/transcript/editText';
import { insertSegment, listSegments } from '../../electron/core/transcript/segments';
import { clearTranscript } from '../../electron/core/transcription/rows';
import { listPassages, markPassage } from '../../electron/core/redaction/passages';
import { passageDraft, type Segment, type WordAnchor } from '../../shared/domain';
import { splitWords } from '../../shared/text';
import { seeded } from '../support/random';
import { insertFootageRow, tempVault, type TempVault } from '../support/vault';

let temp: TempVault;
const db = () => temp.vault.db;
beforeEach(async () => {
  temp = await tempVault();
  for (const id of ['f', 'g']) insertFootageRow(temp.vault, { id, bytes: 1, sha256: id, storeKey: Buffer.alloc(32, 1) });
  db().prepare('UPDATE footage SET duration_us = 60000000').run();
  say('a', 0, 'Ja sam tada vidio Marka');
  say('b', 5_000_000, 'na mostu kod škole');
});
afterEach(() => temp.dispose());

function say(id: string, startUs: number, text: string, footageId = 'f'): void {
  const words = splitWords(text).map((word, i) => ({ text: word, startUs: startUs + i * 500_000, endUs: startUs + i * 500_000 + 400_000, trust: 'aligned' as const }));
  insertSegment(db(), { id, footageId, startUs, endUs: startUs + 4_000_000, text, language: 'bs', origin: 'machine', words });
}
const texts = (): string[] => listSegments(db(), 'f').map((s) => s.text);
const mark = (from: [string, number], to: [string, number]) =>
  markPassage(db(), passageDraft.parse({ footageId: 'f', target: { words: { fromSegmentId: from[0], fromWord: from[1], toSegmentId: to[0], toWord: to[1] } }, reason: 'self-incrimination' }));
const passage = (id: string) => listPassages(db(), 'f').find((p) => p.id === id);

describe('editing text', () => {
  it('changes text and words together, in composed form', () => {
    const edited = editSegmentText(db(), 'a', '  Ja sam  tada c\u030cuo Marka. ');
    expect(edited).toMatchObject({ text: 'Ja sam tada čuo Marka.', origin: 'edited' });
    expect(edited.words.map((w) => w.trust)).toEqual(['aligned', 'aligned', 'aligned', 'estimated', 'aligned']);
    expect(listSegments(db(), 'f')[0]).toEqual(edited);
  });

  it('records nothing when nothing changed, and says so when the segment is gone', () => {
    editSegmentText(db(), 'a', 'Ja sam tada vidio  Marka');
    expect(undo(db(), 'f').undone).toBe(false);
    expect(() => editSegmentText(db(), 'nope', 'x')).toThrow('segment-missing');
  });

  it('undoes and redoes across a restart; a new edit ends what could be redone; footages do not mix', async () => {
    say('c', 0, 'drugo', 'g');
    editSegmentText(db(), 'a', 'jedan');
    editSegmentText(db(), 'c', 'treće');
    editSegmentText(db(), 'a', 'dva');
    await temp.reopen();
    expect(undo(db(), 'f')).toEqual({ undone: true, what: 'history.editText' });
    expect(texts()[0]).toBe('jedan');
    undo(db(), 'f');
    expect(texts()[0]).toBe('Ja sam tada vidio Marka');
    expect(undo(db(), 'f')).toEqual({ undone: false, what: '' });
    await temp.reopen();
    expect(redo(db(), 'f').redone).toBe(true);
    expect(texts()[0]).toBe('jedan');
    editSegmentText(db(), 'b', 'novo');
    expect(redo(db(), 'f').redone).toBe(false);
    expect(listSegments(db(), 'g')[0]?.text).toBe('treće');
  });

  it('comes back exactly as it was after any walk of edits, undos and redos', () => {
    const random = seeded(11);
    const states: Segment[][] = [listSegments(db(), 'f')];
    let at = 0;
    for (let step = 0; step < 200; step++) {
      const move = random.int(4);
      if (move === 0) at -= undo(db(), 'f').undone ? 1 : 0;
      else if (move === 1) at += redo(db(), 'f').redone ? 1 : 0;
      else {
        const before = texts();
        editSegmentText(db(), random.pick(['a', 'b']), Array.from({ length: random.int(6) }, () => random.pick(['ja', 'ti', 'most', 'sam'])).join(' '));
        if (texts().join('|') !== before.join('|')) states.splice(++at, Infinity, listSegments(db(), 'f'));
      }
      expect(listSegments(db(), 'f')).toEqual(states[at]);
    }
  });
});

describe('passages marked in edited text', () => {
  it('follow their words, take in what replaced them, and never lose time', () => {
    const { id } = mark(['a', 3], ['b', 1]);
    editSegmentText(db(), 'a', 'Ja sam, znate, tada jasno ugledao starog Marka');
    const now = passage(id);
    expect(now?.text).toBe('jasno ugledao starog Marka na mostu');
    expect(now?.anchor).toEqual<WordAnchor>({ fromSegmentId: 'a', fromWord: 4, toSegmentId: 'b', toWord: 1 });
    expect(now?.startUs).toBeLessThanOrEqual(1_500_000);
    expect(now?.endUs).toBe(5_900_000);
    undo(db(), 'f');
    expect(passage(id)).toMatchObject({ text: 'vidio Marka na mostu', anchor: { fromWord: 3 }, startUs: 1_500_000 });
    redo(db(), 'f');
    expect(passage(id)).toEqual(now);
  });

  it('keep their time without an anchor when all their words were deleted', () => {
    const { id } = mark(['a', 3], ['a', 4]);
    editSegmentText(db(), 'a', 'Ja sam tada');
    expect(passage(id)).toMatchObject({ anchor: null, startUs: 1_500_000, endUs: 2_400_000, text: 'vidio Marka' });
  });

  it('update their text when a segment in their middle is edited, and others stay as they are', () => {
    say('m', 4_500_000, 'u sred');
    const across = mark(['a', 4], ['b', 0]);
    const elsewhere = mark(['b', 2], ['b', 3]);
    editSegmentText(db(), 'm', 'usred noći');
    expect(passage(across.id)?.text).toBe('Marka usred noći na');
    expect(passage(elsewhere.id)).toEqual(elsewhere);
  });
});

describe('history', () => {
  it('refuses an edit as a whole when one of its rows cannot be written', () => {
    const row = { ...(db().prepare("SELECT * FROM segment WHERE id = 'a'").get() as Record<string, string | number | null>), text: 'half' };
    expect(() => recordEdit(db(), { footageId: 'f', what: 'x', changes: [{ table: 'segment', id: 'a', before: null, after: row }, { table: 'segment', id: 'z', before: null, after: { ...row, id: 'z', end_us: -1 } }] })).toThrow();
    expect(texts()[0]).toBe('Ja sam tada vidio Marka');
    expect(undo(db(), 'f').undone).toBe(false);
  });
});

describe('making room for a new transcription', () => {
  it('refuses over corrections unless told, keeps the time of passages, and forgets edits', () => {
    const { id } = mark(['a', 3], ['a', 4]);
    editSegmentText(db(), 'b', 'ispravljeno');
    expect(() => clearTranscript(db(), 'f', false)).toThrow('transcript-edited');
    expect(texts()).toHaveLength(2);
    clearTranscript(db(), 'f', true);
    expect(texts()).toEqual([]);
    expect(passage(id)).toMatchObject({ anchor: null, startUs: 1_500_000, endUs: 2_400_000 });
    expect(undo(db(), 'f').undone).toBe(false);
  });
});
