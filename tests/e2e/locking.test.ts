import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { discard, launchApp, type RunningApp } from '../support/app';
import { makeSampleInterview } from '../support/interview';
import { CAST } from '../support/people';
import { toldVault } from '../support/toldVault';
import { door, lock, signIn, vaultTab } from '../support/windows';

/** Everything that locks the vault without being asked, and what becomes of work under way. */
describe('the vault locks by itself', () => {
  let running: RunningApp;
  let folder: string;
  const page = (): Page => running.page;
  const unlock = (): Promise<void> => signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
  /** What a page holds of the vault after a lock: it must be nothing. */
  const left = async (): Promise<string> => page().evaluate(() => document.body.innerText + (document.querySelector('video, canvas, dialog, [data-word]') === null ? '' : ' still drawn'));

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'zapis-locking-'));
    const { root } = await toldVault({ footage: makeSampleInterview(folder).file });
    running = await launchApp({ root });
  });

  afterAll(async () => {
    await running.close();
    discard(running.root);
    discard(folder);
  });

  test.each(['lock-screen', 'suspend'] as const)('on %s of the computer, even under an open dialog', async (moment) => {
    await unlock();
    await page().getByRole('list', { name: 'Footage' }).getByText('interview.mp4').waitFor();
    await vaultTab(page(), 'People');
    await running.app.evaluate(({ powerMonitor }, name) => { powerMonitor.emit(name); }, moment);
    await door(page()).waitFor();
    expect(await left()).not.toMatch(/interview\.mp4|Ana Horvat|still drawn/);
  });

  test('after the minutes without a sign of life that the custodian has set, and not before', async () => {
    await unlock();
    const safety = await vaultTab(page(), 'Safety');
    await safety.getByLabel('Lock the vault after').selectOption('5');
    await page().keyboard.press('Escape');
    await pass(4.8);
    await page().waitForTimeout(5_500);
    expect(await door(page()).isVisible()).toBe(false);
    await pass(5.2);
    await door(page()).waitFor({ timeout: 8_000 });
    expect(await left()).not.toMatch(/interview\.mp4|Ana Horvat|still drawn/);
    await pass(0);
  });

  test('in the middle of a transcription, which stops at once and goes on after the unlock', async () => {
    await unlock();
    await page().getByRole('list', { name: 'Footage' }).getByText('interview.mp4').click();
    await page().getByRole('button', { name: 'Transcribe' }).first().click();
    const dialog = page().getByRole('dialog');
    await dialog.getByLabel('Speech model').selectOption('whisper-tiny');
    await dialog.getByLabel('Language spoken').selectOption('en');
    await dialog.getByRole('button', { name: 'Start transcribing' }).click();
    await page().locator('[data-kind=transcribe][data-state=running]').waitFor();
    await page().waitForFunction(() => true);
    await lock(page());
    // The recogniser held sound of the interview; it must be gone with the keys.
    await until(async () => (await workers()) === 0);
    expect(await left()).not.toMatch(/interview\.mp4|still drawn/);
    await unlock();
    await page().locator('[data-kind=transcribe][data-state=running]').waitFor();
    await page().getByRole('region', { name: 'Transcript' }).getByText(/camp/i).first().waitFor({ timeout: 120_000 });
    await page().locator('[data-kind=transcribe][data-state=succeeded]').waitFor({ timeout: 120_000 });
  }, 180_000);

  /** Sets the app's clock ahead by so many minutes; 0 sets it right again. */
  async function pass(minutes: number): Promise<void> {
    await running.app.evaluate((_electron, ahead) => {
      const clock = globalThis as unknown as { realNow?: () => number };
      clock.realNow ??= Date.now;
      const now = clock.realNow;
      Date.now = () => now() + ahead;
    }, minutes * 60_000);
  }

  async function workers(): Promise<number> {
    return running.app.evaluate(({ app }) => app.getAppMetrics().filter(({ type, serviceName }) => type === 'Utility' && /zapis/.test(serviceName ?? '')).length);
  }
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 100; i += 1) {
    if (await holds()) return;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  throw new Error('it did not come to hold in ten seconds');
}
