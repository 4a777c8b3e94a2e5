import { createHash } from 'node:crypto';
import { exportHandover, importHandover, listConflicts, resolveConflict } from '../../electron/core/handover';
import { passageSnapshot } from '../../electron/core/handover/format';
import { passageHash } from '../../electron/core/handover/rows';
import { addComment, commentsOn } from '../../electron/core/redaction/comments';
import { getInterview, updateInterview } from '../../electron/core/footage/interviews';
import { approvePassage, listPassages, markPassage, rejectPassage, suggestPassages, updatePassage, withdrawPassage } from '../../electron/core/redaction/passages';
import { planRedactions } from '../../electron/core/redaction/plan';
import { clearTranscript } from '../../electron/core/transcription/rows';
import { undo } from '../../electron/core/transcript/history';
import { editSegmentText } from '../../electron/core/transcript/editText';
import { insertSegment, listSegments } from '../../electron/core/transcript/segments';
import { waitingToAlign } from '../../electron/core/transcript/toAlign';
import type { Vault } from '../../electron/core/vault/vault';
import type { Passage } from '../../shared/domain';
import { ANA, BORIS, tellInterview, type Told } from '../support/handover';
import { handoverPair, type HandoverPair } from '../support/handoverPair';
import { tempVault, type TempVault } from '../support/vault';

let pair: HandoverPair;
let a: TempVault;
let b: TempVault;
let told: Told;
let usb: HandoverPair['usb'];
let keys: HandoverPair['keys'];
/** Ids of the four sentences. */
let ids: readonly string[];
beforeEach(async () => {
  pair = await handoverPair();
  ({ a, b, told, usb, keys } = pair);
  ids = told.segments.map(({ id }) => id);
  await pair.give(a, b);
});
afterEach(() => { pair.dispose(); });

const texts = (vault: Vault): string[] => listSegments(vault.db, told.footageId).map(({ text }) => text);
const edit = (vault: Vault, at: number, text: string): unknown => editSegmentText(vault.db, ids[at] ?? '', text);
const mark = (vault: Vault): Passage => {
  const found = listPassages(vault.db, told.footageId).find(({ id }) => id === told.passage.id);
  if (!found) throw new Error('the passage is gone');
  return found;
};
const markTime = (vault: Vault, startUs: number, endUs: number): Passage =>
  markPassage(vault.db, { footageId: told.footageId, target: { startUs, endUs }, reason: 'place-or-date', note: '', audio: 'mute', video: 'none' });
/** What nobody may read in a transcript that leaves. */
const hiddenWords = (vault: Vault): string[] => {
  const segments = listSegments(vault.db, told.footageId);
  const { hidden } = planRedactions({ passages: listPassages(vault.db, told.footageId), segments, clip: null, durationUs: 60_000_000, policy: { paddingUs: 0, mergeGapUs: 0, pause: null } });
  return segments.flatMap((s) => s.words.filter((_, i) => { const set = hidden.get(s.id); return set === 'all' || (set?.has(i) ?? false); }).map(({ text }) => text));
};

test('edits of both sides meet, and go back without a conflict', async () => {
  edit(a.vault, 1, 'Bili smo u selu ispred brda.');
  edit(b.vault, 2, 'Ne znam ko je prvi pucao.');
  updateInterview(b.vault.db, told.interviewId, { ...getInterview(b.vault.db, told.interviewId), region: 'Kosovo' });
  updateInterview(a.vault.db, told.interviewId, { ...getInterview(a.vault.db, told.interviewId), notes: 'called back' });
  const added = markTime(b.vault, 11_000_000, 12_000_000);
  expect(await pair.give(b, a)).toMatchObject({ interviews: { changed: 1, conflicts: 0 }, segments: { added: 0, changed: 1, conflicts: 0 }, passages: { added: 1, changed: 0, conflicts: 0 } });
  expect(texts(a.vault).slice(1, 3)).toEqual(['Bili smo u selu ispred brda.', 'Ne znam ko je prvi pucao.']);
  expect(getInterview(a.vault.db, told.interviewId)).toMatchObject({ region: 'Kosovo', notes: 'called back' });
  expect(listPassages(a.vault.db, told.footageId).map(({ id }) => id)).toContain(added.id);
  expect(await pair.give(a, b)).toMatchObject({ segments: { changed: 1, conflicts: 0 }, interviews: { changed: 1 } });
  expect(texts(b.vault)).toEqual(texts(a.vault));
  expect(await pair.give(b, a)).toMatchObject({ interviews: { changed: 0 }, segments: { changed: 0 }, passages: { changed: 0 } });
  expect(listConflicts(a.vault.db)).toEqual([]);
});

