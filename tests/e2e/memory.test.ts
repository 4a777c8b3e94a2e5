import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { saveTerm } from '../../electron/core/glossary/rows';
import { editTranslation } from '../../electron/core/translation/edit';
import { openVault } from '../../electron/core/vault/vault';
import { answerDialogs, discard, launchApp, type RunningApp } from '../support/app';
import { CAST, speak } from '../support/people';
import { SAID, segmentId, toldVault } from '../support/toldVault';
import { storeFootage } from '../support/vault';

/** The memory under the desk, by keyboard, and translations out of the vault and back in. */
describe('the translation memory', () => {
  let running: RunningApp;
  const page = (): Page => running.page;
  const pane = (): Locator => page().getByRole('region', { name: 'Transcript' });
  const memory = (): Locator => page().getByRole('region', { name: 'Memory' });
  const field = (at: number): Locator => pane().getByRole('textbox', { name: `Translation of segment ${at}`, exact: true });
  const faults = async (): Promise<string[]> => {
    const { violations } = await new AxeBuilder({ page: page() }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  };

  beforeAll(async () => {
    const { root, dir, footageId } = await toldVault();
    const vault = await openVault(dir, CAST.custodian.passphrase);
    const other = storeFootage(vault, Buffer.from('other footage'), 'other.mp4');
    const earlier = [['У пролеће су нас одвели у логор.', 'In spring they took us to the camp.'], ['Logor je bio pun.', 'The prison was full.'], ['U logorima nije bilo vode.', 'There was no water in the camps.'], ['Reka je bila hladna.', 'The river was cold.']] as const;
    earlier.forEach(([said, text], i) => {
      speak(vault, other, `5a0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c1${i}`, said, i * 3_000);
      editTranslation(vault.db, { segmentId: `5a0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c1${i}`, language: 'en', text });
    });
    const { interview_id: interviewId } = vault.db.prepare<[string], { interview_id: string }>('SELECT interview_id FROM footage WHERE id = ?').get(footageId) ?? { interview_id: '' };
    vault.db.prepare('UPDATE footage SET interview_id = ? WHERE id = ?').run(interviewId, other);
    saveTerm(vault.db, { id: null, interviewId, term: 'logor', misheard: [], kind: 'word', note: '' });
    editTranslation(vault.db, { segmentId: segmentId(0), language: 'en', text: 'My name does not matter and I lived by the river' });
    vault.close();
    running = await launchApp({ root, colorScheme: 'light' });
    await page().getByLabel('Passphrase', { exact: true }).fill(CAST.custodian.passphrase);
    await page().getByRole('button', { name: 'Unlock', exact: true }).click();
    await page().getByRole('button', { name: /interview\.mp4/ }).first().click();
    await pane().getByText('logor').waitFor();
  });
  afterAll(async () => {
    await running.close();
    discard(running.root);
  });

  test('offers what is like the segment at hand, and one key puts it there; the field’s own undo takes it back', async () => {
    await page().keyboard.press('Control+d');
    await field(1).focus();
    await page().keyboard.press('Alt+m');
    await page().keyboard.press('Enter');
    await memory().getByText('In spring they took us to the camp.').waitFor();
    await running.shot('75-memory-light');
    expect(await faults()).toEqual([]);
    await page().keyboard.press('Alt+1');
    expect(await field(2).inputValue()).toBe('In spring they took us to the camp.');
    await page().keyboard.press('Control+z');
    expect(await field(2).inputValue()).toBe('');
    await page().keyboard.press('Alt+1');
    await page().keyboard.press('Enter');
    await pane().locator('.desk-row').nth(1).getByText('edited').waitFor();
  });

  test('finds words in other forms and the other script, and lists terms that are rendered differently', async () => {
    await page().keyboard.press('Alt+Shift+m');
    await memory().getByRole('searchbox').fill('логорима');
    await memory().getByText('The prison was full.').waitFor();
    expect(await memory().locator('mark').allInnerTexts()).toEqual(expect.arrayContaining(['логор.', 'Logor', 'logorima']));
    await page().emulateMedia({ colorScheme: 'dark' });
    await running.shot('76-memory-search-dark');
    expect(await faults()).toEqual([]);
    await page().emulateMedia({ colorScheme: 'light' });
    await page().keyboard.press('Escape');
    expect(await field(3).evaluate((element) => element === document.activeElement)).toBe(true);
    await memory().getByRole('tab', { name: 'Terms' }).press('Enter');
    await memory().getByText('prison', { exact: true }).waitFor();
    await running.shot('77-memory-terms-light');
    expect(await faults()).toEqual([]);
  });

  test('a translation leaves as XLIFF, is edited elsewhere, and comes back with what was laid in and what was not', async () => {
    const file = path.join(running.root, 'out.xliff');
    await answerDialogs(running.app, { save: file, open: [file] });
    await pane().getByRole('button', { name: /Save the transcript/ }).click();
    const dialog = page().getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Both' }).waitFor();
    await running.shot('78-save-languages-light');
    await dialog.getByLabel('Format').selectOption('xliff');
    await dialog.getByText('Replace everything that is marked').click();
    await dialog.getByRole('button', { name: 'Save the transcript' }).click();
    await page().getByText('The transcript is saved.').waitFor();
    const xliff = readFileSync(file, 'utf8');
    expect(xliff).toContain(SAID[1]);
    writeFileSync(file, xliff.replace('In spring they took us to the camp.', 'That spring they took us to the camp.').replace('I lived by the river', 'I lived at the river'));
    await field(1).fill('Who I am does not matter');
    await field(1).press('Enter');
    await pane().getByRole('button', { name: 'Bring an edited translation back in' }).click();
    await dialog.getByText('1 segment has its edited translation.').waitFor();
    await dialog.getByText('the translation was changed here since').waitFor();
    await running.shot('79-brought-back-light');
    expect(await faults()).toEqual([]);
    await dialog.getByRole('button', { name: '0:00.0' }).click();
    expect(await field(2).inputValue()).toBe('That spring they took us to the camp.');
    expect(await field(1).inputValue()).toBe('Who I am does not matter');
    // Subtitles of a clip in both languages as well.
    await page().keyboard.press('Control+e');
    await dialog.getByRole('group', { name: 'Language of subtitles and documents' }).or(dialog.getByRole('radiogroup', { name: 'Language of subtitles and documents' })).getByText('Both').waitFor();
    await running.shot('79-clip-languages-light');
  });
});
