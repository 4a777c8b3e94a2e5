import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { findBinaries } from '../../../electron/core/media/binaries';
import { startAligner } from '../../../electron/core/transcription/alignerClient';
import { forkWorkers } from '../../../electron/core/transcription/workerHost';
import { percentile, wordStartErrors } from '../../support/wordStarts';
import { REPO } from './bench';
import type { CorpusFile } from './corpus';

/** Prints how well the aligner times words with the text given, where the corpus knows their times. */
export async function reportWordTimes(files: readonly CorpusFile[]): Promise<void> {
  const aligner = startAligner(forkWorkers(path.join(REPO, 'dist/workers')));
  try {
    for (const { name, file, language, turns } of files.filter((f) => f.turns.length > 0)) {
      const pcm = decode(file);
      const began = performance.now();
      const errors = await wordStartErrors(aligner, language, pcm, turns);
      const speed = turns.reduce((sum, t) => sum + t.endUs - t.startUs, 0) / 1000 / (performance.now() - began);
      console.log(`${name}: ${errors.length} words, start error with the text given: median ${percentile(errors, 0.5).toFixed(0)} ms (goal ≤ 60), 95th percentile ${percentile(errors, 0.95).toFixed(0)} ms (goal ≤ 250), aligned ${speed.toFixed(0)} × real time`);
    }
  } finally {
    aligner.dispose();
  }
}

function decode(file: string): Float32Array {
  const raw = execFileSync(findBinaries().ffmpeg, ['-nostdin', '-v', 'error', '-i', file, '-ac', '1', '-ar', '16000', '-f', 'f32le', '-'], { maxBuffer: 2 ** 30 });
  return new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength));
}
