import { copyFileSync, existsSync, mkdirSync, readdirSync, truncateSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { modelFolder } from '../../electron/core/models/cache';
import { modelEntry } from '../../electron/core/models/entries';
import { answerDialogs, discard, launchApp, type RunningApp } from '../support/app';
import { CAST } from '../support/people';
import { toldVault } from '../support/toldVault';
import { signIn, tabTo, wcagFaults } from '../support/windows';

const TINY = modelEntry('whisper-tiny');
const installed = path.join(modelFolder(), TINY.file);
const cacheBefore = process.env['ZAPIS_MODELS'];

/** A model comes from a stick and goes again, without a mouse, on a computer that has none yet. */
describe('speech models in the window', () => {
  let running: RunningApp;
  let stick: string;
  let cache: string;
  const page = (): Page => running.page;
  const dialog = (): Locator => page().getByRole('dialog', { name: 'Models', exact: true });
  const row = (title: string): Locator => dialog().getByRole('listitem', { name: title, exact: true });

  beforeAll(async () => {
    if (!existsSync(installed)) throw new Error('Whisper tiny is not installed: npm run -s zapis -- models add whisper-tiny');
    const { root } = await toldVault();
    cache = path.join(root, 'models');
    stick = path.join(root, 'stick.bin');
    mkdirSync(cache);
    copyFileSync(installed, stick);
    process.env['ZAPIS_MODELS'] = cache;
    running = await launchApp({ root });
    await page().emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
    await page().getByRole('button', { name: 'Models', exact: true }).click();
    await row('Whisper tiny').getByText('not installed').waitFor();
  });
  afterAll(async () => {
    await running.close();
    if (cacheBefore === undefined) delete process.env['ZAPIS_MODELS'];
    else process.env['ZAPIS_MODELS'] = cacheBefore;
    discard(running.root);
  });

  test('a cut file is refused and says why', async () => {
    const cut = path.join(running.root, 'cut.bin');
    copyFileSync(stick, cut);
    truncateSync(cut, 1_000_000);
    await answerDialogs(running.app, { open: [cut] });
    await dialog().getByRole('button', { name: 'Add from file…' }).press('Enter');
    await page().getByText(/cut short or altered/).first().waitFor();
    expect(readdirSync(cache)).toEqual([]);
  });

  test('one is added from a file, and the list says what it can do', async () => {
    await answerDialogs(running.app, { open: [stick] });
    await dialog().getByRole('button', { name: 'Add from file…' }).press('Enter');
    await row('Whisper tiny').getByText('installed', { exact: true }).waitFor();
    expect(await row('Canary 1b v2').innerText()).toMatch(/25 languages, without .*Bosnian.*Serbian/);
    expect(await dialog().getByText(/Recommended for the languages of your interviews and this computer: Whisper/).count()).toBe(1);
    expect(await wcagFaults(page())).toEqual([]);
    await running.shot('70-models-light');
    await page().emulateMedia({ colorScheme: 'dark' });
    await running.shot('71-models-dark');
    expect(await wcagFaults(page())).toEqual([]);
  });

  test('it is removed from the keyboard, after a question that Escape and Enter answer with no', async () => {
    await tabTo(page(), /^li Whisper|^listitem/);
    await page().keyboard.press('End');
    expect(await page().evaluate(() => document.activeElement?.getAttribute('data-model'))).toBe('en-tr-tiny');
    await page().keyboard.press('Home');
    await page().keyboard.press('Delete');
    await row('Whisper tiny').getByRole('button', { name: 'Keep' }).waitFor();
    await running.shot('72-models-remove');
    await page().keyboard.press('Escape');
    await row('Whisper tiny').getByRole('button', { name: 'Keep' }).waitFor({ state: 'detached' });
    await page().keyboard.press('Delete');
    await page().keyboard.press('Enter');
    await row('Whisper tiny').getByRole('button', { name: 'Keep' }).waitFor({ state: 'detached' });
    expect(readdirSync(cache)).toContain(TINY.file);
    await page().keyboard.press('Delete');
    await page().keyboard.press('Tab');
    await page().keyboard.press('Enter');
    await row('Whisper tiny').getByText('not installed').waitFor();
    expect(readdirSync(cache)).not.toContain(TINY.file);
    await dialog().waitFor();
  });
});