test('corrections that came in wait to be found in the sound here too, and a wording decided on', async () => {
  const waiting = (vault: Vault): string[] => [...(waitingToAlign(vault.db).get(told.footageId)?.keys() ?? [])];
  expect(waiting(a.vault)).toEqual([]);
  edit(b.vault, 1, 'Bili smo u malom selu ispred brda.');
  edit(b.vault, 2, 'Ne znam ko je prvi pucao.');
  edit(a.vault, 2, 'Ne znam tko je onda pucao prvi.');
  await pair.give(b, a);
  expect(waiting(a.vault)).toEqual([ids[1]]);
  const [conflict] = listConflicts(a.vault.db);
  resolveConflict(a.vault.db, conflict?.id ?? '', { text: 'Ne znam ko je onda pucao.' }, ANA);
  expect(waiting(a.vault)).toEqual([ids[1], ids[2]]);
});

test('an older handover that comes late takes nothing back', async () => {
  edit(b.vault, 1, 'Prvi pokušaj.');
  const early = usb.file();
  const request = { interviewIds: [told.interviewId], withFootage: false, to: { recipient: keys.ana.recipient }, by: 'Boris' };
  await exportHandover(b.vault, request, early);
  edit(b.vault, 1, 'Drugi pokušaj.');
  await pair.give(b, a);
  await importHandover(a.vault, early, { identity: keys.ana.identity }, { by: ANA });
  expect(texts(a.vault)[1]).toBe('Drugi pokušaj.');
  expect(listConflicts(a.vault.db)).toEqual([]);
});

test('the same correction on both sides is no conflict', async () => {
  edit(a.vault, 1, 'Bili smo u šumi iza brda.');
  edit(b.vault, 1, 'Bili smo u šumi iza brda.');
  expect(await pair.give(b, a)).toMatchObject({ segments: { changed: 0, conflicts: 0 } });
});

test.each([
  ['ours', 'Naš tekst.'],
  ['theirs', 'Njihov tekst.'],
  [{ text: 'Treći tekst.' }, 'Treći tekst.'],
] as const)('different corrections wait for a person, who decides for %j', async (choice, result) => {
  edit(a.vault, 1, 'Naš tekst.');
  edit(b.vault, 1, 'Njihov tekst.');
  expect(await pair.give(b, a)).toMatchObject({ segments: { changed: 0, conflicts: 1 } });
  expect(texts(a.vault)[1]).toBe('Naš tekst.');
  const [conflict, ...others] = listConflicts(a.vault.db, { footageId: told.footageId });
  expect(others).toEqual([]);
  expect(conflict).toMatchObject({ kind: 'segment', rowId: ids[1], peer: 'Boris', base: { text: 'Bili smo u selu iza brda.' }, ours: { text: 'Naš tekst.' }, theirs: { text: 'Njihov tekst.' } });
  resolveConflict(a.vault.db, conflict?.id ?? '', choice, ANA);
  expect(texts(a.vault)[1]).toBe(result);
  expect(listConflicts(a.vault.db)).toEqual([]);
  expect(() => { resolveConflict(a.vault.db, conflict?.id ?? '', choice, ANA); }).toThrow(expect.objectContaining({ code: 'conflict-missing' }));
  if (choice !== 'ours') {
    undo(a.vault.db, told.footageId);
    expect(texts(a.vault)[1]).toBe('Naš tekst.');
  } else {
    // The decision travels: the colleague's vault follows it without asking again.
    expect(await pair.give(a, b)).toMatchObject({ segments: { conflicts: 0 } });
    expect(texts(b.vault)[1]).toBe(result);
  }
});

