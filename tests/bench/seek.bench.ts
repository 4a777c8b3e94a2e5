import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readSync } from 'node:fs';
import { importFootage } from '../../electron/core/footage/import';
import { runFfmpeg } from '../../electron/core/media/process';
import { release } from '../../electron/core/vault/chunks';
import { runBench, withBench } from './support/bench';
import { cameraFootage } from './support/material';
import { numberOption, sideBySide } from './support/report';

/** Seeks and random reads in the encrypted store beside the same in the plain file. `--megabytes 400`, `--runs 5`. */
runBench(() => withBench(async ({ workspace, dir }) => {
  const file = cameraFootage(dir, numberOption('megabytes', 400) * 1e6);
  const { footage } = await importFootage(workspace, file);
  const source = workspace.vault.stores.open(footage.id).original();
  const runs = numberOption('runs', 5);
  const places = Array.from({ length: 8 }, (_, i) => ((i * 0.618 * 7) % 1) * (footage.durationUs / 1e6 - 1));
  const frameAt = (at: number, url: string): string[] => ['-ss', at.toFixed(3), '-i', url, '-frames:v', '1', '-f', 'rawvideo', '-'];
  await sideBySide('eight seeks, a frame decoded at each', '≤ 1.25', runs, async () => {
    const served = workspace.loopback.serve(source);
    for (const at of places) await runFfmpeg(workspace.binaries, frameAt(at, served.url), { env: served.env, onStdout: () => undefined });
    served.close();
  }, () => {
    for (const at of places) execFileSync(workspace.binaries.ffmpeg, ['-v', 'error', '-nostdin', ...frameAt(at, file)], { maxBuffer: 1 << 28 });
  });
  const offsets = Array.from({ length: 1_000 }, (_, i) => Math.floor(((i * 0.618034 * 31) % 1) * (footage.bytes - 65_536)));
  const plain = openSync(file, 'r');
  const buffer = Buffer.alloc(65_536);
  await sideBySide('1 000 random reads of 64 KiB', 'told only', runs,
    () => { for (const offset of offsets) release(source.read(offset, 65_536)); },
    () => { for (const offset of offsets) readSync(plain, buffer, 0, 65_536, offset); });
  closeSync(plain);
  const block = Buffer.alloc(1_048_576);
  await sideBySide(`reading ${(footage.bytes / 1e6).toFixed(0)} MB from end to end`, 'told only', runs,
    async () => { for await (const piece of source.stream(0, source.bytes)) release(piece); },
    () => {
      const fd = openSync(file, 'r');
      while (readSync(fd, block) > 0);
      closeSync(fd);
    }, footage.bytes);
}));
