import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LanguageCode } from '../../shared/domain';
import { importFootage } from '../../electron/core/footage/import';
import { pcm16k } from '../../electron/core/media/pcm';
import { defaultModelId, modelPath } from '../../electron/core/models/catalogue';
import { listSegments } from '../../electron/core/transcript/segments';
import { recogniserThreads } from '../../electron/core/transcription/recogniser';
import { transcribeFootage } from '../../electron/core/transcription/transcribe';
import type { Workspace } from '../../electron/core/workspace/workspace';
import { gather } from '../support/sound';
import { textErrors } from '../support/wordErrors';
import { BARE_ENGINE, serveBareEngine, startBareEngine } from './support/bareEngine';
import { runBench, withBench } from './support/bench';
import { readCorpus, type CorpusFile } from './support/corpus';
import { generateCorpus } from './support/generate';
import { watchPeaks } from './support/processes';
import { countLoops, report, silentWords, trustOf, type Heard } from './support/recognition';
import { numberOption, textOption } from './support/report';
import { reportWordTimes } from './support/wordStarts';

/**
 * Zapis beside the bare engine (one plain call, same model, same language) on a corpus with its texts: `--corpus DIR`
 * (see `readCorpus`), or `--generate` for interviews that espeak-ng speaks between silence, noise, music and doors.
 * `--model ID`, `--limit FILES` of each language, `--files` for a line each, `--alone` without the bare engine;
 * with `--generate` also `--minutes 60` and `--languages hr,en`.
 */
if (process.argv.includes(BARE_ENGINE)) serveBareEngine();
else runBench(async () => {
  const given = textOption('corpus');
  const made = given === null && process.argv.includes('--generate') ? mkdtempSync(path.join(tmpdir(), 'zapis-corpus-')) : null;
  const dir = given ?? made;
  // Without a corpus there is nothing to compare; `npm run bench` of all benches goes on.
  if (dir === null) return console.log('nothing done: give --corpus DIR (LANG/NAME.wav with NAME.txt beside it) or --generate');
  try {
    if (made !== null) await generateCorpus(made, (textOption('languages') ?? 'hr,bs,sr,sq,en').split(',') as LanguageCode[], numberOption('minutes', 60));
    await measure(readCorpus(path.resolve(process.env['INIT_CWD'] ?? '.', dir), numberOption('limit', Infinity)), textOption('model') ?? defaultModelId());
  } finally {
    if (made !== null) rmSync(made, { recursive: true, force: true });
  }
});

/** The processes that transcription starts; the bench's own holds the corpus as well. */
const WORKERS = ['recogniser', 'aligner', 'speechDetector', 'speller'] as const;

async function measure(files: readonly CorpusFile[], modelId: string): Promise<void> {
  console.log(`${files.length} files, ${modelId}, ${recogniserThreads()} threads`);
  await withBench(async ({ workspace }) => {
    const bare = startBareEngine();
    try {
      for (const language of new Set(files.map((f) => f.language))) {
        const heard: { ours: Heard; bare?: Heard }[] = [];
        for (const file of files.filter((f) => f.language === language)) {
          const { ours, pcm } = await transcribed(workspace, file, modelId);
          if (process.argv.includes('--alone')) heard.push({ ours });
          else {
            const plain = await bare.transcribe({ pcm, language, modelPath: modelPath(modelId), threads: recogniserThreads() });
            const segments = plain.segments.map((s) => ({ startUs: s.t0Ms * 1000, endUs: s.t1Ms * 1000, text: s.text }));
            heard.push({ ours, bare: heardOf(file, segments, ours.seconds, plain.elapsedMs, plain.peakMb) });
          }
          if (process.argv.includes('--files')) report(`  ${file.name}`, heard.slice(-1));
        }
        report(language, heard);
      }
      await reportWordTimes(files);
    } finally {
      bare.stop();
    }
  });
}

async function transcribed(workspace: Workspace, file: CorpusFile, modelId: string): Promise<{ ours: Heard; pcm: Float32Array }> {
  const { footage } = await importFootage(workspace, file.file);
  const peaks = watchPeaks(process.pid);
  const began = performance.now();
  await transcribeFootage(workspace, footage.id, {
    language: file.language, modelId, modelPath: modelPath(modelId), signal: new AbortController().signal,
    onCheckpoint: () => undefined, onProgress: () => undefined, onSegments: () => undefined,
  });
  const elapsedMs = performance.now() - began;
  const seen = peaks();
  const peakMb = WORKERS.reduce((sum, name) => sum + (seen.get(name) ?? 0), 0);
  const pcm = await gather(pcm16k(workspace, footage.id, {}));
  const segments = listSegments(workspace.vault.db, footage.id);
  const ours = { ...heardOf(file, segments, pcm.length / 16_000, elapsedMs, peakMb), trust: trustOf(file.text, segments.flatMap((s) => s.words)) };
  workspace.vault.stores.remove(footage.id);
  return { ours, pcm };
}

function heardOf(file: CorpusFile, segments: readonly { startUs: number; endUs: number; text: string }[], seconds: number, elapsedMs: number, peakMb: number): Heard {
  const texts = segments.map((s) => s.text);
  const loops = { written: countLoops(texts), said: countLoops(file.text.split(/(?<=[.?!…])\s+/u)) };
  return { errors: textErrors(file.text, texts.join(' ')), silentWords: silentWords(segments, file.silent), loops, seconds, elapsedMs, peakMb };
}
