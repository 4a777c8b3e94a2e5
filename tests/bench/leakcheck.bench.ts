import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { exportClip } from '../../electron/core/clips/export';
import { wordsIn } from '../../electron/core/clips/leak/hearAgain';
import { exportedBefore, leakCheck } from '../../electron/core/clips/leak/leakCheck';
import { importFootage } from '../../electron/core/footage/import';
import { modelPath } from '../../electron/core/models/catalogue';
import { markPassage } from '../../electron/core/redaction/passages';
import { runBench, withBench } from './support/bench';
import { cameraFootage, speech } from './support/material';
import { listOption, processorMs, textOption, timed } from './support/report';

/**
 * What the leak check of a finished clip takes, over the clip's length: measured alone, and listened to besides. 1080p noise with
 * speech, a tenth of it muted and black. `--seconds 15,60`, `--models whisper-tiny,whisper-small` (`none` listens to nothing).
 */
runBench(() => withBench(async ({ workspace, dir }) => {
  const models = (textOption('models') ?? 'whisper-tiny,whisper-small').split(',').filter((id) => id !== 'none');
  for (const seconds of listOption('seconds', [15, 60])) {
    const { file: sound, language, what } = speech(dir, seconds);
    const picture = cameraFootage(dir, seconds * 5e6, `camera-${seconds}.mp4`);
    const file = path.join(dir, `spoken-${seconds}.mp4`);
    execFileSync(workspace.binaries.ffmpeg, ['-v', 'error', '-nostdin', '-y', '-i', picture, '-i', sound, '-map', '0:v', '-map', '1:a', '-c:v', 'copy', '-c:a', 'aac', '-t', String(seconds), file]);
    const { footage: { id: footageId } } = await importFootage(workspace, file);
    const endUs = (seconds - 0.5) * 1e6;
    markPassage(workspace.vault.db, { footageId, target: { startUs: 0.4 * endUs, endUs: 0.5 * endUs }, reason: 'self-incrimination', note: '', audio: 'mute', video: 'black' });
    const out = path.join(dir, `clip-${seconds}.mp4`);
    await exportClip(workspace, { footageId, startUs: 0, endUs, subtitles: 'none' }, out);
    const told = async (name: string, work: () => Promise<unknown>): Promise<void> => {
      const before = processorMs();
      const ms = await timed(work);
      console.log(`${seconds} s, ${name}: ${(ms / 1000).toFixed(2)} s, ${((ms * 1000) / endUs).toFixed(3)} of the clip's length; processor ${((processorMs() - before) / 1000).toFixed(2)} s`);
    };
    await told('measured', async () => { if (!(await leakCheck(workspace, exportedBefore(workspace, out))).ok) process.exitCode = 1; });
    for (const id of models) await told(`listened to (${what}, ${id})`, () => wordsIn(workspace, out, { modelPath: modelPath(id), language, signal: new AbortController().signal }));
  }
}));
