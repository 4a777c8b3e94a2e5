import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { powerIn, systemPower } from '../../electron/core/jobs/systemPower';
import { scratchDir } from '../support/media';

const scratch = scratchDir('power');
afterAll(() => scratch.remove());

/** A folder as Linux keeps it. */
function supplies(name: string, all: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const dir = path.join(scratch.dir, name);
  for (const [supply, fields] of Object.entries(all)) {
    mkdirSync(path.join(dir, supply), { recursive: true });
    for (const [field, value] of Object.entries(fields)) writeFileSync(path.join(dir, supply, field), `${value}\n`);
  }
  return dir;
}
const battery = (status: string, capacity: string) => ({ type: 'Battery', status, capacity });

it.each<[string, Record<string, Record<string, string>>, { onBattery: boolean; level: number | null }]>([
  ['unplugged', { AC: { type: 'Mains', online: '0' }, BAT0: battery('Discharging', '22') }, { onBattery: true, level: 0.22 }],
  ['plugged', { AC: { type: 'Mains', online: '1' }, BAT0: battery('Charging', '22') }, { onBattery: false, level: 0.22 }],
  ['plugged but draining under load', { AC: { type: 'USB', online: '1' }, BAT0: battery('Discharging', '80') }, { onBattery: false, level: 0.8 }],
  ['two batteries', { BAT0: battery('Discharging', '10'), BAT1: battery('Unknown', '50') }, { onBattery: true, level: 0.3 }],
  ['a mouse', { hid: { ...battery('Discharging', '5'), scope: 'Device' } }, { onBattery: false, level: null }],
  ['a desktop', {}, { onBattery: false, level: null }],
])('reads what the system says: %s', (name, all, expected) => expect(powerIn(supplies(name, all))).toEqual({ ...expected, hot: false }));

it('tells of changes, until nobody listens', async () => {
  const dir = supplies('changing', { AC: { type: 'Mains', online: '1' }, BAT0: battery('Charging', '50') });
  const power = systemPower(dir, 10);
  let heard = 0;
  const stop = power.onChange(() => { heard += 1; });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(heard).toBe(0);
  supplies('changing', { AC: { type: 'Mains', online: '0' }, BAT0: battery('Discharging', '50') });
  while (heard === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(power.state()).toEqual({ onBattery: true, level: 0.5, hot: false });
  stop();
  supplies('changing', { AC: { type: 'Mains', online: '1' }, BAT0: battery('Charging', '50') });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(heard).toBe(1);
});
