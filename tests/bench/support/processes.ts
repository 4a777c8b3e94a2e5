import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Watches the peak resident memory (VmHWM, Linux only) of a process and of every process below it.
 *
 * @returns to be called at the end: MB by name; the top process is `main`, workers go by their file.
 */
export function watchPeaks(top: number): () => Map<string, number> {
  const peaks = new Map<string, number>();
  const look = (): void => { for (const pid of family(top)) note(pid, top, peaks); };
  const watch = setInterval(look, 100);
  return () => {
    clearInterval(watch);
    return peaks;
  };
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
  const parents = listed('/proc').filter((entry) => /^\d+$/.test(entry)).map((entry) => {
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

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
