import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PowerSource, PowerState } from './power';

const LINUX = '/sys/class/power_supply';
const LOOK_MS = 15_000;

/**
 * The computer's power where nobody but the system tells of it, as on the command line: Linux says it in files. Elsewhere
 * there are none, and work never waits. Looks every 15 seconds, and keeps the process alive as long as somebody listens.
 *
 * @param dir `ZAPIS_POWER` in the environment names another, for tests.
 */
export function systemPower(dir: string = process.env['ZAPIS_POWER'] ?? LINUX, lookMs = LOOK_MS): PowerSource {
  return {
    state: () => powerIn(dir),
    onChange(listener) {
      let last = JSON.stringify(powerIn(dir));
      const timer = setInterval(() => {
        const now = JSON.stringify(powerIn(dir));
        if (now !== last) listener();
        last = now;
      }, lookMs);
      return () => { clearInterval(timer); };
    },
    tellLevel: () => undefined,
  };
}

/** What the files of a folder like `/sys/class/power_supply` say. The batteries of a mouse or a pen do not count. */
export function powerIn(dir: string): PowerState {
  const supplies = listed(dir).map((name) => (field: string): string => read(path.join(dir, name, field)));
  const batteries = supplies.filter((of) => of('type') === 'Battery' && of('scope') !== 'Device');
  const plugged = supplies.some((of) => of('type') !== 'Battery' && of('online') === '1');
  const levels = batteries.map((of) => Number.parseInt(of('capacity'), 10) / 100).filter((level) => Number.isFinite(level));
  return {
    onBattery: !plugged && batteries.some((of) => of('status') === 'Discharging'),
    level: levels.length === 0 ? null : levels.reduce((sum, level) => sum + level, 0) / levels.length,
    hot: false,
  };
}

function listed(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
