import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyChain } from '../../electron/core/audit';
import { verifyBackup } from '../../electron/core/backup';
import { importFootage } from '../../electron/core/operations/footage';
import { beginBackup } from '../../electron/core/operations/safekeeping';
import { editText, startTranscription } from '../../electron/core/operations/transcript';
import { insertSegment, listSegments } from '../../electron/core/transcript/segments';
import { checkVault } from '../../electron/core/vault/check';
import { createVault, openVault, type OpenVault } from '../../electron/core/vault/vault';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace, type Workspace } from '../../electron/core/workspace/workspace';
import { ZapisError } from '../../shared/errors';
import { makeSampleInterview } from '../support/interview';
import { makeMedia } from '../support/media';
import { memoryDisk, stick, type Stick, type TestDisk } from '../support/mounts';
import { HOST } from '../support/people';
import { FAST, TEST_PASSPHRASE } from '../support/vault';
import { testWorkers } from '../support/worker';

let root: string;
let disk: TestDisk | null;
let workspace: Workspace;
const workers = testWorkers();

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zapis-faults-'));
  disk = memoryDisk(join(root, 'disk'), 128);
  if (disk === null) console.warn('SKIPPED: only root can mount a disk that fills up or breaks');
});
afterEach(async () => {
  await workspace?.close().catch(() => undefined);
  disk?.remove();
  rmSync(root, { recursive: true, force: true });
});

async function work(vault: OpenVault): Promise<Workspace> {
  workspace = await openWorkspace(vault, { ...HOST, startWorker: workers }, new Changes());
  return workspace;
}

/** Locks and unlocks, as a person would after the fault. */
async function again(dir: string): Promise<Workspace> {
  await workspace.close();
  return work(await openVault(dir, TEST_PASSPHRASE, FAST));
}

const ended = async (id: string): Promise<string> => {
  const { state, error } = await workspace.jobs.wait(id);
  return error?.code ?? state;
};

async function sound(): Promise<void> {
  expect(await checkVault(workspace.vault, { deep: true })).toMatchObject({ problems: [] });
  expect((await verifyChain(workspace.vault.db)).ok).toBe(true);
}

async function importOne(file: string): Promise<string> {
  const [job] = importFootage(workspace, { paths: [file], interviewId: null });
  if (job === undefined || (await ended(job.id)) !== 'succeeded') throw new Error('not imported');
  return (workspace.jobs.result(job.id) as { footageId: string }).footageId;
}

function segmentIn(footageId: string): string {
  insertSegment(workspace.vault.db, { id: 'segment', footageId, startUs: 0, endUs: 900_000, text: 'riječ', language: 'bs', origin: 'machine', words: [] });
  return 'segment';
}

/** Edits until the disk refuses; answers with the last text that was answered, and the refusal. */
function editUntilRefused(segmentId: string): { text: string; refusal: string } {
  let text = 'riječ';
  for (let n = 0; n < 2_000; n++) {
    const next = `riječ ${n} ${'duga '.repeat(400)}`.trim();
    try {
      editText(workspace, { segmentId, text: next });
      text = next;
    } catch (error) {
      return { text, refusal: error instanceof ZapisError ? error.code : String(error) };
    }
  }
  throw new Error('the disk never refused');
}

const textOf = (segmentId: string): unknown => workspace.vault.db.prepare('SELECT text FROM segment WHERE id = ?').pluck().get(segmentId);
const noise = (seconds: number, name = 'noise.wav'): string => makeMedia(root, name, ['-f', 'lavfi', '-i', `anoisesrc=d=${seconds}:r=48000:seed=${randomBytes(3).readUIntBE(0, 3)}`]);

test('a disk that fills up in the middle of an import: said so, nothing half-done stays, and it works when there is room', async () => {
  if (disk === null) return;
  const dir = join(disk.dir, 'vault');
  await work(await createVault(dir, TEST_PASSPHRASE, FAST));
  const file = noise(60);
  const [job] = importFootage(workspace, { paths: [file], interviewId: null });
  let full = false;
  workspace.jobs.onChange(({ kind, progress }) => {
    if (kind !== 'import' || full || progress <= 0) return;
    full = true;
    disk?.fill(100_000);
  });
  expect(await ended(job?.id ?? '')).toBe('disk-full');
  expect(readdirSync(join(dir, 'stores'))).toEqual([]);
  disk.free();
  await again(dir);
  await importOne(file);
  await sound();
});

test('a disk that fills up while people edit: each answered edit stays, the refused one is told, and work goes on when there is room', async () => {
  if (disk === null) return;
  const dir = join(disk.dir, 'vault');
  await work(await createVault(dir, TEST_PASSPHRASE, FAST));
  const segmentId = segmentIn(await importOne(noise(1)));
  disk.fill(300_000);
  const { text, refusal } = editUntilRefused(segmentId);
  expect(refusal).toBe('disk-full');
  expect(textOf(segmentId)).toBe(text);
  await workspace.close();
  disk.free();
  await work(await openVault(dir, TEST_PASSPHRASE, FAST));
  expect(textOf(segmentId)).toBe(text);
  editText(workspace, { segmentId, text: 'opet' });
  await sound();
});

