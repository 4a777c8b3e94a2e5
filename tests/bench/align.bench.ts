import { importFootage } from '../../electron/core/footage/import';
import { modelPath } from '../../electron/core/models/catalogue';
import { startAligner } from '../../electron/core/transcription/alignerClient';
import { realign } from '../../electron/core/transcription/realign';
import { transcribeFootage } from '../../electron/core/transcription/transcribe';
import { runBench, withBench } from './support/bench';
import { speech } from './support/material';
import { numberOption, processorMs, timed } from './support/report';

/** Aligning a whole transcript again (decoding, alignment, commits) against the length of the sound. `--seconds 300`. */
const pcm16 = (): Float32Array => Float32Array.from({ length: 32_000 }, (_, i) => 0.3 * Math.sin(i * i) * Math.max(0.01, Math.sin(i / 850)));

runBench(() => withBench(async ({ workspace, dir }) => {
  const seconds = numberOption('seconds', 300);
  const { file, language, what } = speech(dir, seconds);
  const { footage } = await importFootage(workspace, file);
  const signal = new AbortController().signal;
  await transcribeFootage(workspace, footage.id, {
    language, modelId: 'whisper-tiny', modelPath: modelPath('whisper-tiny'), signal, onCheckpoint: () => undefined, onProgress: () => undefined, onSegments: () => undefined,
  });
  const aligner = startAligner(workspace.startWorker);
  // Once before it counts: the voices are loaded.
  await aligner.align({ pcm: pcm16(), text: 'jedan dva tri', language });
  const before = processorMs();
  let told = '';
  const ms = await timed(async () => {
    const { segments, aligned, estimated, untimed } = await realign(workspace, footage.id, aligner, { segmentIds: null, signal });
    told = `${segments} segments, words ${aligned} aligned, ${estimated} estimated, ${untimed} untimed`;
  });
  aligner.dispose();
  await new Promise((resolve) => setTimeout(resolve, 300));
  console.log(`align: ${seconds} s of ${what} in ${ms.toFixed(0)} ms, ${((seconds * 1000) / ms).toFixed(0)} × real time (goal ≥ 50); processor time ${(processorMs() - before).toFixed(0)} ms; ${told}`);
}));