test('an open conflict is not filed twice, and a newer version takes its place', async () => {
  edit(a.vault, 1, 'Naš tekst.');
  edit(b.vault, 1, 'Njihov tekst.');
  await pair.give(b, a);
  await pair.give(b, a);
  expect(listConflicts(a.vault.db)).toHaveLength(1);
  edit(b.vault, 1, 'Njihov bolji tekst.');
  await pair.give(b, a);
  expect(listConflicts(a.vault.db)).toMatchObject([{ theirs: { text: 'Njihov bolji tekst.' } }]);
});

test('fields of the interview record conflict one by one', async () => {
  const write = (vault: Vault, change: object): unknown => updateInterview(vault.db, told.interviewId, { ...getInterview(vault.db, told.interviewId), ...change });
  write(a.vault, { region: 'Kosovo', notes: 'ours' });
  write(b.vault, { region: 'Kosovo', notes: 'theirs', consent: 'written' });
  expect(await pair.give(b, a)).toMatchObject({ interviews: { changed: 1, conflicts: 1 } });
  expect(getInterview(a.vault.db, told.interviewId)).toMatchObject({ notes: 'ours', consent: 'written' });
  const [conflict] = listConflicts(a.vault.db, { interviewId: told.interviewId });
  expect(conflict).toMatchObject({ kind: 'interview', field: 'notes', ours: 'ours', theirs: 'theirs' });
  resolveConflict(a.vault.db, conflict?.id ?? '', 'theirs', ANA);
  expect(getInterview(a.vault.db, told.interviewId).notes).toBe('theirs');
  expect(await pair.give(b, a)).toMatchObject({ interviews: { changed: 0, conflicts: 0 } });
});

test('a passage follows its words through the other side\'s corrections', async () => {
  const [first] = listSegments(a.vault.db, told.footageId);
  // Marked here only, on words whose numbers change there.
  const own = markPassage(a.vault.db, { footageId: told.footageId, target: { words: { fromSegmentId: first?.id ?? '', fromWord: 6, toSegmentId: first?.id ?? '', toWord: 6 } }, reason: 'other', note: '', audio: 'mute', video: 'none' });
  expect(own.text).toBe('idemo.');
  edit(b.vault, 0, 'E tada mi je Tihomir Jarebičić rekao da svi idemo.');
  await pair.give(b, a);
  expect(listPassages(a.vault.db, told.footageId).find(({ id }) => id === own.id)).toMatchObject({ text: 'idemo.', anchor: { fromWord: 9, toWord: 9 } });
  expect(mark(a.vault)).toMatchObject({ text: 'Tihomir Jarebičić', anchor: { fromWord: 4, toWord: 5 }, state: 'marked' });
  expect(hiddenWords(a.vault)).toEqual(expect.arrayContaining(['Tihomir', 'Jarebičić', 'idemo.']));
});

test('a passage withdrawn there stays redacted here until a person agrees', async () => {
  withdrawPassage(b.vault.db, told.passage.id);
  expect(await pair.give(b, a)).toMatchObject({ passages: { conflicts: 1 } });
  expect(mark(a.vault).state).toBe('marked');
  expect(hiddenWords(a.vault)).toEqual(expect.arrayContaining(['Tihomir', 'Jarebičić']));
  const [conflict] = listConflicts(a.vault.db);
  expect(conflict).toMatchObject({ kind: 'passage', ours: { state: 'marked' }, theirs: { state: 'withdrawn' } });
  resolveConflict(a.vault.db, conflict?.id ?? '', 'theirs', ANA);
  expect(mark(a.vault).state).toBe('withdrawn');
  undo(a.vault.db, told.footageId);
  expect(mark(a.vault).state).toBe('marked');
});

test('a passage whose mark was undone there stays', async () => {
  const added = markTime(a.vault, 21_000_000, 22_000_000);
  await pair.give(a, b);
  b.vault.db.prepare('DELETE FROM passage WHERE id = ?').run(added.id);
  expect(await pair.give(b, a)).toMatchObject({ passages: { conflicts: 1 } });
  expect(listPassages(a.vault.db, told.footageId).find(({ id }) => id === added.id)?.state).toBe('marked');
  const [conflict] = listConflicts(a.vault.db);
  expect(conflict).toMatchObject({ theirs: null });
  resolveConflict(a.vault.db, conflict?.id ?? '', 'theirs', ANA);
  expect(listPassages(a.vault.db, told.footageId).find(({ id }) => id === added.id)?.state).toBe('withdrawn');
});