test('a disk that fills up during a transcription: no half chunk, and the job ends when there is room', async () => {
  if (disk === null) return;
  const dir = join(disk.dir, 'vault');
  await work(await createVault(dir, TEST_PASSPHRASE, FAST));
  const { file } = makeSampleInterview(join(root, 'speech'), ['My name is not important, I lived near the river.']);
  const footageId = await importOne(makeMedia(root, 'speech.wav', ['-i', file, '-vn', '-ac', '1', '-ar', '16000']));
  const begin = (): string => startTranscription(workspace, { footageId, language: 'en', modelId: 'whisper-tiny', replace: false }).id;
  const id = begin();
  // Full when the work begins; every later commit must fail.
  workspace.vault.db.pragma('wal_checkpoint(TRUNCATE)');
  disk.fill(0);
  const refused = await ended(id);
  if (refused === 'model-missing') return void console.warn('SKIPPED: whisper-tiny is not on this machine');
  expect(refused).toBe('disk-full');
  expect(listSegments(workspace.vault.db, footageId)).toEqual([]);
  disk.free();
  await again(dir);
  expect(await ended(begin())).toBe('succeeded');
  expect(listSegments(workspace.vault.db, footageId).length).toBeGreaterThan(0);
  await sound();
});

test('a backup disk that fills up: said so, the backup from before stays whole, and the next one is', async () => {
  if (disk === null) return;
  const target = join(disk.dir, 'backup');
  await work(await createVault(join(root, 'vault'), TEST_PASSPHRASE, FAST));
  await importOne(noise(2));
  expect(await ended(beginBackup(workspace, { dir: target }).id)).toBe('succeeded');
  await importOne(noise(90, 'long.wav'));
  let full = false;
  workspace.jobs.onChange(({ kind, progress }) => {
    if (kind !== 'backup' || full || progress <= 0) return;
    full = true;
    disk?.fill(50_000);
  });
  expect(await ended(beginBackup(workspace, { dir: target }).id)).toBe('disk-full');
  expect(await verifyBackup(target, { passphrase: TEST_PASSPHRASE })).toMatchObject({ ok: true, footage: 1 });
  disk.free();
  expect(await ended(beginBackup(workspace, { dir: target }).id)).toBe('succeeded');
  expect(await verifyBackup(target, { passphrase: TEST_PASSPHRASE })).toMatchObject({ ok: true, footage: 2 });
});

test('a vault that becomes read-only: edits are refused, unlocking is refused, and nothing is lost', async () => {
  if (disk === null) return;
  const dir = join(disk.dir, 'vault');
  await work(await createVault(dir, TEST_PASSPHRASE, FAST));
  const segmentId = segmentIn(await importOne(noise(1)));
  editText(workspace, { segmentId, text: 'prije' });
  await workspace.close();
  if (!disk.readOnly(true)) throw new Error('cannot be made read-only');
  await expect(openVault(dir, TEST_PASSPHRASE, FAST)).rejects.toMatchObject({ code: 'vault-read-only' });
  disk.readOnly(false);
  await work(await openVault(dir, TEST_PASSPHRASE, FAST));
  expect(textOf(segmentId)).toBe('prije');
  await sound();
});

describe('a disk that is pulled out', () => {
  let usb: Stick | null;
  beforeEach(() => {
    usb = stick(root);
    if (usb === null) console.warn('SKIPPED: no disk that can be pulled out here (root, a loop device and ext4 are needed)');
  });
  afterEach(async () => {
    await workspace?.close().catch(() => undefined);
    usb?.remove();
  });

  test('with the vault on it: edits and imports are refused, every answered edit is there when it is plugged in again', async () => {
    if (usb === null) return;
    const dir = join(usb.dir, 'vault');
    await work(await createVault(dir, TEST_PASSPHRASE, FAST));
    const segmentId = segmentIn(await importOne(noise(1)));
    for (let n = 0; n < 20; n++) editText(workspace, { segmentId, text: `riječ ${n}` });
    usb.pullOut();
    for (let n = 0; n < 3; n++) {
      expect(() => editText(workspace, { segmentId, text: 'poslije' })).toThrow('disk-unreachable');
      expect(() => importFootage(workspace, { paths: [join(root, 'noise.wav')], interviewId: null })).toThrow('disk-unreachable');
    }
    await workspace.close().catch(() => undefined);
    await expect(openVault(dir, TEST_PASSPHRASE, FAST)).rejects.toBeInstanceOf(ZapisError);
    usb.plugIn();
    await work(await openVault(dir, TEST_PASSPHRASE, FAST));
    expect(textOf(segmentId)).toBe('riječ 19');
    editText(workspace, { segmentId, text: 'opet' });
    await sound();
  });

  test('with the backup on it: said so, and the backup from before is whole when it is plugged in again', async () => {
    if (usb === null) return;
    const target = join(usb.dir, 'backup');
    await work(await createVault(join(root, 'vault'), TEST_PASSPHRASE, FAST));
    await importOne(noise(2));
    expect(await ended(beginBackup(workspace, { dir: target }).id)).toBe('succeeded');
    await importOne(noise(90, 'long.wav'));
    let out = false;
    workspace.jobs.onChange(({ kind, progress }) => {
      if (kind !== 'backup' || out || progress <= 0) return;
      out = true;
      usb?.pullOut();
    });
    expect(await ended(beginBackup(workspace, { dir: target }).id)).toBe('disk-unreachable');
    usb.plugIn();
    expect(await verifyBackup(target, { passphrase: TEST_PASSPHRASE })).toMatchObject({ ok: true, footage: 1 });
    expect(await ended(beginBackup(workspace, { dir: target }).id)).toBe('succeeded');
    expect(await verifyBackup(target, { passphrase: TEST_PASSPHRASE })).toMatchObject({ ok: true, footage: 2 });
  });
});
