import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { discard, launchApp, type RunningApp } from '../support/app';
import { CAST } from '../support/people';
import { toldVault } from '../support/toldVault';

/** The translator's day at the desk, in the real window, with no hand on the mouse. */
describe('the desk by keyboard alone', () => {
  let running: RunningApp;
  const page = (): Page => running.page;
  const press = (key: string): Promise<void> => page().keyboard.press(key);
  const type = (text: string): Promise<void> => page().keyboard.type(text);
  const pane = (): Locator => page().getByRole('region', { name: 'Transcript' });
  const field = (at: number): Locator => pane().getByRole('textbox', { name: `Translation of segment ${at}`, exact: true });
  const row = (at: number): Locator => pane().locator('.desk-row').nth(at - 1);
  const focused = (what: Locator): Promise<void> => what.and(page().locator(':focus')).waitFor({ timeout: 5_000 });

  beforeAll(async () => {
    const { root } = await toldVault({ others: ['translator'] });
    running = await launchApp({ root, colorScheme: 'light' });
    await page().getByLabel('Passphrase', { exact: true }).focus();
    await type(CAST.translator.passphrase);
    await press('Enter');
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
  /** Both looks of one screen, kept to be looked at, and axe's word on each. */
  async function looks(name: string): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page().emulateMedia({ colorScheme });
      // Colours pass into each other; a picture taken meanwhile shows neither.
      await page().waitForTimeout(350);
      await running.shot(`${name}-${colorScheme}`);
      expect(await faults()).toEqual([]);
    }
    await page().emulateMedia({ colorScheme: 'light' });
  }

  test('opens with the keyboard in the first segment, and goes from what nobody has checked to the next', async () => {
    await press('Control+d');
    await field(1).waitFor();
    await focused(field(1));
    await pane().getByText('0 of 4 checked').waitFor();
    await type('My name is not important and I lived by the river');
    await press('Control+Enter');
    await type('In spring they took us to the camp');
    await press('Control+Enter');
    await pane().getByText('2 of 4 checked').waitFor();
    await press('Enter');
    await press('F8');
    await focused(field(3));
    await press('F8');
    await focused(field(4));
    await looks('80-desk');
  });

  test('every version is kept, and an earlier one stands again', async () => {
    await press('F8');
    await press('Shift+Enter');
    await focused(field(2));
    await press('Control+a');
    await type('In spring we were taken to a camp');
    await press('Enter');
    await row(2).getByText('edited').waitFor();
    await press('Shift+Enter');
    // The picture is where the segment begins.
    await page().waitForFunction(() => Math.abs((document.querySelector('video')?.currentTime ?? 0) - 3) < 0.1);
    await press('Alt+h');
    const dialog = page().getByRole('dialog', { name: 'Versions of this translation' });
    await dialog.getByText('stands now').waitFor();
    await looks('81-versions');
    await press('ArrowDown');
    await press('ArrowUp');
    await press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await field(2).inputValue()).toBe('In spring they took us to the camp');
  });

  test('the segment is heard, again and again and slower, while it is being typed', async () => {
    const loop = (): Promise<boolean> => page().evaluate(() => document.querySelector('video')?.paused === false);
    await press('Alt+r');
    await page().waitForFunction(() => document.querySelector('video')?.paused === false);
    await press('Alt+ArrowDown');
    expect(await page().evaluate(() => document.querySelector('video')?.playbackRate)).toBe(0.75);
    await page().waitForTimeout(5_500);
    // Three seconds at three quarters of the speed are over by now: it plays on because it repeats.
    expect(await loop()).toBe(true);
    expect(await page().evaluate(() => document.querySelector('video')?.currentTime ?? 0)).toBeLessThan(6.2);
    await press('Control+Space');
    await press('Alt+ArrowUp');
    expect(await field(2).inputValue()).toBe('In spring they took us to the camp');
  });

  test('in Cyrillic too: the words of the original are chosen, and marked, without leaving the desk', async () => {
    await pane().getByRole('radio', { name: /^All in Cyrillic/ }).focus();
    await press('Space');
    await pane().getByText('логор').waitFor();
    await field(2).focus();
    await press('F6');
    await focused(row(2).getByRole('group', { name: 'Original of segment 2' }));
    await press('ArrowRight');
    await press('Shift+ArrowRight');
    expect(await row(2).locator('.word-selected').allInnerTexts()).toHaveLength(2);
    await press('m');
    await page().getByRole('dialog', { name: 'Mark passage' }).waitFor();
    await press('Escape');
    await press('F6');
    await focused(field(2));
    await looks('82-desk-cyrillic');
  });

  test('a question is pinned to words of either text, found in its list, answered, and settled; an annotation is picked from a list', async () => {
    await field(2).focus();
    await press('End');
    await press('Alt+q');
    const asking = page().getByRole('dialog', { name: 'About these words' });
    await asking.getByText('camp', { exact: true }).waitFor();
    await type('Camp or barracks?');
    await looks('83-question');
    await press('Control+Enter');
    await row(2).getByText('Question: “camp”').waitFor();
    await press('F6');
    await press('ArrowRight');
    await press('q');
    await asking.waitFor();
    await press('Shift+Tab');
    await type('Iro');
    await press('Tab');
    await press('Control+Enter');
    await asking.waitFor({ state: 'detached' });
    await row(2).locator('.word-remarked').waitFor();
    await looks('84-desk-pinned');
    await page().getByRole('tab', { name: 'Transcript' }).focus();
    await press('ArrowLeft');
    await focused(page().getByRole('tab', { name: 'Questions 1' }));
    await looks('85-questions');
    await press('Tab');
    await press('Tab');
    await focused(page().locator('.remark'));
    await press('Enter');
    await page().getByRole('dialog', { name: 'Question' }).getByText('Camp or barracks?').waitFor();
    await type('Camp: he says it twice.');
    await looks('86-thread');
    await press('Control+Enter');
    await page().locator('.remark').getByText('1 answer').waitFor();
    await press('Enter');
    await page().getByRole('dialog', { name: 'Question' }).getByRole('button', { name: 'Close', exact: true }).last().focus();
    await press('Enter');
    await page().getByText('Nothing of this kind').waitFor();
  });

  test('unknown words are underlined on both sides; what was meant is chosen by keyboard, or the word goes into the glossary', async () => {
    await page().getByRole('tab', { name: 'Transcript' }).focus();
    await press('Enter');
    await field(4).focus();
    await press('Control+a');
    await type('After two months I escaped across Zgrmljavac mountian');
    await row(4).locator('.desk-under .misspelt').nth(1).waitFor();
    expect(await row(4).locator('.desk-under .misspelt').allInnerTexts()).toEqual(['Zgrmljavac', 'mountian']);
    await looks('87-spelling');
    await press('F7');
    const dialog = page().getByRole('dialog', { name: 'Spelling' });
    await focused(dialog.getByRole('button', { name: 'mountain', exact: true }));
    await looks('88-suggestions');
    await press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await field(4).inputValue()).toBe('After two months I escaped across Zgrmljavac mountain');
    await focused(field(4));
    await press('F7');
    await dialog.getByRole('button', { name: 'Add to the glossary' }).focus();
    await press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await row(4).locator('.desk-under .misspelt').waitFor({ state: 'detached' });
    // In Cyrillic the original is known as it is in Latin: nothing of what was said is underlined.
    expect(await row(4).locator('.word-misspelt').count()).toBe(0);
    await running.shot('89-spelled-light');
  });
});
