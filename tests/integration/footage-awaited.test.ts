import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getFootage, listFootage } from '../../electron/core/footage/footage';
import { importFootage } from '../../electron/core/footage/import';
import { assignInterview } from '../../electron/core/footage/footage';
import { createInterview } from '../../electron/core/footage/interviews';
import { createIdentity, exportHandover, importHandover } from '../../electron/core/handover';
import { findBinaries } from '../../electron/core/media/binaries';
import { startLoopback, type Loopback } from '../../electron/core/media/loopback';
import { listPassages, markPassage } from '../../electron/core/redaction/passages';
import { insertSegment, listSegments } from '../../electron/core/transcript/segments';
import { isAwaited } from '../../electron/core/vault/awaited';
import { checkVault } from '../../electron/core/vault/check';
import { ANA, BORIS, stick } from '../support/handover';
import { makeMedia, scratchDir } from '../support/media';
import { tempVault, type TempVault } from '../support/vault';

const scratch = scratchDir('awaited');
const binaries = findBinaries();
let [a, b]: TempVault[] = [];
let loopback: Loopback;
let file: string;
let footageId: string;
const env = (temp: TempVault): { binaries: typeof binaries; loopback: Loopback; vault: TempVault['vault'] } => ({ binaries, loopback, vault: temp.vault });
const there = (): TempVault => { if (!b) throw new Error('no vault'); return b; };
const stores = (): string[] => { try { return readdirSync(join(there().dir, 'stores')); } catch { return []; } };

beforeAll(async () => {
  loopback = await startLoopback();
  file = makeMedia(scratch.dir, 'talk.wav', ['-f', 'lavfi', '-i', 'sine=f=300:d=2:r=16000']);
});
beforeEach(async () => {
  [a, b] = await Promise.all([tempVault(), tempVault()]);
  const usb = stick();
  const { db } = a.vault;
  footageId = (await importFootage(env(a), file)).footage.id;
  const interview = createInterview(db, { speakerCode: 'N.H.', date: '', region: '', interviewer: '', languages: ['bs'], consent: 'unknown', warningGiven: 'unknown', warningWhen: '', notes: '' });
  assignInterview(db, footageId, interview.id);
  insertSegment(db, { id: '3f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c11', footageId, startUs: 0, endUs: 900_000, text: 'bio sam tamo', language: 'bs', origin: 'machine', words: ['bio', 'sam', 'tamo'].map((text, i) => ({ text, startUs: i * 300_000, endUs: (i + 1) * 300_000, trust: 'aligned' as const })) });
  markPassage(db, { footageId, target: { words: { fromSegmentId: '3f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c11', fromWord: 2, toSegmentId: '3f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c11', toWord: 2 } }, reason: 'place-or-date', note: 'the village', audio: 'mute', video: 'none' }, ANA);
  const key = await createIdentity();
  await exportHandover(a.vault, { interviewIds: [interview.id], withFootage: false, to: { recipient: key.recipient }, by: 'Ana' }, usb.file('one'));
  await importHandover(b.vault, usb.file('one'), { identity: key.identity }, { by: BORIS });
  usb.dispose();
});
afterEach(() => {
  a?.dispose();
  b?.dispose();
});
afterAll(async () => {
  await loopback.close();
  scratch.remove();
});

const said = (): unknown => [listSegments(there().vault.db, footageId), listPassages(there().vault.db, footageId)];

test('the file of footage that came as words alone fills it: same footage, words and passages kept, bytes proven', async () => {
  const before = said();
  expect(isAwaited(there().vault.db, footageId)).toBe(true);
  const other = makeMedia(scratch.dir, 'other.wav', ['-f', 'lavfi', '-i', 'sine=f=700:d=1:r=16000']);
  const stranger = await importFootage(env(there()), other);
  expect(stranger.footage.id).not.toBe(footageId);
  expect(isAwaited(there().vault.db, footageId)).toBe(true);

  const filled = await importFootage(env(there()), file);
  expect(filled).toEqual({ footage: getFootage(there().vault.db, footageId), duplicate: false });
  expect(isAwaited(there().vault.db, footageId)).toBe(false);
  expect(listFootage(there().vault.db)).toHaveLength(2);
  expect(said()).toEqual(before);
  await there().reopen();
  const source = there().vault.stores.open(footageId).original();
  expect(Buffer.from(source.read(0, source.bytes)).equals(readFileSync(file))).toBe(true);
  expect(await checkVault(there().vault, { deep: true })).toEqual({ ok: true, footage: 2, problems: [] });
  expect(await importFootage(env(there()), file)).toMatchObject({ duplicate: true, footage: { id: footageId } });
});

test('cancelled or failed at the last moment, the footage stays awaited, and the next try fills it', async () => {
  const before = said();
  const stop = new AbortController();
  await expect(importFootage(env(there()), file, { signal: stop.signal, onProgress: () => { stop.abort(); } })).rejects.toMatchObject({ name: 'AbortError' });
  expect(stores()).toEqual([]);
  // The file has its place and the key does not: what a crash between the two leaves.
  await expect(importFootage(env(there()), file, { onInserted: () => { throw new Error('the power went'); } })).rejects.toThrow('the power went');
  await there().reopen();
  expect(isAwaited(there().vault.db, footageId)).toBe(true);
  expect(await checkVault(there().vault, { deep: true })).toEqual({ ok: true, footage: 1, problems: [] });
  expect(() => there().vault.stores.open(footageId).original()).toThrow();
  expect((await importFootage(env(there()), file)).duplicate).toBe(false);
  expect(said()).toEqual(before);
  expect(await checkVault(await there().reopen(), { deep: true })).toEqual({ ok: true, footage: 1, problems: [] });
});
