import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { answerDialogs, discard, launchApp, type RunningApp } from '../support/app';
import { zapis } from '../support/commandLine';
import { CAST } from '../support/people';
import { SAID, toldVault } from '../support/toldVault';
import { focused, signIn, tabTo, vaultTab } from '../support/windows';

/** Backup, the audit log and deletion through the window; what leaves it is judged by the command line. */
describe('keeping in the window', () => {
  let running: RunningApp;
  let outside: string;
  const page = (): Page => running.page;
  const dialog = (): Locator => page().getByRole('dialog', { name: 'Delete footage' });
  /** From the row's menu button, which has the focus, to the question. */
  const askToDelete = async (): Promise<void> => {
    await page().keyboard.press('Enter');
    await page().locator('[role^=menuitem]:focus').waitFor();
    await page().keyboard.press('End');
    expect(await focused(page())).toMatch(/Delete footage/);
    await page().keyboard.press('Enter');
    await dialog().waitFor();
  };
  const row = (): Locator => page().getByRole('list', { name: 'Footage' }).getByText('interview.mp4');

  beforeAll(async () => {
    outside = mkdtempSync(path.join(os.tmpdir(), 'zapis-outside-'));
    const { root } = await toldVault();
    running = await launchApp({ root });
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
  });

  afterAll(async () => {
    await running.close();
    discard(running.root);
    discard(outside);
  });

  test('a backup goes to the chosen folder, and restores at the command line', async () => {
    const [disk, restored] = [path.join(outside, 'disk'), path.join(outside, 'restored')];
    await answerDialogs(running.app, { open: [disk] });
    const safety = await vaultTab(page(), 'Safety');
    await running.shot('safety');
    await safety.getByRole('button', { name: 'Back up…' }).click();
    await page().getByText('The backup has begun').waitFor();
    await running.shot('safety-backup');
    await page().keyboard.press('Escape');
    const job = page().getByRole('region', { name: 'Jobs pane' }).locator('[data-kind=backup]');
    await job.and(page().locator('[data-state=succeeded]')).waitFor();
    expect(zapis(['vault', 'restore', disk, '--vault', restored])).toMatchObject({ code: 0 });
    expect(zapis(['vault', 'check', '--deep', '--vault', restored], { ZAPIS_PASSPHRASE: CAST.custodian.passphrase })).toMatchObject({ code: 0, json: { ok: true, footage: 1 } });

    // The restored vault opens in the same window, by the same passphrase.
    await answerDialogs(running.app, { open: [restored] });
    await page().keyboard.press('Control+L');
    await page().getByRole('button', { name: 'Other folder…' }).click();
    await page().getByText('restored', { exact: true }).waitFor();
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
    await row().click();
    await page().getByText(SAID[2].split(' ')[4] ?? '').first().waitFor();
    await page().waitForFunction(() => ((document.querySelector('[data-testid=player]') as HTMLVideoElement | null)?.readyState ?? 0) >= 2);
  });

  test('the audit log is exported from the window; the command line finds it whole, and finds a change', async () => {
    const file = path.join(outside, 'audit.jsonl');
    await answerDialogs(running.app, { save: file });
    const audit = await vaultTab(page(), 'Audit');
    await audit.getByRole('button', { name: 'Export the log…' }).click();
    await page().getByText(/entries were exported and signed/).waitFor();
    await running.shot('audit');
    await page().keyboard.press('Escape');
    expect(zapis(['audit', 'verify', file])).toMatchObject({ code: 0, json: { ok: true } });
    const log = readFileSync(file, 'utf8');
    expect(log).toMatch(/vault\.unlock/);
    expect(log).not.toMatch(/Petrović|logor/);
    writeFileSync(file, log.replace('vault.unlock', 'vault.check'));
    expect(zapis(['audit', 'verify', file])).toMatchObject({ code: 1, json: { ok: false } });
  });

  test('deletion asks in plain words, by keyboard: Esc and Enter keep the footage', async () => {
    await row().focus();
    await tabTo(page(), /More for interview\.mp4|Interview of interview\.mp4/);
    const opener = await focused(page());
    await askToDelete();
    await dialog().getByText('“interview.mp4” will be deleted for good').waitFor();
    await dialog().getByText(/transcript and its marked passages/).waitFor();
    await dialog().getByText(/Nobody can bring it back/).waitFor();
    expect(await focused(page())).toBe('button Cancel');
    expect(await dialog().getByRole('button', { name: 'Delete for good' }).isDisabled()).toBe(true);
    await running.shot('delete');
    await page().keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    expect(await focused(page())).toBe(opener);
    await askToDelete();
    await page().keyboard.press('Enter');
    await dialog().waitFor({ state: 'hidden' });
    await row().waitFor();
  });

  test('deleted footage is gone: from the list, the player and the disk', async () => {
    const restored = path.join(outside, 'restored');
    const stores = (): string[] => readdirSync(restored, { recursive: true, encoding: 'utf8' }).filter((name) => /stores[/\\]./.test(name));
    expect(stores()).not.toEqual([]);
    await askToDelete();
    await tabTo(page(), /cannot be filmed again/, 'Shift+Tab');
    await page().keyboard.press('Space');
    await tabTo(page(), /Delete for good/);
    await page().keyboard.press('Enter');
    await page().getByText('“interview.mp4” is deleted for good.').waitFor();
    await row().waitFor({ state: 'hidden' });
    expect(await page().locator('video').count()).toBe(0);
    expect(await page().getByText('Petrović').count()).toBe(0);
    expect(stores()).toEqual([]);
    // Nobody without a mouse should have to start at the top of the window again.
    expect(await focused(page())).not.toBe('nothing');
    await running.shot('deleted');
  });
});
