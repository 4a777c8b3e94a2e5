import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entries } from '../../electron/core/audit/rows';
import { saveTranscript } from '../../electron/core/operations/documents';
import { writeOutFile } from '../../electron/core/operations/outFile';
import { markPassage } from '../../electron/core/operations/passages';
import { DOCUMENT_FORMATS, isExchange } from '../../shared/domain';
import { memoryDisk } from '../support/mounts';
import { peopledVault, speak, workAs } from '../support/people';
import { storeFootage } from '../support/vault';

const SPEAKER = 'Kanarinac Stariji';
let people: Awaited<ReturnType<typeof peopledVault>>;
let out: string;
let footageId: string;
const code = (expected: string): object => expect.objectContaining({ code: expected });

beforeAll(async () => {
  people = await peopledVault();
  footageId = storeFootage(people.vault, randomBytes(5_000));
  const { db } = people.vault;
  db.prepare("INSERT INTO speaker VALUES ('v1', ?, ?, 1)").run(footageId, SPEAKER);
  speak(people.vault, footageId, 's1', 'zapovjednik se zvao Papagaj i bio je tamo');
  db.prepare("UPDATE segment SET speaker_id = 'v1'").run();
  people.vault.close();
  out = mkdtempSync(join(tmpdir(), 'zapis-save-'));
});
afterAll(() => {
  people.dispose();
  rmSync(out, { recursive: true, force: true });
});

test('redacted, no format holds a hidden word or a name that somebody gave to a voice; raw, each text format holds both', async () => {
  const work = await workAs(people.dir, 'interviewer');
  try {
    markPassage(work, { footageId, target: { words: { fromSegmentId: 's1', fromWord: 3, toSegmentId: 's1', toWord: 3 } }, reason: 'names-third-person', note: '', audio: 'mute', video: 'none' });
    for (const format of DOCUMENT_FORMATS.filter((one) => !isExchange(one))) {
      const file = join(out, `redacted.${format}`);
      expect(await saveTranscript(work, { footageId, format, redacted: true, file })).toEqual({ segments: 1, tooFast: [] });
      // Packed formats are searched as their readers unpack them in documents.test.
      const text = readFileSync(file, 'latin1');
      for (const hidden of ['Papagaj', SPEAKER]) expect(`${format} ${hidden}: ${text.includes(hidden)}`).toBe(`${format} ${hidden}: false`);
      expect(statSync(file).mode & 0o777).toBe(0o600);
    }
    for (const format of ['txt', 'csv', 'json', 'eaf', 'rtf'] as const) {
      await saveTranscript(work, { footageId, format, redacted: false, file: join(out, `raw.${format}`) });
      for (const said of ['Papagaj', SPEAKER]) expect(readFileSync(join(out, `raw.${format}`), 'latin1')).toContain(said);
    }
    expect(readdirSync(out).filter((name) => name.endsWith('.part'))).toEqual([]);
    const last = [...entries(work.vault.db)].at(-1);
    expect(last).toMatchObject({ action: 'transcript.readRedacted', itemId: footageId, details: { redacted: false, format: 'rtf' } });
  } finally {
    await work.close();
  }
});

test('a file that cannot be written says why, leaves what was there, and nothing half-written', async () => {
  const there = join(out, 'there.txt');
  writeFileSync(there, 'older');
  async function* breaks(): AsyncGenerator<string> {
    yield 'half of it';
    throw new Error('the source broke');
  }
  await expect(writeOutFile(there, breaks())).rejects.toThrow('the source broke');
  expect(readFileSync(there, 'utf8')).toBe('older');
  mkdirSync(join(out, 'folder.txt'));
  await expect(writeOutFile(join(out, 'folder.txt'), ['x'])).rejects.toEqual(code('out-write-failed'));
  await expect(writeOutFile(join(out, 'gone', 'a.txt'), ['x'])).rejects.toEqual(code('out-folder-missing'));
  expect(readdirSync(out).filter((name) => name.endsWith('.part'))).toEqual([]);
  await writeOutFile(there, ['new', Buffer.from('er')]);
  expect(readFileSync(there, 'utf8')).toBe('newer');
});

test('a full or read-only disk is told as that', async () => {
  const disk = memoryDisk(join(out, 'disk'), 4);
  if (disk === null) return console.warn('SKIPPED: only root can mount a disk that fills up');
  try {
    await expect(writeOutFile(join(disk.dir, 'a.txt'), [Buffer.alloc(8_000_000)])).rejects.toEqual(code('out-disk-full'));
    expect(readdirSync(disk.dir)).toEqual([]);
    expect(disk.readOnly(true)).toBe(true);
    await expect(writeOutFile(join(disk.dir, 'a.txt'), ['x'])).rejects.toEqual(code('out-not-allowed'));
  } finally {
    disk.remove();
  }
});
