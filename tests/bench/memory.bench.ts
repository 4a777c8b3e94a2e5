import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { REPO, runBench } from './support/bench';
import { speech } from './support/material';

const PASSPHRASE = 'four stones beside the quiet well';

/**
 * Peak memory of each process while footage of 10 and of 60 minutes is imported and transcribed by the command
 * line; the goal is the same for both. `--model whisper-tiny`.
 */
runBench(async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'zapis-bench-'));
  try {
    const vault = path.join(dir, 'vault');
    await zapis(['vault', 'create', '--vault', vault]);
    const peaks: Record<string, Map<string, number>> = {};
    for (const minutes of [10, 60]) {
      const { file, language } = speech(dir, minutes * 60);
      const imported = await zapis(['import', file, '--vault', vault, '--json']);
      const { footage } = JSON.parse(imported.out.trim().split('\n').at(-1) ?? '') as { footage: { id: string }[] };
      const transcribed = await zapis(['transcribe', footage[0]?.id ?? '', '--language', language, '--model', 'whisper-tiny', '--vault', vault, '--json']);
      peaks[minutes] = new Map([...prefixed('import', imported.peaks), ...prefixed('transcribe', transcribed.peaks)]);
    }
    for (const [name, short] of peaks[10] ?? []) {
      const long = peaks[60]?.get(name) ?? Number.NaN;
      console.log(`${name}: 10 min ${short.toFixed(0)} MB, 60 min ${long.toFixed(0)} MB, ratio ${(long / short).toFixed(3)} (goal 1.0)`);
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
  const peaks = new Map<string, number>();
  const watch = setInterval(() => { for (const pid of family(child.pid ?? 0)) note(pid, child.pid ?? 0, peaks); }, 100);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`zapis ${args[0] ?? ''} ended with ${code}`);
  return { out, peaks };
}

function note(pid: number, top: number, peaks: Map<string, number>): void {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    const worker = command.find((part) => part.includes('workers/'));
    const name = pid === top ? 'main' : worker !== undefined ? path.basename(worker, '.js') : path.basename(command[0] ?? '');
    const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    peaks.set(name, Math.max(peaks.get(name) ?? 0, peak));
  } catch {
    // The process ended between the listing and the look.
  }
}

function family(top: number): number[] {
  const parents = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)).map((entry) => {
    try {
      return { pid: Number(entry), parent: Number(readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]) };
    } catch {
      return { pid: 0, parent: 0 };
    }
  });
  const found = [top];
  for (const pid of found) found.push(...parents.filter((p) => p.parent === pid && p.pid !== 0).map((p) => p.pid));
  return found;
}
