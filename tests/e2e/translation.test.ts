import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { discard, launchApp, type RunningApp } from '../support/app';
import { CAST } from '../support/people';
import { toldVault } from '../support/toldVault';

/** The translator's desk in the real window, by keyboard alone once it is open. */
describe('the translation desk', () => {
  let running: RunningApp;
  const page = (): Page => running.page;
  const pane = (): Locator => page().getByRole('region', { name: 'Transcript' });
  const field = (at: number): Locator => pane().getByRole('textbox', { name: `Translation of segment ${at}`, exact: true });
  const row = (at: number): Locator => pane().locator('.desk-row').nth(at - 1);

  beforeAll(async () => {
    const { root } = await toldVault({ others: ['translator'] });
    running = await launchApp({ root, colorScheme: 'light' });
    await page().getByLabel('Passphrase', { exact: true }).fill(CAST.translator.passphrase);
    await page().getByRole('button', { name: 'Unlock', exact: true }).click();
    await pane().getByText('logor').waitFor();
  });
  afterAll(async () => {
    await running.close();
    discard(running.root);
  });

  async function faults(): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: page() }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }

  test('a first draft by machine stands beside the original, with what it does not know', async () => {
    await pane().getByRole('button', { name: 'Translate', exact: true }).click();
    await page().getByRole('dialog').getByText(/Rough, word for word/).waitFor();
    await running.shot('70-translate-light');
    expect(await faults()).toEqual([]);
    await page().getByRole('dialog').getByRole('button', { name: 'Translate', exact: true }).press('Enter');
    await pane().getByText('machine').nth(3).waitFor();
    expect(await field(2).inputValue()).toMatch(/camp/i);
    await running.shot('71-desk-light');
    expect(await faults()).toEqual([]);
  });

  test('by keyboard: corrected, checked, and a lost “not” flagged; undo takes it back', async () => {
    await field(1).focus();
    await page().keyboard.press('Control+a');
    await page().keyboard.type('My name is important and I lived beside the river');
    await page().keyboard.press('Enter');
    await row(1).getByText('check: “not”').waitFor();
    expect(await field(2).evaluate((element) => element === document.activeElement)).toBe(true);
    await page().keyboard.press('Control+a');
    await page().keyboard.type('In spring they took us to the camp');
    await page().keyboard.press('Control+Enter');
    await row(2).getByText('checked').waitFor();
    expect(await field(3).evaluate((element) => element === document.activeElement)).toBe(true);
    await page().keyboard.press('Shift+Enter');
    expect(await field(2).evaluate((element) => element === document.activeElement)).toBe(true);
    await page().keyboard.press('Control+Shift+Enter');
    await page().getByText('You wrote or checked this translation yourself', { exact: false }).first().waitFor();
    await running.shot('72-desk-checked-light');
    await page().emulateMedia({ colorScheme: 'dark' });
    await running.shot('73-desk-checked-dark');
    expect(await faults()).toEqual([]);
    await page().emulateMedia({ colorScheme: 'light' });
    await pane().getByRole('button', { name: /Undo/ }).click();
    await row(2).getByText('edited').waitFor();
  });

  test('a changed original shows the difference, and that its translation is outdated', async () => {
    await pane().getByRole('button', { name: /side by side/ }).click();
    await pane().getByText('planine').dblclick();
    await pane().getByRole('textbox').fill('Poslije tri mjeseca pobjegao sam preko planine');
    await page().keyboard.press('Enter');
    await pane().getByText('tri', { exact: true }).waitFor();
    await pane().getByRole('button', { name: /side by side/ }).click();
    await row(4).getByText('original changed since').waitFor();
    expect(await row(4).locator('ins').innerText()).toContain('tri');
    await running.shot('74-desk-stale-light');
    expect(await faults()).toEqual([]);
  });
});
