import type { Locator, Page } from 'playwright-core';
import { discard, launchApp, type RunningApp } from '../support/app';
import { CAST } from '../support/people';
import { toldVault } from '../support/toldVault';
import { signIn, tabTo, wcagFaults } from '../support/windows';

/** Who speaks, and what waits for review, in the real window by keyboard alone. */
describe('speakers and review in the window', () => {
  let running: RunningApp;
  const page = (): Page => running.page;
  const transcript = (): Locator => page().getByRole('region', { name: 'Transcript' });
  const voices = (): Locator => transcript().getByRole('group', { name: 'Who speaks' });
  const review = (): Locator => transcript().getByRole('group', { name: 'Review of doubtful places' });
  /** The labels above the segments, as they are seen: '' where none is written. */
  const labels = async (): Promise<string[]> => transcript().locator('.segment').evaluateAll((rows) => rows.map((row) => row.querySelector('.segment-voice')?.textContent ?? ''));
  /** Waits for what the screen shows: it is drawn after the core has answered. */
  const shows = async (look: () => Promise<unknown>, wanted: unknown): Promise<void> => {
    for (let i = 0; i < 40 && JSON.stringify(await look()) !== JSON.stringify(wanted); i += 1) await page().waitForTimeout(50);
    expect(await look()).toEqual(wanted);
  };
  const press = async (...keys: string[]): Promise<void> => { for (const key of keys) await page().keyboard.press(key); };
  /** Word under the cursor. */
  const cursor = async (): Promise<string> => (await transcript().locator('.word-cursor').allInnerTexts()).join().trim();

  beforeAll(async () => {
    const { root } = await toldVault();
    running = await launchApp({ root });
    await page().emulateMedia({ reducedMotion: 'reduce' });
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
    await transcript().getByText('logor').waitFor();
  });
  afterAll(async () => {
    await running.close();
    discard(running.root);
  });

  async function fits(name: string): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page().emulateMedia({ colorScheme });
      await running.shot(`${name}-${colorScheme}`);
      expect({ name, colorScheme, faults: await wcagFaults(page()) }).toEqual({ name, colorScheme, faults: [] });
    }
  }

  test('one key says who speaks; the label stands where the voice changes; a range and the rest go in one step', async () => {
    await tabTo(page(), /^grid /);
    await press('ArrowRight', '1');
    await shows(labels, ['1Speaker 1', 'Not said who speaks', '', '']);
    await press('ArrowDown', 'Alt+2');
    await shows(labels, ['1Speaker 1', '2Speaker 2', '', '']);
    await press('Home', 'Shift+ArrowDown', '3');
    await shows(labels, ['3Speaker 3', '', '2Speaker 2', '']);
    await press('Control+z', 'Control+z');
    await shows(labels, ['1Speaker 1', 'Not said who speaks', '', '']);
    await press('Control+y');
    await shows(labels, ['1Speaker 1', '2Speaker 2', '', '']);
    await press('Escape', 'End', 'n');
    await shows(labels, ['1Speaker 1', '2Speaker 2', '', 'Not said who speaks']);
    await press('b');
    await transcript().getByText('both speak').waitFor();
    await shows(async () => voices().getByRole('button', { name: 'Somebody else speaks' }).getAttribute('aria-pressed'), 'true');
    await fits('voices');
  });

  test('a voice is named once for all its segments, from likely names, and merged', async () => {
    await press('Home', 'v');
    const dialog = page().getByRole('dialog', { name: 'Voice: Speaker 1' });
    await dialog.waitFor();
    await fits('voice-dialog');
    await tabTo(page(), /^button Speckhard/);
    await press('Enter');
    await shows(async () => dialog.getByLabel('Name or role').inputValue(), 'Speckhard');
    await tabTo(page(), /^input Name or role/, 'Shift+Tab');
    await press('Enter');
    await shows(labels, ['1Speckhard', '2Speaker 2', '', 'Not said who speaks']);
    await press('ArrowDown', 'v');
    const second = page().getByRole('dialog', { name: 'Voice: Speaker 2' });
    await tabTo(page(), /^select Is the same voice as/);
    await page().keyboard.type('1');
    await tabTo(page(), /^button Merge voices/);
    await press('Enter');
    await second.waitFor({ state: 'detached' });
    await shows(labels, ['1Speckhard', '', '', 'Not said who speaks']);
    expect(await voices().getByRole('button', { name: /Speckhard 3 segments/ }).count()).toBe(1);
    await press('Control+z');
    await shows(labels, ['1Speckhard', '2Speaker 2', '', 'Not said who speaks']);
  });

  test('the review goes from doubt to doubt, plays each, and takes away what a person has heard', async () => {
    await tabTo(page(), /^grid /);
    await press('Home');
    await shows(async () => review().getByRole('status').innerText(), '2 places to check');
    expect(await transcript().getByText('odveli').getAttribute('title')).toBe('The recogniser is not sure of this word (31 %).');
    await press('F8');
    await shows(async () => review().getByRole('status').innerText(), '1 of 2 to check');
    expect(await cursor()).toBe('odveli');
    expect(await transcript().getByRole('status').filter({ hasText: 'odveli' }).innerText()).toContain('not sure');
    await shows(async () => page().locator('video').evaluate((video: HTMLVideoElement) => video.currentTime > 2.8 && video.currentTime < 6), true);
    await fits('review');
    await shows(async () => page().locator('video').evaluate((video: HTMLVideoElement) => video.paused && video.currentTime < 5), true);
    await press('F8');
    await shows(cursor, 'Poslije');
    await press('F8');
    await shows(cursor, 'odveli');
    await press('Shift+F8');
    await shows(cursor, 'Poslije');
    await press('Shift+F8', 'F9');
    await shows(async () => review().getByRole('status').innerText(), '1 of 1 to check');
    expect(await cursor()).toBe('Poslije');
    expect(await transcript().locator('.word-doubtful').count()).toBe(0);
    await press('F9');
    await review().waitFor({ state: 'detached' });
    expect(await transcript().getByText(/^check/).count()).toBe(0);
    await press('Control+z', 'Control+z');
    await shows(async () => review().getByRole('status').innerText(), '2 of 2 to check');
    expect(await transcript().locator('.word-doubtful').count()).toBe(2);
  });

  test('F7 shows what the dictionary has like the word at the cursor, and puts it there; undo brings the word back', async () => {
    await tabTo(page(), /^grid /);
    await press('Home', 'F8');
    await shows(cursor, 'odveli');
    await press('F7');
    const dialog = page().getByRole('dialog', { name: 'Spelling' });
    const similar = dialog.getByRole('list', { name: 'What may have been meant' }).getByRole('button');
    await similar.first().waitFor();
    const all = await similar.allInnerTexts();
    expect(all).toContain('doveli');
    expect(all).not.toContain('odveli');
    await fits('similar-words');
    for (let i = all.indexOf('doveli'); i > 0; i--) await press('ArrowDown');
    await press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await shows(cursor, 'doveli');
    expect(await transcript().getByText('odveli').count()).toBe(0);
    await press('Control+z');
    await shows(cursor, 'odveli');
  });

  test('a word that the dictionary put right says what was heard, and F7 puts that back for all the words that stand for it', async () => {
    await tabTo(page(), /^grid /);
    await press('ArrowRight');
    await shows(cursor, 'u');
    expect(await transcript().locator('.word-cursor').getAttribute('title')).toBe('Spelling put right by the dictionary. The recogniser wrote “ulogor”; F7 puts that back.');
    await press('F7');
    const dialog = page().getByRole('dialog', { name: 'Spelling' });
    await dialog.getByRole('list', { name: 'What may have been meant' }).getByRole('button').first().waitFor();
    await fits('heard-word');
    await tabTo(page(), /^button ulogor/, 'Shift+Tab');
    await press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await shows(async () => transcript().locator('.segment').nth(1).locator('.word').allInnerTexts().then((all) => all.join(' ').replace(/\s+/g, ' ').trim()), 'U proljeće su nas odveli ulogor');
    await press('Control+z');
    await transcript().getByText('logor', { exact: true }).waitFor();
  });
});