test('both spans and the stronger treatment hold while two sides disagree about a passage', async () => {
  const added = markTime(a.vault, 21_000_000, 22_000_000);
  await pair.give(a, b);
  const move = (vault: Vault, startUs: number, endUs: number): unknown => vault.db.prepare('UPDATE passage SET start_us = ?, end_us = ? WHERE id = ?').run(startUs, endUs, added.id);
  move(a.vault, 20_500_000, 22_000_000);
  move(b.vault, 21_000_000, 23_000_000);
  updatePassage(a.vault.db, added.id, { audio: 'bleep' });
  updatePassage(b.vault.db, added.id, { video: 'black' });
  await pair.give(b, a);
  const now = (): Passage | undefined => listPassages(a.vault.db, told.footageId).find(({ id }) => id === added.id);
  expect(now()).toMatchObject({ startUs: 20_500_000, endUs: 23_000_000, audio: 'mute', video: 'black', state: 'marked' });
  const [conflict] = listConflicts(a.vault.db);
  resolveConflict(a.vault.db, conflict?.id ?? '', 'ours', ANA);
  expect(now()).toMatchObject({ startUs: 20_500_000, endUs: 22_000_000, audio: 'bleep', video: 'none' });
});

test('notes and reasons changed apart meet without a conflict', async () => {
  updatePassage(a.vault.db, told.passage.id, { note: 'ask her again' });
  updatePassage(b.vault.db, told.passage.id, { reason: 'speaker-identity' });
  expect(await pair.give(b, a)).toMatchObject({ passages: { changed: 1, conflicts: 0 } });
  expect(mark(a.vault)).toMatchObject({ note: 'ask her again', reason: 'speaker-identity' });
});

test('a transcript made anew here keeps the colleague\'s corrections of the old one for a person to see', async () => {
  edit(b.vault, 1, 'Njihov tekst.');
  clearTranscript(a.vault.db, told.footageId, true);
  const [old] = told.segments;
  if (!old) throw new Error('no segment');
  insertSegment(a.vault.db, { ...old, id: crypto.randomUUID(), text: old.text });
  expect(await pair.give(b, a)).toMatchObject({ segments: { added: 0, conflicts: 1 } });
  expect(texts(a.vault)).toHaveLength(1);
  expect(listConflicts(a.vault.db)).toMatchObject([{ kind: 'segment', ours: null, theirs: { text: 'Njihov tekst.' } }]);
});

test('two transcripts of the same footage, made apart, are decided as a whole', async () => {
  const c = await tempVault();
  try {
    const other = tellInterview(c.vault, Buffer.from('footage'));
    const file = usb.file();
    await exportHandover(c.vault, { interviewIds: [other.interviewId], withFootage: true, to: { recipient: keys.ana.recipient }, by: 'Cveta' }, file);
    expect(await importHandover(a.vault, file, { identity: keys.ana.identity }, { by: ANA })).toMatchObject({ footage: { added: 0 }, segments: { added: 0, conflicts: 1 }, passages: { added: 1 } });
    expect(listSegments(a.vault.db, told.footageId).map(({ id }) => id)).toEqual(ids);
    const [conflict] = listConflicts(a.vault.db);
    expect(conflict?.kind).toBe('transcript');
    resolveConflict(a.vault.db, conflict?.id ?? '', 'theirs', ANA);
    expect(listSegments(a.vault.db, told.footageId).map(({ id }) => id)).toEqual(other.segments.map(({ id }) => id));
    // The passage of the replaced transcript keeps its time, and the name stays hidden.
    expect(mark(a.vault)).toMatchObject({ anchor: null, startUs: told.passage.startUs });
    expect(hiddenWords(a.vault)).toEqual(expect.arrayContaining(['Tihomir', 'Jarebičić']));
  } finally {
    c.dispose();
  }
});

