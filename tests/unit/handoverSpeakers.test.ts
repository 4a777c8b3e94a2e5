import { getFootage, listFootage, setVoice } from '../../electron/core/footage/footage';
import { exportHandover, importHandover, listConflicts, resolveConflict } from '../../electron/core/handover';
import { segmentSnapshot, transcriptItem, type SegmentSnapshot } from '../../electron/core/handover/format';
import { mergeTranscript } from '../../electron/core/handover/mergeTranscript';
import { segmentHash, segmentsOf } from '../../electron/core/handover/rows';
import { Versions } from '../../electron/core/handover/versions';
import { mergeHeard } from '../../electron/core/handover/voices';
import { editText } from '../../electron/core/operations/transcript';
import { mergeSpeakers, renameSpeaker } from '../../electron/core/operations/speakers';
import { editSegmentText } from '../../electron/core/transcript/editText';
import { undo } from '../../electron/core/transcript/history';
import { markReviewed } from '../../electron/core/transcript/review';
import { listSegments } from '../../electron/core/transcript/segments';
import { addSpeaker, assignSpeaker, listSpeakers, setOverlap } from '../../electron/core/transcript/speakers';
import type { Vault } from '../../electron/core/vault/vault';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace, type Workspace } from '../../electron/core/workspace/workspace';
import type { Segment, Speaker } from '../../shared/domain';
import { ANA, BORIS, type Told } from '../support/handover';
import { HOST } from '../support/people';
import { handoverPair, type HandoverPair } from '../support/handoverPair';
import { tempVault, type TempVault } from '../support/vault';

let pair: HandoverPair;
let a: TempVault;
let b: TempVault;
let told: Told;
let usb: HandoverPair['usb'];
let keys: HandoverPair['keys'];
let ids: readonly string[];
const open: Workspace[] = [];
beforeEach(async () => {
  pair = await handoverPair();
  ({ a, b, told, usb, keys } = pair);
  ids = told.segments.map(({ id }) => id);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
  pair.dispose();
});

const speaks = ({ db }: Vault, at: number[], number: number | null): Speaker | null => assignSpeaker(db, { footageId: told.footageId, segmentIds: at.map((i) => ids[i] ?? ''), number });
const segments = ({ db }: Vault): Segment[] => listSegments(db, told.footageId);
const voices = ({ db }: Vault): Speaker[] => listSpeakers(db, told.footageId);
/** Numbers of the voices, segment by segment; 0 where nobody said. */
const said = (vault: Vault): number[] => segments(vault).map((s) => voices(vault).find(({ id }) => id === s.speakerId)?.number ?? 0);
/** At work as the custodian, so that the audit log knows when a name was given. */
async function at({ vault }: TempVault): Promise<Workspace> {
  const workspace = await openWorkspace(vault, HOST, new Changes());
  open.push(workspace);
  return workspace;
}

test('voices, overlap and doubts go along, come back changed, and settle', async () => {
  a.vault.db.prepare('UPDATE segment SET doubts = ? WHERE id = ?').run('["loop"]', ids[3]);
  speaks(a.vault, [0, 2], 1);
  speaks(a.vault, [1], 2);
  setOverlap(a.vault.db, { footageId: told.footageId, segmentIds: [ids[1] ?? ''], overlap: true });
  await pair.give(a, b);
  expect(segments(b.vault)).toEqual(segments(a.vault));
  expect(voices(b.vault)).toEqual(voices(a.vault));
  renameSpeaker(await at(b), { speakerId: voices(b.vault)[0]?.id ?? '', name: 'Tumač' });
  speaks(b.vault, [3], 3);
  markReviewed(b.vault.db, { segmentId: ids[3] ?? '', word: null });
  expect(await pair.give(b, a)).toMatchObject({ segments: { changed: 1, conflicts: 0 } });
  expect(said(a.vault)).toEqual([1, 2, 1, 3]);
  expect(voices(a.vault).map(({ name }) => name)).toEqual(['Tumač', '', '']);
  expect(segments(a.vault)[3]).not.toHaveProperty('doubts');
  expect(await pair.give(a, b)).toMatchObject({ segments: { changed: 0, conflicts: 0 } });
  undo(a.vault.db, told.footageId);
  expect(said(a.vault)).toEqual([1, 2, 1, 0]);
  expect(voices(a.vault).map(({ name }) => name)).toEqual(['', '']);
});

test('who speaks and what is said, changed apart, meet; said differently on both sides it stays as it is here', async () => {
  speaks(a.vault, [0, 1, 2], 1);
  await pair.give(a, b);
  speaks(a.vault, [0], 2);
  speaks(a.vault, [1], 2);
  setOverlap(b.vault.db, { footageId: told.footageId, segmentIds: [ids[0] ?? ''], overlap: true });
  speaks(b.vault, [1, 3], 2);
  expect(await pair.give(b, a)).toMatchObject({ segments: { conflicts: 0 } });
  // Boris's second voice is another than Ana's, and gets the next number.
  expect(said(a.vault)).toEqual([2, 2, 1, 3]);
  expect(segments(a.vault)[0]?.overlap).toBe(true);
  await pair.give(a, b);
  expect(segments(b.vault).map((s) => s.speakerId)).toEqual(segments(a.vault).map((s) => s.speakerId));
  expect(await pair.give(b, a)).toMatchObject({ segments: { changed: 0, conflicts: 0 } });
});

