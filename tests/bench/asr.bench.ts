import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { importFootage } from '../../electron/core/footage/import';
import { pcm16k } from '../../electron/core/media/pcm';
import { defaultModelId, modelPath } from '../../electron/core/models/catalogue';
import { listSegments } from '../../electron/core/transcript/segments';
import { recogniserThreads } from '../../electron/core/transcription/recogniser';
import { transcribeFootage } from '../../electron/core/transcription/transcribe';
import type { Workspace } from '../../electron/core/workspace/workspace';
import type { LongLanguage } from '../support/longTestimony';
import { gather } from '../support/sound';
import { textErrors } from '../support/wordErrors';
import { BARE_ENGINE, serveBareEngine, startBareEngine } from './support/bareEngine';
import { runBench, withBench } from './support/bench';
import { readCorpus, type CorpusFile } from './support/corpus';
import { GENERATED, generateCorpus } from './support/generate';
import { keptOr, type Written } from './support/keptHearings';
import { watchPeaks } from './support/processes';
import { countLoops, mendedOf, report, reportAll, silentWords, trustOf, type Heard, type HeardBoth } from './support/recognition';
import { numberOption, textOption } from './support/report';
import { reportWordTimes } from './support/wordStarts';

/**
 * Zapis beside the bare engine (one plain call, same model, same language) on a corpus with its texts: `--corpus DIR`
 * (see `readCorpus`), or `--generate` for interviews that espeak-ng speaks between silence, noise, music and doors.
 * `--model ID`, `--limit FILES` of each language, `--only NAME` for files whose name begins so (`hr/`), `--files` for a line each, `--alone`
 * without the bare engine; `--kept DIR` keeps what was heard of each file and does not hear it again, so that a long corpus can be
 * heard in pieces. With `--generate` also `--minutes 60`, `--languages hr,en`, `--piece 60` for files of so many minutes, and `--into DIR` to
 * leave them there for later instead of hearing them.
 */
if (process.argv.includes(BARE_ENGINE)) serveBareEngine();
else runBench(async () => {
  const given = folderOption('corpus');
  const into = folderOption('into');
  const made = given === null && process.argv.includes('--generate') ? (into ?? mkdtempSync(path.join(tmpdir(), 'zapis-corpus-'))) : null;
  const dir = given ?? made;
  // Without a corpus there is nothing to compare; `npm run bench` of all benches goes on.
  if (dir === null) return console.log('nothing done: give --corpus DIR (LANG/NAME.wav with NAME.txt beside it) or --generate');
  try {
    if (made !== null) await generateCorpus(made, { languages: languagesAsked(), minutes: numberOption('minutes', 60), pieceMinutes: numberOption('piece', 60) });
    if (into !== null) return console.log(`written to ${dir}`);
    const files = readCorpus(dir, numberOption('limit', Infinity)).filter(({ name }) => name.startsWith(textOption('only') ?? ''));
    await measure(files, textOption('model') ?? defaultModelId());
  } finally {
    if (made !== null && into === null) rmSync(made, { recursive: true, force: true });
  }
});

/** `npm run` is called from wherever it was called. */
function folderOption(name: string): string | null {
  const given = textOption(name);
  return given === null ? null : path.resolve(process.env['INIT_CWD'] ?? '.', given);
}

function languagesAsked(): LongLanguage[] {
  const asked = textOption('languages')?.split(',') ?? GENERATED;
  return GENERATED.filter((language) => asked.includes(language));
}

/** The processes that transcription starts; the bench's own holds the corpus as well. */
const WORKERS = ['recogniser', 'aligner', 'speechDetector', 'speller'] as const;

async function measure(files: readonly CorpusFile[], modelId: string): Promise<void> {
  console.log(`${files.length} files, ${modelId}, ${recogniserThreads()} threads`);
  const kept = folderOption('kept');
  await withBench(async ({ workspace }) => {
    const bare = startBareEngine();
    const all: { language: string; heard: readonly HeardBoth[] }[] = [];
    try {
      for (const language of new Set(files.map((f) => f.language))) {
        const heard: HeardBoth[] = [];
        for (const file of files.filter((f) => f.language === language)) {
          const ours = await keptOr(kept, `${file.name} ${modelId} ours`, () => transcribed(workspace, file, modelId));
          const plain = process.argv.includes('--alone') ? null : await keptOr(kept, `${file.name} ${modelId} bare`, () => plainly(workspace, bare, file, modelId));
          const words = ours.segments.flatMap((s) => s.words ?? []);
          heard.push({ ours: { ...heardOf(file, ours), trust: trustOf(file.text, words), mended: mendedOf(file.text, words) }, ...(plain ? { bare: heardOf(file, plain) } : {}) });
          if (process.argv.includes('--files')) report(`  ${file.name}`, heard.slice(-1));
        }
        report(language, heard);
        all.push({ language, heard });
      }
      reportAll(all);
      await reportWordTimes(files);
    } finally {
      bare.stop();
    }
  });
}

async function transcribed(workspace: Workspace, file: CorpusFile, modelId: string): Promise<Written> {
  const { footage } = await importFootage(workspace, file.file);
  const peaks = watchPeaks(process.pid);
  const began = performance.now();
  await transcribeFootage(workspace, footage.id, {
    language: file.language, modelId, modelPath: modelPath(modelId), signal: new AbortController().signal,
    onCheckpoint: () => undefined, onProgress: () => undefined, onSegments: () => undefined,
  });
  const elapsedMs = performance.now() - began;
  const seen = peaks();
  const segments = listSegments(workspace.vault.db, footage.id);
  workspace.vault.stores.remove(footage.id);
  return { segments, seconds: footage.durationUs / 1e6, elapsedMs, peakMb: WORKERS.reduce((sum, name) => sum + (seen.get(name) ?? 0), 0) };
}

async function plainly(workspace: Workspace, bare: ReturnType<typeof startBareEngine>, file: CorpusFile, modelId: string): Promise<Written> {
  const { footage } = await importFootage(workspace, file.file);
  const pcm = await gather(pcm16k(workspace, footage.id, {}));
  workspace.vault.stores.remove(footage.id);
  const { segments, elapsedMs, peakMb } = await bare.transcribe({ pcm, language: file.language, modelPath: modelPath(modelId), threads: recogniserThreads() });
  return { segments: segments.map((s) => ({ startUs: s.t0Ms * 1000, endUs: s.t1Ms * 1000, text: s.text })), seconds: footage.durationUs / 1e6, elapsedMs, peakMb };
}

function heardOf(file: CorpusFile, { segments, ...cost }: Written): Heard {
  const texts = segments.map((s) => s.text);
  const loops = { written: countLoops(texts), said: countLoops(file.text.split(/(?<=[.?!…])\s+/u)) };
  return { errors: textErrors(file.text, texts.join(' ')), silentWords: silentWords(segments, file.silent), loops, ...cost };
}
