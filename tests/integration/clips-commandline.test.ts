import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path, { join } from 'node:path';
import { importFootage } from '../../electron/core/footage/import';
import { findBinaries } from '../../electron/core/media/binaries';
import { startLoopback } from '../../electron/core/media/loopback';
import { approvePassage, markPassage } from '../../electron/core/redaction/passages';
import { passageDraft } from '../../shared/domain';
import { countedFootage, seeFrames } from '../support/clipFootage';
import { scratchDir } from '../support/media';
import { CAST, peopledVault, speak } from '../support/people';

const CLI = join(__dirname, '../../dist/cli.js');
interface Clip { readonly id: string; readonly title: string; readonly durationMs: number; readonly parts: readonly { readonly startMs: number; readonly endMs: number; readonly byWords: boolean }[] }
interface Answer { readonly code: number | null; readonly err: string; readonly value: Clip & { readonly clips: (Clip & { file: string; documents: string[] })[] } }

test('a list of clips at the command line: added by time and by words, exported one and all, and as lists of cuts; editors only what is released', async () => {
  const scratch = scratchDir('clips-cli');
  const people = await peopledVault();
  const loopback = await startLoopback();
  try {
    const { footage } = await importFootage({ binaries: findBinaries(), loopback, vault: people.vault }, countedFootage(scratch.dir, 'Hasanović.mp4', '25', 8));
    speak(people.vault, footage.id, '3f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c11', 'tada smo otišli', 3_000);
    speak(people.vault, footage.id, '3f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c12', 'Kanarinac', 6_000);
    const { id } = markPassage(people.vault.db, passageDraft.parse({ footageId: footage.id, target: { startUs: 6_000_000, endUs: 6_090_000 }, reason: 'names-third-person' }), { id: 'nobody' });
    approvePassage(people.vault.db, id, { id: 'second' });
    people.vault.close();
    const zapis = (who: keyof typeof CAST, ...args: string[]): Answer => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args, '--vault', people.dir, '--as', CAST[who].name, '--json'], { encoding: 'utf8', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ZAPIS_PASSPHRASE: CAST[who].passphrase } });
      return { code: status, err: stderr, value: JSON.parse(stdout.trim().split('\n').at(-1) || '{}') as never };
    };
    const joined = zapis('interviewer', 'clips', 'add', footage.id, '--from', '500', '--to', '1500', '--from', `${footage.id.slice(0, 8)}:4000`, '--to', '5000', '--title', 'Put kući', '--fade-in-ms', '200');
    expect([joined.code, joined.value.durationMs, joined.value.parts.length]).toEqual([0, 2_000, 2]);
    const byWords = zapis('interviewer', 'clips', 'add', footage.id, '--text', 'smo otisli').value;
    expect(byWords.parts).toEqual([expect.objectContaining({ startMs: 3_095, endMs: 3_390, byWords: true })]);
    expect(zapis('interviewer', 'clips', 'list', footage.id).value.clips.map((clip) => clip.title)).toEqual(['Put kući', '']);
    expect([zapis('translator', 'clips', 'add', footage.id, '--from', '0', '--to', '5').code, zapis('translator', 'clips', 'list', footage.id).code]).toEqual([1, 0]);
    expect(zapis('interviewer', 'clips', 'add', footage.id, '--from', '500').code).toBe(2);

    const out = path.join(scratch.dir, 'out');
    mkdirSync(out);
    expect(zapis('editor', 'clips', 'list', footage.id).err).toContain('released');
    expect(zapis('editor', 'clips', 'export', footage.id, '--all', '--out', out).err).toContain('released');
    expect(zapis('interviewer', 'clips', 'export', footage.id, '--out', out).code).toBe(2);
    const all = ['clips', 'export', footage.id, '--all', '--out', out, '--preset', 'web-480', '--subtitles', 'srt,ass', '--documents', 'docx,pdf', '--no-listen'];
    expect(zapis('interviewer', ...all)).toMatchObject({ code: 1, err: expect.stringContaining('custodian') as string });
    expect(zapis('custodian', ...all)).toMatchObject({ code: 1, err: expect.stringContaining('no reason was written') as string });
    const batch = zapis('custodian', ...all, '--override', 'Both of us heard the whole of it.');
    expect(batch.err).not.toContain('error');
    expect(batch.value.clips.map(({ file, durationMs }) => [path.basename(file), durationMs])).toEqual([['01-put-kući.mp4', 2_000], ['02-clip.mp4', 295]]);
    expect(readdirSync(out).filter((name) => name.startsWith('01')).sort()).toEqual(['01-put-kući.ass', '01-put-kući.docx', '01-put-kući.manifest.json', '01-put-kući.mp4', '01-put-kući.pdf', '01-put-kući.srt']);
    expect(seeFrames(path.join(out, '01-put-kući.mp4')).map(({ number }) => number).slice(20, 30)).toEqual([32, 33, 34, 35, 36, 37, 100, 101, 102, 103]);
    expect(zapis('interviewer', 'verify', path.join(out, '01-put-kući.mp4')).code).toBe(0);
    for (const list of ['edl', 'fcpxml', 'otio']) {
      expect(zapis('custodian', 'clips', 'export', footage.id, '--clip', byWords.id, `--${list}`, path.join(out, `cuts.${list}`)).code).toBe(0);
      expect(readFileSync(path.join(out, `cuts.${list}`), 'utf8')).toContain('footage-1');
    }
    expect(zapis('interviewer', 'clips', 'add', footage.id, '--from', '0', '--to', '500', '--title', 'O Kanarincu: Kanarinac').code).toBe(0);
    const leak = zapis('interviewer', 'clips', 'export', footage.id, '--all', '--otio', path.join(out, 'leak.otio'));
    expect([leak.code, leak.err, existsSync(path.join(out, 'leak.otio'))]).toEqual([1, expect.stringContaining('title or lower third'), false]);
    expect(zapis('interviewer', 'clips', 'remove', byWords.id).code).toBe(0);
    expect(zapis('interviewer', 'release', footage.id).code).toBe(0);
    const seen = zapis('editor', 'clips', 'list', footage.id).value.clips;
    expect(seen.map(({ title }) => title)).toEqual(['Put kući', '']);
    expect(zapis('editor', 'clips', 'add', footage.id, '--text', 'smo otisli').value.parts).toEqual([expect.objectContaining({ byWords: false })]);
  } finally {
    await loopback.close();
    people.dispose();
    scratch.remove();
  }
});
