import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What a process, or all of one name, has cost. Linux only. */
export interface Cost {
  /** Largest resident memory (VmHWM) of one of them, MB. */
  readonly peakMb: number;
  /** Of all of them and all their threads while they were watched, milliseconds. */
  readonly processorMs: number;
}

interface Seen {
  readonly name: string;
  readonly peakMb: number;
  readonly firstMs: number;
  readonly lastMs: number;
}

/**
 * Watches a process and every process below it. What a process does after the last look at it, a fifth of a second at
 * most, does not count.
 *
 * @returns to be called at the end: costs by name; the top process is `main`, workers go by their file.
 */
export function watchProcesses(top: number): () => Map<string, Cost> {
  const seen = new Map<string, Seen>();
  const look = (isFirst: boolean): void => { for (const one of family(top)) note(one, top, seen, isFirst); };
  look(true);
  const watch = setInterval(() => look(false), 200);
  return () => {
    clearInterval(watch);
    look(false);
    const costs = new Map<string, Cost>();
    for (const { name, peakMb, firstMs, lastMs } of seen.values()) {
      const others = costs.get(name) ?? { peakMb: 0, processorMs: 0 };
      costs.set(name, { peakMb: Math.max(others.peakMb, peakMb), processorMs: others.processorMs + lastMs - firstMs });
    }
    return costs;
  };
}

/** Peak resident memory in MB by name, see `watchProcesses`. */
export function watchPeaks(top: number): () => Map<string, number> {
  const costs = watchProcesses(top);
  return () => new Map([...costs()].map(([name, { peakMb }]) => [name, peakMb]));
}

interface Process {
  readonly pid: number;
  /** A process of the same number that began later is another one. */
  readonly began: string;
  readonly processorMs: number;
}

/** Ticks of the kernel's clock that /proc counts in: always 100 a second. */
const TICK_MS = 10;

function note({ pid, began, processorMs }: Process, top: number, seen: Map<string, Seen>, isFirst: boolean): void {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    const worker = command.find((part) => part.includes('workers/'));
    // One that has ended and waits to be buried has none.
    if (command[0] === '') return;
    const name = pid === top ? 'main' : worker !== undefined ? path.basename(worker, '.js') : path.basename(command[0] ?? '');
    const peakMb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    const key = `${pid} ${began}`;
    const before = seen.get(key);
    // Whoever is new has done all its work while it was watched.
    const firstMs = before?.firstMs ?? (isFirst ? processorMs : 0);
    seen.set(key, { name, firstMs, lastMs: processorMs, peakMb: Math.max(peakMb, before?.peakMb ?? 0) });
  } catch {
    // The process ended between the listing and the look.
  }
}

function family(top: number): Process[] {
  const found = processOf(String(top));
  for (const { pid } of found) {
    const children = listed(`/proc/${pid}/task`).flatMap((thread) => childrenOf(`/proc/${pid}/task/${thread}/children`));
    found.push(...children.flatMap((child) => processOf(child)));
  }
  return found;
}

function childrenOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split(' ').filter((pid) => pid !== '');
  } catch {
    return [];
  }
}

function processOf(entry: string): Process[] {
  try {
    const fields = (readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ').at(-1) ?? '').split(' ');
    return [{ pid: Number(entry), began: fields[19] ?? '', processorMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS }];
  } catch {
    return [];
  }
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
