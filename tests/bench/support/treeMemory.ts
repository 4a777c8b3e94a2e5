import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Resident memory of all that this process has started, MB; Linux only. */
export function treeMb(): number {
  const children = new Map<string, string[]>();
  const memory = new Map<string, number>();
  if (!existsSync('/proc')) return 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      const parent = /^PPid:\s+(\d+)/m.exec(status)?.[1] ?? '';
      children.set(parent, [...(children.get(parent) ?? []), pid]);
      memory.set(pid, Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      // Gone meanwhile.
    }
  }
  const below = (pid: string): number => (children.get(pid) ?? []).reduce((total, child) => total + (memory.get(child) ?? 0) + below(child), 0);
  return below(String(process.pid));
}
