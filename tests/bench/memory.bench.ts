import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { REPO, runBench } from './support/bench';
import { sparseSpeech } from './support/material';
import { listOption } from './support/report';
import { watchPeaks } from './support/processes';

const PASSPHRASE = 'four stones beside the quiet well';

/**
 * Peak memory of each process while footage of 10, 60 and 240 minutes, mostly silent so that it ends, is imported,
 * transcribed with Whisper tiny and aligned again by the command line; the goal is the same for all, within 5 %. A process that
 * lives shorter than the fifth of a second between two looks is seen unfinished: ffprobe on ten minutes then seems smaller than it is.
 * `--minutes 10,60,240`.
 */
runBench(async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'zapis-bench-'));
  try {
    const vault = path.join(dir, 'vault');
    await zapis(['vault', 'create', '--vault', vault]);
    const peaks: Record<string, Map<string, number>> = {};
    const lengths = listOption('minutes', [10, 60, 240]);
    for (const minutes of lengths) {
      const { file, language } = sparseSpeech(dir, minutes);
      const imported = await zapis(['import', file, '--vault', vault, '--json']);
      const { footage } = JSON.parse(imported.out.trim().split('\n').at(-1) ?? '') as { footage: { id: string }[] };
      const transcribed = await zapis(['transcribe', footage[0]?.id ?? '', '--language', language, '--model', 'whisper-tiny', '--vault', vault, '--json']);
      const aligned = await zapis(['align', footage[0]?.id ?? '', '--vault', vault, '--json']);
      console.log(`${minutes} min: ${transcribed.out.trim()} ${aligned.out.trim()}`);
      peaks[minutes] = new Map([...prefixed('import', imported.peaks), ...prefixed('transcribe', transcribed.peaks), ...prefixed('align', aligned.peaks)]);
    }
    const [shortest = 0] = lengths;
    for (const [name, short] of peaks[shortest] ?? []) {
      const told = lengths.map((minutes) => `${minutes} min ${(peaks[minutes]?.get(name) ?? Number.NaN).toFixed(0)} MB`).join(', ');
      const most = Math.max(...lengths.map((minutes) => peaks[minutes]?.get(name) ?? 0));
      console.log(`${name}: ${told}; most over shortest ${(most / short).toFixed(3)} (goal ≤ 1.05)`);
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});

function prefixed(step: string, peaks: Map<string, number>): [string, number][] {
  return [...peaks].map(([name, value]) => [`${step}, ${name}`, value]);
}

/** Runs a command and watches the peak resident memory (VmHWM) of it and of every process below it. */
async function zapis(args: readonly string[]): Promise<{ out: string; peaks: Map<string, number> }> {
  const child = spawn(process.execPath, [path.join(REPO, 'dist/cli.js'), ...args], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ZAPIS_PASSPHRASE: PASSPHRASE } });
  let out = '';
  child.stdout.on('data', (piece: Buffer) => { out += piece.toString('utf8'); });
  const peaks = watchPeaks(child.pid ?? 0);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`zapis ${args[0] ?? ''} ended with ${code}`);
  return { out, peaks: peaks() };
}
