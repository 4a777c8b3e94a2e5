import type { ElectronApplication, Page } from 'playwright-core';
import { discard, launchApp, type RunningApp } from '../support/app';
import { CAST } from '../support/people';
import { toldVault } from '../support/toldVault';
import { lock, signIn } from '../support/windows';

/** Pulls the plug, or puts it in again, as the system would tell. */
async function plug(app: ElectronApplication, onBattery: boolean): Promise<void> {
  await app.evaluate(({ powerMonitor }, battery) => {
    Object.defineProperty(powerMonitor, 'onBatteryPower', { configurable: true, get: () => battery });
    (powerMonitor as unknown as { emit(moment: string): void }).emit(battery ? 'on-battery' : 'on-ac');
  }, onBattery);
}

describe('battery and processor', () => {
  let running: RunningApp;
  const page = (): Page => running.page;
  beforeAll(async () => {
    const { root } = await toldVault();
    running = await launchApp({ root });
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
  });
  afterAll(async () => {
    await running.close();
    discard(running.root);
  });

  test('a person chooses what heavy work may take, and the vault remembers it', async () => {
    const open = async (): Promise<void> => {
      await page().getByRole('button', { name: 'Settings' }).click();
      await page().getByLabel('Transcription on battery').waitFor();
    };
    await open();
    expect(await page().getByLabel('Transcription on battery').inputValue()).toBe('untilLow');
    expect(await page().getByLabel('Processor threads for transcription').inputValue()).toBe('auto');
    await running.shot('settings-dark');
    await page().getByLabel('Transcription on battery').selectOption('never');
    await page().getByLabel('Processor threads for transcription').selectOption('1');
    await page().getByText('Light', { exact: true }).click();
    await running.shot('settings-light');
    await page().getByText('Dark', { exact: true }).click();
    await page().getByRole('button', { name: 'Done' }).click();
    await lock(page());
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
    await open();
    expect(await page().getByLabel('Transcription on battery').inputValue()).toBe('never');
    expect(await page().getByLabel('Processor threads for transcription').inputValue()).toBe('1');
    await page().getByRole('button', { name: 'Done' }).click();
  });

  test('on its battery the window says why heavy work waits, and lets a person go on', async () => {
    await plug(running.app, true);
    await page().getByRole('button', { name: 'Vault: people, safety, handover' }).click();
    await page().getByRole('tab', { name: 'Safety' }).click();
    await page().getByRole('button', { name: 'Deep check' }).click();
    await page().getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();
    const job = page().locator('.job[data-kind="check"]');
    await job.getByText('Paused: the computer runs on its battery').waitFor();
    await running.shot('paused-on-battery');
    await page().getByRole('button', { name: /^Jobs/ }).click();
    await running.shot('paused-on-battery-open');
    await job.getByRole('button', { name: 'Go on anyway' }).click();
    await page().locator('.job[data-kind="check"][data-state="succeeded"]').waitFor();
    await plug(running.app, false);
  });
});
