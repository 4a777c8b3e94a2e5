import { readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { basename } from 'node:path';
import { livingWorkers, testWorkers } from '../support/worker';

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('what runs beside the recogniser stands back for it; the recogniser itself does not', async () => {
  const start = testWorkers();
  const ports = (['recogniser', 'aligner', 'speechDetector'] as const).map((name) => start(name));
  try {
    const own = getPriority();
    const expected = [`aligner ${Math.max(own, 10)}`, `recogniser ${own}`, `speechDetector ${Math.max(own, 10)}`];
    const priorities = (): string[] => (livingWorkers() ?? []).map((pid) => {
      const script = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').find((part) => part.endsWith('.js')) ?? '';
      return `${basename(script, '.js')} ${getPriority(pid)}`;
    }).sort();
    // They must have come as far as that line.
    for (let waited = 0; waited < 10_000 && priorities().join() !== expected.join(); waited += 50) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(priorities()).toEqual(expected);
  } finally {
    for (const port of ports) port.kill();
  }
});
