import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { exportClip } from '../../electron/core/clips/export';
import { coverFrames, framesOfClip } from '../../electron/core/clips/frames';
import { shapeOf } from '../../electron/core/clips/parts';
import { renderArgs } from '../../electron/core/clips/renderArgs';
import { clipSource, probeFrames } from '../../electron/core/clips/source';
import { exportedBefore, leakCheck } from '../../electron/core/clips/leak/leakCheck';
import { importFootage } from '../../electron/core/footage/import';
import { listPassages, markPassage } from '../../electron/core/redaction/passages';
import { planRedactions } from '../../electron/core/redaction/plan';
import { runBench, withBench } from './support/bench';
import { cameraFootage } from './support/material';
import { numberOption, sideBySide, textOption, timed } from './support/report';

/** A redacted export (plan, render, check, subtitles, manifest) beside bare ffmpeg with the very same filters on the plain file. `--seconds 40`, `--runs 3`, `--picture 640x360` in place of 1080p. */
runBench(() => withBench(async ({ workspace, dir }) => {
  const seconds = numberOption('seconds', 40);
  const picture = textOption('picture') ?? '1920x1080';
  // As many bits for a pixel, whatever the size.
  const mbit = Math.max(1, Math.round((40 * picture.split('x').reduce((pixels, side) => pixels * Number(side), 1)) / (1920 * 1080)));
  const file = cameraFootage(dir, (seconds * mbit * 1e6) / 8, 'camera.mp4', { picture, mbit });
  const { footage } = await importFootage(workspace, file);
  const { db } = workspace.vault;
  const clip = { startUs: 1_234_567, endUs: Math.min(footage.durationUs - 1, seconds * 1_000_000) };
  for (const [start, end] of [[0.1, 0.15], [0.3, 0.3375]] as const) {
    markPassage(db, { footageId: footage.id, target: { startUs: Math.round(start * clip.endUs), endUs: Math.round(end * clip.endUs) }, reason: 'self-incrimination', note: '', audio: 'mute', video: 'black' });
  }
  const source = clipSource(workspace, footage.id);
  const plan = planRedactions({ passages: listPassages(db, footage.id), segments: [], clip, durationUs: source.durationUs });
  const served = workspace.loopback.serve(workspace.vault.stores.open(footage.id).original());
  const frames = framesOfClip(await probeFrames(workspace, served, source, clip), clip);
  served.close();
  const covers = frames ? coverFrames(plan.picture, frames, clip) : [];
  const bare = renderArgs({ format: 'mp4', shape: shapeOf([source]), parts: [{ footageId: footage.id, source, clip, plan, frames, covers, url: file }], leadS: 10, outFile: path.join(dir, 'bare.mp4') });
  await sideBySide('export', '≤ 1.10', numberOption('runs', 3),
    () => exportClip(workspace, { footageId: footage.id, ...clip, subtitles: 'none' }, path.join(dir, 'ours.mp4'), { overwrite: true }),
    () => { execFileSync(workspace.binaries.ffmpeg, ['-v', 'error', '-nostdin', ...bare]); });
  const ours = exportedBefore(workspace, path.join(dir, 'ours.mp4'));
  const ms = await timed(async () => { if (!(await leakCheck(workspace, ours)).ok) process.exitCode = 1; });
  const lengthMs = (clip.endUs - clip.startUs) / 1000;
  console.log(`leak check of a finished clip (measured, not listened to): ${ms.toFixed(0)} ms for ${lengthMs.toFixed(0)} ms, ${(ms / lengthMs).toFixed(3)} of its length`);
}));
