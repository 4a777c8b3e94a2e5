import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { exportClip } from '../../electron/core/clips/export';
import { playbackSource } from '../../electron/core/footage/footage';
import { importFootage } from '../../electron/core/footage/import';
import { findBinaries } from '../../electron/core/media/binaries';
import type { MediaEnv } from '../../electron/core/media/env';
import { startLoopback } from '../../electron/core/media/loopback';
import { pcm16k } from '../../electron/core/media/pcm';
import { makePreview } from '../../electron/core/media/preview';
import { runFfmpeg } from '../../electron/core/media/process';
import { ZapisError } from '../../shared/errors';
import type { Footage } from '../../shared/domain';
import { probeAll } from '../support/measure';
import { tempVault, type TempVault } from '../support/vault';

const FOLDER = path.join(__dirname, '../../../shared/data/footage');
const files = existsSync(FOLDER) ? readdirSync(FOLDER).sort() : [];
/** Damaged beyond any use (the mp4's index names no sample); everything else of the folder must come in. */
const REFUSED: Readonly<Record<string, string>> = { 'music-metadata__corrupt.mkv': 'import-unknown', 'mp4parser__example-sans-amf0.mp4': 'import-undecodable' };
/** Chromium's player would stop in the middle of these. */
const NEEDS_PREVIEW = ['decord__corrupted.mp4', 'media__hdr10-video-with-sdr-container.mp4', 'torchcodec__nasa_13013.mp4'];

const table: string[] = [];
let temp: TempVault;
let env: MediaEnv;

beforeAll(async () => {
  if (files.length === 0) console.warn('SKIPPED: ../shared/data/footage is not here; no real footage was tried');
  temp = await tempVault();
  env = { binaries: findBinaries(), loopback: await startLoopback(), vault: temp.vault };
});
afterAll(async () => {
  await env.loopback.close();
  temp.dispose();
  if (table.length > 0) console.log(`real footage, ${table.length} files\n${table.join('\n')}`);
});

async function bring(name: string): Promise<Footage | string> {
  try {
    return (await importFootage(env, path.join(FOLDER, name))).footage;
  } catch (error) {
    if (error instanceof ZapisError) return error.code;
    throw error;
  }
}

(files.length > 0 ? test.each(files) : test.skip.each(['real footage']))('%s', async (name) => {
  const footage = await bring(name);
  if (typeof footage === 'string') {
    table.push(`${name.padEnd(58)} refused: ${footage}`);
    expect(footage).toBe(REFUSED[name]);
    return;
  }
  expect(REFUSED[name]).toBeUndefined();
  if (NEEDS_PREVIEW.includes(name)) expect(footage.playback).toBe('proxy-pending');
  if (footage.playback === 'proxy-pending') await makePreview(env, footage.id);
  const samples = footage.audio.length > 0 ? await countSamples(footage.id) : null;
  if (samples !== null) expect(samples).toBe(Math.round((footage.durationUs * 16) / 1000));
  const pictures = footage.video ? await picturesAfterSeek(footage) : null;
  if (pictures !== null) expect(pictures).toBeGreaterThan(0);
  const clip = await exportMiddle(footage);
  expect(clip.streams).toEqual([...(footage.video ? ['video'] : []), ...(footage.audio.length > 0 ? ['audio'] : [])]);
  const { video, audio } = footage;
  const picture = video ? `${video.codec} ${video.width}x${video.height} ${video.fps} fps${video.variableRate ? ' variable' : ''}${video.rotation ? ` turned ${video.rotation}` : ''}` : 'no picture';
  table.push(`${name.padEnd(58)} ${(footage.playback === 'direct' ? 'direct' : 'preview').padEnd(7)} ${(footage.durationUs / 1e6).toFixed(3).padStart(8)} s  ${picture}; ${audio.map((a) => `${a.codec} ${a.channels}`).join(' + ') || 'no sound'}; exports ${clip.durationMs} ms`);
}, 180_000);

/** Exports a second from the middle; the export checks its own file and fails when anything is amiss. */
async function exportMiddle(footage: Footage): Promise<{ durationMs: number; streams: string[] }> {
  const startUs = Math.floor(footage.durationUs / 3);
  const endUs = Math.min(footage.durationUs, startUs + 1_000_000);
  const out = path.join(temp.dir, '..', `${footage.id}.mp4`);
  const { durationMs } = await exportClip({ ...env, appVersion: 'test' }, { footageId: footage.id, startUs, endUs, subtitles: 'none' }, out);
  return { durationMs, streams: probeAll(out).streams.map((stream) => stream.codec_type) };
}

async function countSamples(footageId: string): Promise<number> {
  let samples = 0;
  for await (const piece of pcm16k(env, footageId)) samples += piece.length;
  return samples;
}

/** Pictures that the player's bytes give from the middle on. */
async function picturesAfterSeek(footage: Footage): Promise<number> {
  const playable = playbackSource(env, footage.id);
  if (!playable) return 0;
  const served = env.loopback.serve(playable.source);
  let frames = 0;
  await runFfmpeg(env.binaries, ['-ss', (footage.durationUs / 2e6).toFixed(3), '-i', served.url, '-map', '0:v:0', '-frames:v', '3', '-f', 'null', '-'], { env: served.env, onProgress: (p) => { frames = p.frame ?? 0; } });
  served.close();
  return frames;
}
