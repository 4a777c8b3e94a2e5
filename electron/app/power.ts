import { powerMonitor } from 'electron';
import type { PowerSource } from '../core/jobs/power';

/** Linux tells of no change of the power supply, so it is asked; one look costs nothing. */
const LOOK_EVERY_MS = 20_000;
const HOT: readonly string[] = ['serious', 'critical'];

/** Electron's power monitor. Heat is known on macOS only; elsewhere the system's own throttling has to do. */
export function electronPower(): PowerSource {
  const listeners = new Set<() => void>();
  let level: number | null = null;
  const tell = (): void => { for (const listener of [...listeners]) listener(); };
  for (const moment of ['on-ac', 'on-battery', 'thermal-state-change', 'resume'] as const) powerMonitor.on(moment as 'on-ac', tell);
  setInterval(tell, LOOK_EVERY_MS).unref();
  return {
    state: () => ({ onBattery: powerMonitor.onBatteryPower, level, hot: process.platform === 'darwin' && HOT.includes(powerMonitor.getCurrentThermalState()) }),
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tellLevel: (now) => {
      level = now;
      tell();
    },
  };
}
