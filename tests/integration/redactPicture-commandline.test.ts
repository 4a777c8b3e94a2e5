import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { importFootage } from '../../electron/core/footage/import';
import { findBinaries } from '../../electron/core/media/binaries';
import { startLoopback } from '../../electron/core/media/loopback';
import { countedFootage } from '../support/clipFootage';
import { scratchDir } from '../support/media';
import { CAST, peopledVault } from '../support/people';

const CLI = join(__dirname, '../../dist/cli.js');

interface Told { readonly passages: readonly { readonly id: string }[]; readonly regions: readonly (string | { readonly id: string; readonly kind: string; readonly startMs: number; readonly endMs: number; readonly searched: unknown; readonly keyframes: readonly object[] })[] }

test('a passage marked together with a part of the picture, or with its faces, searched for to the end', async () => {
  const scratch = scratchDir('redact-picture');
  const people = await peopledVault();
  const loopback = await startLoopback();
  try {
    const { footage } = await importFootage({ binaries: findBinaries(), loopback, vault: people.vault }, countedFootage(scratch.dir, 'soba.mp4', '25', 8));
    people.vault.close();
    const zapis = (...args: string[]): { code: number | null; err: string; value: Told } => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args, '--vault', people.dir, '--as', CAST.interviewer.name, '--json'], { encoding: 'utf8', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ZAPIS_PASSPHRASE: CAST.interviewer.passphrase } });
      return { code: status, err: stderr, value: JSON.parse(stdout.trim().split('\n').at(-1) || '{}') as Told };
    };
    const redact = (from: number, to: number, ...more: string[]) => zapis('redact', footage.id, '--start-ms', String(from), '--end-ms', String(to), '--reason', 'speaker-identity', ...more);
    const drawn = redact(1_000, 2_000, '--video', 'region', '--box', '0.1,0.2,0.4,0.5');
    expect([drawn.code, drawn.value.passages.length, drawn.value.regions.length]).toEqual([0, 1, 1]);
    const faces = redact(4_000, 4_400, '--video', 'faces');
    expect([faces.code, faces.value.passages.length, faces.value.regions.length]).toEqual([0, 1, 1]);
    const [listed] = zapis('regions', 'list', footage.id).value.regions;
    expect(listed).toMatchObject({ keyframeCount: 1, first: { x: 0.1, y: 0.2, w: 0.4, h: 0.5 } });
    expect(listed).not.toHaveProperty('keyframes');
    expect(zapis('regions', 'list', footage.id, '--keyframes').value.regions).toEqual([
      expect.objectContaining({ id: drawn.value.regions[0], kind: 'drawn', startMs: 850, endMs: 2_150, keyframes: [expect.objectContaining({ x: 0.1, y: 0.2, w: 0.4, h: 0.5 })] }),
      expect.objectContaining({ id: faces.value.regions[0], kind: 'faces', startMs: 2_850, endMs: 5_550, searched: expect.anything() }),
    ]);
    // A box that lies outside marks nothing at all; nor does one that is missing.
    expect([redact(5_000, 6_000, '--video', 'region', '--box', '0.9,0.2,0.4,0.5').code, redact(5_000, 6_000, '--video', 'region').code, redact(5_000, 6_000, '--video', 'faces', '--box', '0,0,1,1').code]).toEqual([2, 2, 2]);
    expect(zapis('passages', footage.id).value.passages).toMatchObject([{ video: 'none' }, { video: 'faces' }]);
  } finally {
    await loopback.close();
    people.dispose();
    scratch.remove();
  }
});
