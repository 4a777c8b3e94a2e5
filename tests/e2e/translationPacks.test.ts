import { mkdirSync, truncateSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { answerDialogs, discard, launchApp, type RunningApp } from '../support/app';
import { dictionaryModel } from '../support/marianModel';
import { makeStick } from '../support/packs';
import { CAST } from '../support/people';
import { toldVault } from '../support/toldVault';
import { signIn, wcagFaults } from '../support/windows';

const before = { ...process.env };

/** A translation pack comes from a stick, translates, and is compared with another engine, by keyboard. */
describe('translation packs in the window', () => {
  let running: RunningApp;
  let stick: ReturnType<typeof makeStick>;
  const page = (): Page => running.page;
  const dialog = (): Locator => page().getByRole('dialog');
  const field = (at: number): Locator => page().getByRole('textbox', { name: `Translation of segment ${at}`, exact: true });

  beforeAll(async () => {
    const { root } = await toldVault({ others: ['translator'] });
    stick = makeStick(root, [{ pair: ['bs', 'en'], files: dictionaryModel([['zovem', 'call'], ['se', 'myself'], ['nije', 'not'], ['važno', 'important'], ['i', 'and'], ['živio', 'lived'], ['sam', 'have'], ['kraj', 'near'], ['rijeke', 'river'], ['komandant', 'commander'], ['zvao', 'called']]) }]);
    mkdirSync(path.join(root, 'models'));
    process.env['ZAPIS_MODELS'] = path.join(root, 'models');
    process.env['ZAPIS_PACKS'] = stick.catalogue;
    running = await launchApp({ root, colorScheme: 'light' });
    await page().emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  });
  afterAll(async () => {
    await running.close();
    process.env = before;
    discard(running.root);
  });

  test('a damaged one is refused, a good one installed from the folder', async () => {
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
    await page().getByRole('button', { name: 'Models', exact: true }).click();
    const row = dialog().getByRole('listitem', { name: 'Bosnian → English (tiny)' });
    await row.getByText('not installed: bs-en-tiny').waitFor();
    const bad = path.join(running.root, 'bad');
    const { stick: other, fileOf } = makeStick(bad, [{ pair: ['bs', 'en'], files: dictionaryModel([['da', 'yes']]) }]);
    truncateSync(fileOf('bs-en-tiny', 'model'), 900);
    await answerDialogs(running.app, { open: [other] });
    await dialog().getByRole('button', { name: 'Add packs from folder…' }).press('Enter');
    await page().getByText(/cut short or altered/).first().waitFor();
    await answerDialogs(running.app, { open: [stick.stick] });
    await dialog().getByRole('button', { name: 'Add packs from folder…' }).press('Enter');
    await row.getByText('installed', { exact: true }).waitFor();
    await row.scrollIntoViewIfNeeded();
    await running.shot('75-packs-light');
    expect(await wcagFaults(page())).toEqual([]);
    await page().emulateMedia({ colorScheme: 'dark' });
    await running.shot('75-packs-dark');
    await page().emulateMedia({ colorScheme: 'light' });
    await page().keyboard.press('Escape');
  });

  test('it translates, and what another engine makes of a segment is compared and taken by keyboard', async () => {
    await page().getByRole('button', { name: 'Translate', exact: true }).click();
    await dialog().getByText(/The engine of Firefox/).waitFor();
    await dialog().getByRole('button', { name: 'Translate', exact: true }).press('Enter');
    await page().getByText('machine').nth(3).waitFor();
    expect(await field(1).inputValue()).toBe('Call myself not important and lived have near river');
    await field(1).focus();
    await page().keyboard.press('Alt+e');
    await dialog().getByText('Apertium').waitFor();
    await dialog().getByText('stands now').waitFor();
    const take = dialog().getByRole('button', { name: 'Take this one' });
    await take.waitFor();
    await page().waitForFunction(() => document.activeElement?.textContent === 'Take this one');
    await running.shot('76-alternatives-light');
    expect(await wcagFaults(page())).toEqual([]);
    await page().emulateMedia({ colorScheme: 'dark' });
    await running.shot('76-alternatives-dark');
    expect(await wcagFaults(page())).toEqual([]);
    await page().keyboard.press('Enter');
    await page().getByText('stands as an edit of yours').first().waitFor();
    const taken = await field(1).inputValue();
    expect(taken).not.toBe('Call myself not important and lived have near river');
    expect(taken).toMatch(/river/i);
  });
});
