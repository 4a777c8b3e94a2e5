import { readFileSync, writeFileSync } from 'node:fs';
import { startLoopback } from '../../electron/core/media/loopback';
import { findBinaries } from '../../electron/core/media/binaries';
import { importFootage } from '../../electron/core/footage/import';
import { runFfmpeg } from '../../electron/core/media/process';
import { pcm16k, type MediaEnv } from '../../electron/core/media/pcm';
import { ensureThumbnail } from '../../electron/core/media/thumbnail';
import { makeMedia, scratchDir, testCard } from '../support/media';
import { tempVault, type TempVault } from '../support/vault';

const MIB = 1_048_576;
const scratch = scratchDir('damaged-store');
let temp: TempVault;
let env: MediaEnv;
let footageId: string;

beforeAll(async () => {
  temp = await tempVault();
  env = { vault: temp.vault, binaries: findBinaries(), loopback: await startLoopback() };
  // Sound as it is, so that the file is several of the store's pieces long.
  const file = makeMedia(scratch.dir, 'talk.mkv', [...testCard(30), '-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'pcm_s16le', '-ar', '48000', '-ac', '2']);
  footageId = (await importFootage(env, file)).footage.id;
});
afterAll(async () => {
  await env.loopback.close();
  temp.dispose();
  scratch.remove();
});

async function samples(endUs?: number): Promise<number> {
  let count = 0;
  for await (const piece of pcm16k(env, footageId, endUs === undefined ? {} : { endUs })) count += piece.length;
  return count;
}

test('what cannot be read out of a damaged store is told as that, and is never taken for silence', async () => {
  expect(await samples()).toBeGreaterThan(29 * 16_000);
  const file = temp.vault.stores.path(footageId);
  const bytes = readFileSync(file);
  // The last third: the beginning can still be read.
  for (let at = Math.floor(bytes.length * 0.7); at < bytes.length * 0.8; at += 97) bytes[at] = (bytes[at] ?? 0) ^ 0x5a;
  writeFileSync(file, bytes);
  expect(bytes.length).toBeGreaterThan(3 * MIB);
  await expect(samples()).rejects.toMatchObject({ code: 'footage-damaged', params: { id: footageId } });
  // So is the picture's end no end of the footage, though ffmpeg itself is content: a search for faces would call the rest empty.
  const served = env.loopback.serve(temp.vault.stores.open(footageId).original());
  await expect(runFfmpeg(env.binaries, ['-i', served.url, '-map', '0:v:0', '-f', 'null', '-'], { env: served.env })).rejects.toMatchObject({ code: 'footage-damaged' });
  served.close();
  // What lies before it needs nothing of it.
  expect(await samples(2_000_000)).toBe(32_000);
});

test('a child that ends badly because of it says so, not that the tool failed', async () => {
  const file = temp.vault.stores.path(footageId);
  const bytes = readFileSync(file);
  for (let at = Math.floor(bytes.length * 0.03); at < bytes.length * 0.95; at += 97) bytes[at] = (bytes[at] ?? 0) ^ 0x5a;
  writeFileSync(file, bytes);
  await expect(ensureThumbnail(env, footageId, {})).rejects.toMatchObject({ code: 'footage-damaged' });
});