test('a merged voice is gone on the other side too, unless something there still needs it; the later name holds', async () => {
  const first = speaks(a.vault, [0, 1], 1);
  const second = speaks(a.vault, [2, 3], 2);
  await pair.give(a, b);
  const [ana, boris] = [await at(a), await at(b)];
  renameSpeaker(boris, { speakerId: first?.id ?? '', name: 'Svjedok' });
  await new Promise((resolve) => { setTimeout(resolve, 5); });
  renameSpeaker(ana, { speakerId: first?.id ?? '', name: 'Svjedok A' });
  mergeSpeakers(ana, { speakerId: second?.id ?? '', intoId: first?.id ?? '' });
  await pair.give(a, b);
  expect(voices(b.vault)).toEqual([{ ...first, name: 'Svjedok A' }]);
  await pair.give(b, a);
  expect(voices(a.vault)).toEqual([{ ...first, name: 'Svjedok A' }]);
});

test('a version that waits for a person brings its voice, which is there when it is chosen', async () => {
  await pair.give(a, b);
  editSegmentText(a.vault.db, ids[1] ?? '', 'Naš tekst.');
  editText(await at(b), { segmentId: ids[1] ?? '', text: 'Njihov tekst.' });
  speaks(b.vault, [1], 4);
  await pair.give(b, a);
  expect(said(a.vault)).toEqual([0, 0, 0, 0]);
  resolveConflict(a.vault.db, listConflicts(a.vault.db)[0]?.id ?? '', 'theirs', ANA);
  expect(said(a.vault)).toEqual([0, 4, 0, 0]);
});

test('a package of before voices travelled takes none away, and versions without voices keep their names', () => {
  speaks(a.vault, [0], 1);
  const { db } = a.vault;
  const old = [...segmentsOf(db, told.footageId).values()].map((s, i): SegmentSnapshot => ({ ...s, text: i === 0 ? 'Novo.' : s.text, speakerId: undefined, overlap: undefined }));
  const versions = new Versions(db);
  for (const s of segmentsOf(db, told.footageId).values()) versions.remember('segment', s.id, { footageId: told.footageId }, segmentHash(s), s);
  const item = transcriptItem.parse(JSON.parse(JSON.stringify({ transcription: null, passages: [], segments: old.map((now) => ({ id: now.id, now, seen: [...versions.seen('segment', now.id)] })) })));
  const counter = () => ({ added: 0, changed: 0, conflicts: 0 });
  mergeTranscript({ db, versions, handoverId: 'h', peer: 'Boris', footageId: told.footageId, by: ANA, counts: { segments: counter(), passages: counter(), translations: counter() } }, item);
  expect(segments(a.vault)[0]?.text).toBe('Novo.');
  expect(said(a.vault)).toEqual([1, 0, 0, 0]);
  const plain = segmentSnapshot.parse({ id: ids[0], startUs: 0, endUs: 10, text: 'ja', language: 'sr', origin: 'machine', words: [{ text: 'ja', startUs: 0, endUs: 9, trust: 'aligned' }] });
  // As a version of 2026 named it before voices travelled.
  expect(segmentHash(plain)).toBe('3cc7fcc722076d96c25480120bae6741864373bc20822e30870ccadb4a3bdfaa');
  expect(segmentHash({ ...plain, overlap: false, doubts: [] })).toBe(segmentHash(plain));
  const changes: Partial<SegmentSnapshot>[] = [{ overlap: true }, { doubts: ['loop'] }, { speakerId: 'x' }];
  for (const change of changes) expect(segmentHash({ ...plain, ...change })).not.toBe(segmentHash(plain));
});

test('what either side has reviewed is reviewed', () => {
  const base = segmentSnapshot.parse({ id: ids[0], startUs: 0, endUs: 10, text: 'ja', language: 'sr', origin: 'machine', doubts: ['loop'], words: [{ text: 'ja', startUs: 0, endUs: 9, trust: 'aligned', confidence: 0.2 }] });
  const reviewed: SegmentSnapshot = { ...base, doubts: undefined, words: [{ text: 'ja', startUs: 0, endUs: 9, trust: 'aligned' }] };
  const overlapped: SegmentSnapshot = { ...base, overlap: true };
  for (const merged of [mergeHeard(base, reviewed, overlapped), mergeHeard(base, overlapped, reviewed)]) {
    expect(merged).toMatchObject({ overlap: true, words: [{ text: 'ja' }] });
    expect(merged.doubts).toBeUndefined();
    expect(merged.words[0]).not.toHaveProperty('confidence');
  }
  addSpeaker(a.vault.db, told.footageId, '');
  expect(mergeHeard(null, { ...base, doubts: ['rate'] }, base).doubts).toEqual(['rate', 'loop']);
});

test('a voice that is to be disguised stays so in every vault, also where that was taken back elsewhere', async () => {
  await pair.give(a, b);
  const voices = (): (string | undefined)[] => [a, b].map(({ vault }) => getFootage(vault.db, told.footageId).voice);
  setVoice(a.vault.db, told.footageId, 'disguise');
  await pair.give(a, b);
  expect(voices()).toEqual(['disguise', 'disguise']);
  setVoice(b.vault.db, told.footageId, 'own');
  await pair.give(b, a);
  expect(voices()).toEqual(['disguise', undefined]);
  const c = await tempVault();
  try {
    const file = usb.file();
    await exportHandover(a.vault, { interviewIds: [told.interviewId], withFootage: true, to: { recipient: keys.boris.recipient }, by: ANA.name }, file);
    await importHandover(c.vault, file, { identity: keys.boris.identity }, { by: BORIS });
    expect(listFootage(c.vault.db).map(({ voice }) => voice)).toEqual(['disguise']);
  } finally {
    c.dispose();
  }
});
