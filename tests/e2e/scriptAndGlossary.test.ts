import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { discard, launchApp, type RunningApp } from '../support/app';
import { CAST } from '../support/people';
import { toldVault } from '../support/toldVault';

/** What is seen of scripts and names in the real window, by keyboard alone where it is typed. */
describe('script and glossary in the window', () => {
  let running: RunningApp;
  const page = (): Page => running.page;
  const transcript = (): Locator => page().getByRole('region', { name: 'Transcript' });

  beforeAll(async () => {
    const { root } = await toldVault();
    running = await launchApp({ root, colorScheme: 'light' });
    await page().getByLabel('Passphrase', { exact: true }).fill(CAST.custodian.passphrase);
    await page().getByRole('button', { name: 'Unlock', exact: true }).click();
    await transcript().getByText('logor').waitFor();
  });
  afterAll(async () => {
    await running.close();
    discard(running.root);
  });

  async function faults(): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: page() }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }

  test('the text turns to Cyrillic and back; a correction typed in Cyrillic leaves the other words as they were', async () => {
    await transcript().getByRole('radio', { name: /Cyrillic/ }).click({ force: true });
    await transcript().getByText('логор').waitFor();
    await running.shot('60-cyrillic-light');
    await transcript().getByText('живио').dblclick();
    await transcript().getByRole('textbox').fill('Зовем се није важно и живио сам крај мора');
    await page().keyboard.press('Enter');
    await transcript().getByText('мора').waitFor();
    expect(await faults()).toEqual([]);
    await transcript().getByRole('radio', { name: /as it was heard/ }).click({ force: true });
    await transcript().getByText('logor').waitFor();
    expect((await transcript().locator('.segment-text').first().innerText()).trim()).toBe('Zovem se nije važno i živio sam kraj мора');
    await transcript().getByRole('radio', { name: /Latin/ }).click({ force: true });
    await transcript().getByText('mora', { exact: true }).waitFor();
  });

  test('a segment that the machine doubts says so with its reasons, until somebody has corrected it', async () => {
    const doubtful = transcript().getByText(/^check/);
    expect(await doubtful.count()).toBe(1);
    expect(await doubtful.getAttribute('title')).toBe('Nobody was heard to speak here. A second hearing gave other words.');
    expect(await faults()).toEqual([]);
    await running.shot('64-doubt-light');
    await transcript().getByText('planine').dblclick();
    await transcript().getByRole('textbox').fill('Poslije tri mjeseca pobjegao sam preko planine');
    await page().keyboard.press('Enter');
    await transcript().getByText('tri', { exact: true }).waitFor();
    expect(await doubtful.count()).toBe(0);
    await page().keyboard.press('Control+z');
    await doubtful.waitFor();
  });

  test('names are added, changed and removed from the keyboard, and stay when the record is closed', async () => {
    await page().getByRole('button', { name: /^Edit.*N\.H\./ }).click();
    const dialog = page().getByRole('dialog');
    await dialog.getByLabel('Spelling of new name').focus();
    await page().keyboard.type('Zoran Petrović');
    await page().keyboard.press('Enter');
    await dialog.getByLabel('Spelling of Zoran Petrović').waitFor();
    await dialog.locator('[data-row="1"] [data-column="0"]:focus').waitFor();
    await page().keyboard.type('Ahmići');
    await page().keyboard.press('Tab');
    await page().keyboard.type('pl');
    await page().keyboard.press('Tab');
    await page().keyboard.type('Amići; Amidži');
    await page().keyboard.press('Enter');
    await dialog.getByLabel('Usual misspellings of Ahmići').waitFor();
    await dialog.locator('[data-row="2"] [data-column="0"]:focus').waitFor();
    expect(await faults()).toEqual([]);
    await running.shot('61-glossary-light');
    await page().emulateMedia({ colorScheme: 'dark' });
    await running.shot('62-glossary-dark');
    await page().keyboard.press('ArrowUp');
    await dialog.locator('[data-row="1"] [data-column="0"]:focus').waitFor();
    await page().keyboard.press('End');
    await page().keyboard.type('ma');
    await page().keyboard.press('Enter');
    await dialog.getByLabel('Spelling of Ahmićima').waitFor();
    await dialog.getByRole('button', { name: 'Remove Zoran Petrović' }).press('Enter');
    await dialog.getByLabel('Spelling of Zoran Petrović').waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Bring it back' }).press('Enter');
    await dialog.getByLabel('Spelling of Zoran Petrović').waitFor();
    await dialog.getByRole('button', { name: 'Remove Zoran Petrović' }).press('Enter');
    await dialog.getByLabel('Spelling of Zoran Petrović').waitFor({ state: 'detached' });
    await page().keyboard.press('Escape');
    await page().getByRole('button', { name: /^Edit.*N\.H\./ }).click();
    await dialog.getByLabel('Spelling of Ahmićima').waitFor();
    expect(await dialog.getByLabel('Usual misspellings of Ahmićima').inputValue()).toBe('Amići; Amidži');
    expect(await dialog.getByLabel('What Ahmićima is').inputValue()).toBe('place');
    await page().keyboard.press('Escape');
    await running.shot('63-latin-dark');
  });
});