test('what was deleted here does not come back with a handover, unless it is asked for', async () => {
  await pair.give(b, a);
  a.vault.stores.remove(told.footageId);
  expect(a.vault.db.prepare('SELECT count(*) AS n FROM handover_version WHERE footage_id IS NOT NULL').get()).toEqual({ n: 0 });
  expect(await pair.give(b, a)).toMatchObject({ footage: { added: 0 }, skipped: [{ kind: 'footage', id: told.footageId }] });
  expect(listSegments(a.vault.db, told.footageId)).toEqual([]);
  const file = usb.file();
  await exportHandover(b.vault, { interviewIds: [told.interviewId], withFootage: false, to: { recipient: keys.ana.recipient }, by: 'Boris' }, file);
  await importHandover(a.vault, file, { identity: keys.ana.identity }, { by: ANA, restoreDeleted: true });
  expect(texts(a.vault)).toEqual(texts(b.vault));
});

test('an approval stays in the vault where a second person gave it', async () => {
  approvePassage(a.vault.db, told.passage.id, BORIS);
  const later = markTime(b.vault, 31_000_000, 32_000_000);
  approvePassage(b.vault.db, later.id, ANA);
  updatePassage(b.vault.db, told.passage.id, { note: 'see page 4' });
  await pair.give(b, a);
  // Changed there, it needs a second look here; and nobody here has seen the new one.
  expect(listPassages(a.vault.db, told.footageId).map(({ id, state, note }) => ({ id, state, note }))).toEqual([
    { id: told.passage.id, state: 'marked', note: 'see page 4' }, { id: later.id, state: 'marked', note: '' },
  ]);
  approvePassage(a.vault.db, later.id, BORIS);
  await pair.give(a, b);
  expect(await pair.give(b, a)).toMatchObject({ passages: { changed: 0, conflicts: 0 } });
  expect(listPassages(a.vault.db, told.footageId).find(({ id }) => id === later.id)?.state).toBe('approved');
});

test('who is at risk, how much and what colleagues say travel with a passage; a suggestion that both made is asked about once', async () => {
  const found = { target: { startUs: 31_000_000, endUs: 32_000_000 }, reason: 'commanded', who: 'speaker', severity: 3, rule: 'r', fingerprint: 'f', why: { key: 'k', words: 'w' } } as const;
  const [ours] = suggestPassages(a.vault.db, told.footageId, [found], ANA);
  rejectPassage(a.vault.db, ours?.id ?? '', ANA);
  const theirs = suggestPassages(b.vault.db, told.footageId, [found, { ...found, fingerprint: 'g' }], BORIS);
  updatePassage(b.vault.db, told.passage.id, { who: 'victim', severity: 3 }, BORIS);
  addComment(b.vault.db, told.passage.id, 'His brother.', BORIS);
  await pair.give(b, a);
  expect(mark(a.vault)).toMatchObject({ who: 'victim', severity: 3 });
  expect(commentsOn(a.vault.db, told.passage.id)).toMatchObject([{ by: 'Boris', text: 'His brother.' }]);
  expect(listPassages(a.vault.db, told.footageId).filter(({ suggestion }) => suggestion).map(({ id, state }) => `${id} ${state}`).sort()).toEqual([`${ours?.id ?? ''} rejected`, `${theirs[1]?.id ?? ''} suggested`].sort());
  addComment(a.vault.db, told.passage.id, 'Cousin.', ANA);
  await pair.give(a, b);
  await pair.give(b, a);
  for (const vault of [a.vault, b.vault]) expect(commentsOn(vault.db, told.passage.id).map(({ text }) => text)).toEqual(['His brother.', 'Cousin.']);
});

test('a package of before there was anybody at risk is read, and a passage so taken in is the same version as here', () => {
  const older = Object.fromEntries(Object.entries(mark(a.vault)).filter(([name]) => !['who', 'severity', 'suggestion', 'footageId'].includes(name)));
  const read = passageSnapshot.parse(older);
  expect(read).toMatchObject({ who: null, severity: 2, suggestion: null });
  // As the version before these fields wrote it.
  const { startUs, endUs, text, anchor, reason, note, audio, video, state } = read;
  const hash = createHash('sha256').update(JSON.stringify(['passage', startUs, endUs, text, anchor && [anchor.fromSegmentId, anchor.fromWord, anchor.toSegmentId, anchor.toWord], reason, note, audio, video, state])).digest('hex');
  expect(passageHash(read)).toBe(hash);
  expect(passageHash({ ...read, severity: 3 })).not.toBe(hash);
});
