import { request } from '../../api/client';

/** The part of the Battery Status API that is used; not every Chromium has it. */
interface Battery extends EventTarget {
  readonly level: number;
}
type WithBattery = Navigator & { getBattery?: () => Promise<Battery> };

/** Tells main how full the battery is, which only the window can know. */
export async function watchBattery(): Promise<void> {
  const battery = await (navigator as WithBattery).getBattery?.().catch(() => undefined);
  if (!battery) return;
  const tell = (): void => { void request('power.battery', { level: battery.level }); };
  for (const change of ['levelchange', 'chargingchange']) battery.addEventListener(change, tell);
  tell();
}
