import { importFootage } from '../../electron/core/footage/import';
import { pcm16k } from '../../electron/core/media/pcm';
import { defaultModelId, modelPath } from '../../electron/core/models/catalogue';
import { recogniserThreads } from '../../electron/core/transcription/recogniser';
import { transcribeFootage } from '../../electron/core/transcription/transcribe';
import { runBench, withBench } from './support/bench';
import { speech } from './support/material';
import { numberOption, sideBySide } from './support/report';

/** The whole job (decoding, chunks, recognition, alignment, commits) beside one call of the bare engine on the same PCM. `--seconds 120`, `--runs 3`, `--model ID`. */
runBench(() => withBench(async ({ workspace, dir }) => {
  const { file, language, what } = speech(dir, numberOption('seconds', 120));
  const at = process.argv.indexOf('--model');
  const modelId = process.argv[at + 1] !== undefined && at > 0 ? String(process.argv[at + 1]) : defaultModelId();
  const { footage } = await importFootage(workspace, file);
  const pcm = await allOf(pcm16k(workspace, footage.id, {}));
  console.log(`${(pcm.length / 16_000).toFixed(0)} s of ${what}, ${modelId}, ${recogniserThreads()} threads`);
  await sideBySide('transcription', '≤ 1.10', numberOption('runs', 3), () => transcribeFootage(workspace, footage.id, {
    language, modelId, modelPath: modelPath(modelId), replace: true, signal: new AbortController().signal,
    onCheckpoint: () => undefined, onProgress: () => undefined, onSegments: () => undefined,
  }), async () => {
    // An ES module only: the bench itself is bundled as CommonJS.
    const { TranscribeModel } = await import('transcribe-cpp');
    const model = await TranscribeModel.load(modelPath(modelId), { backend: 'cpu' });
    const session = model.createSession({ nThreads: recogniserThreads() });
    await session.run(pcm, { language, timestamps: 'segment' });
    session.dispose();
    model.dispose();
  });
}));

async function allOf(pieces: AsyncIterable<Float32Array>): Promise<Float32Array> {
  const parts: Float32Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
