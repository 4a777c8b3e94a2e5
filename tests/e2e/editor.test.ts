import type { Locator, Page } from 'playwright-core';
import type { Segment } from '../../shared/domain';
import type { Result } from '../../shared/errors';
import { openVault } from '../../electron/core/vault/vault';
import { discard, launchApp, type RunningApp } from '../support/app';
import { CAST, speak } from '../support/people';
import { SAID, segmentId, toldVault } from '../support/toldVault';
import { focused, signIn, tabTo, wcagFaults } from '../support/windows';

/** What is said at 9 s in this vault, in the other script. */
const CYRILLIC = 'После два мјесеца рекао је Петровић да иде преко планине';

/** Correcting a transcript in the real window, by keyboard alone, in both scripts. */
describe('the editor in the window', () => {
  let running: RunningApp;
  const page = (): Page => running.page;
  const transcript = (): Locator => page().getByRole('region', { name: 'Transcript' });
  const field = (): Locator => transcript().getByRole('textbox', { name: /^Text at/ });
  const press = async (...keys: string[]): Promise<void> => { for (const key of keys) await page().keyboard.press(key); };
  const texts = async (): Promise<string[]> => transcript().locator('.segment').evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('.word')].map((word) => word.textContent.trim()).join(' ')));
  const times = async (): Promise<[number, number][]> => page().evaluate(async () => {
    const listed = await window.zapis.request('footage.list', {});
    const footageId = listed.ok ? listed.value[0]?.id ?? '' : '';
    const got = JSON.parse(await window.zapis.request('transcript.get', { footageId })) as Result<Segment[]>;
    return got.ok ? got.value.map(({ startUs, endUs }): [number, number] => [startUs / 1000, endUs / 1000]) : [];
  });
  const seek = async (seconds: number): Promise<void> => page().locator('video').evaluate((video: HTMLVideoElement, to) => new Promise<void>((resolve) => {
    video.addEventListener('seeked', () => { resolve(); }, { once: true });
    video.currentTime = to;
  }), seconds);
  const video = async (): Promise<{ at: number; playing: boolean }> => page().locator('video').evaluate((element: HTMLVideoElement) => ({ at: element.currentTime, playing: !element.paused }));
  /** Presses a key as the system reports it; Playwright's own keyboard ends at F12. */
  const pedal = async (keyCode: string, types: readonly ('keyDown' | 'keyUp')[] = ['keyDown', 'keyUp']): Promise<void> => running.app.evaluate(({ BrowserWindow }, { key, steps }) => {
    for (const type of steps) BrowserWindow.getAllWindows()[0]?.webContents.sendInputEvent({ type, keyCode: key });
  }, { key: keyCode, steps: types });
  const cursor = async (): Promise<string> => (await transcript().locator('.word-cursor').allInnerTexts()).join().trim();
  /** Waits for what the screen shows: it is drawn after the core has answered. */
  const shows = async (look: () => Promise<unknown>, wanted: unknown): Promise<void> => {
    for (let i = 0; i < 200 && JSON.stringify(await look()) !== JSON.stringify(wanted); i += 1) await page().waitForTimeout(50);
    expect(await look()).toEqual(wanted);
  };
  const until = async (look: () => Promise<boolean>): Promise<void> => shows(look, true);
  const near = async (row: number, border: 0 | 1, ms: number): Promise<boolean> => Math.abs(((await times())[row]?.[border] ?? 0) - ms) < 2;
  const inText = async (): Promise<void> => { if (!/^grid /.test(await focused(page()))) await tabTo(page(), /^grid /); };
  const first = 'Zovem se nije važno i živio sam kraj rijeke';
  const asTold = [...SAID.slice(0, 3), CYRILLIC];

  beforeAll(async () => {
    const { root, dir, footageId } = await toldVault();
    const vault = await openVault(dir, CAST.custodian.passphrase);
    vault.db.prepare('DELETE FROM segment WHERE id = ?').run(segmentId(3));
    speak(vault, footageId, segmentId(3), CYRILLIC, 9_000);
    vault.close();
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

  test('a segment is split at the caret while typing, what was typed goes along, and typing goes on in the second part', async () => {
    await inText();
    await press('Home', 'End', 'Enter');
    await shows(async () => field().inputValue(), CYRILLIC);
    await press('Control+Home');
    for (let i = 0; i < 3; i += 1) await press('Control+ArrowRight');
    await page().keyboard.type(' нам');
    await press('Control+Enter');
    await shows(async () => field().inputValue(), 'рекао је Петровић да иде преко планине');
    await page().keyboard.type('онда ');
    await fits('editor-typing');
    await press('Enter');
    await shows(texts, [...SAID.slice(0, 3), 'После два мјесеца нам', 'онда рекао је Петровић да иде преко планине']);
    expect(await focused(page())).toMatch(/^grid /);
    // The word typed in, the split, the word typed at the start of the second part.
    await press('Control+z', 'Control+z', 'Control+z');
    await shows(texts, asTold);
    expect(await focused(page())).toMatch(/^grid /);
    expect(await cursor()).not.toBe('');
  });

  test('split before the cursor, joined again, and each undone with the cursor in its place', async () => {
    await inText();
    await press('Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
    expect(await cursor()).toBe('i');
    await press('Control+Enter');
    await shows(texts, ['Zovem se nije važno', 'i živio sam kraj rijeke', ...asTold.slice(1)]);
    expect(await cursor()).toBe('i');
    await press('ArrowUp', 'Control+Shift+Enter');
    await shows(texts, asTold);
    await press('Control+z');
    await shows(texts, ['Zovem se nije važno', 'i živio sam kraj rijeke', ...asTold.slice(1)]);
    await press('ArrowDown', 'ArrowRight');
    expect(await cursor()).toBe('živio');
    await press('Control+z');
    await shows(texts, asTold);
    await shows(cursor, 'živio');
    await press('Home', 'Control+Enter');
    await page().getByText('The segment cannot be split there').waitFor();
    await page().getByRole('alert').getByRole('button', { name: 'Dismiss' }).click();
    expect((await texts())[0]).toBe(first);
  });

  test('split and retimed where the player stands, nudged, and undone', async () => {
    await inText();
    await seek(3.2);
    await press('s');
    await shows(async () => (await texts()).slice(1, 3), ['U proljeće', 'su nas odveli u logor']);
    await press('Control+z');
    await shows(texts, asTold);
    await press('Home', 'ArrowDown');
    await seek(4.5);
    await press('Alt+o');
    await until(async () => near(1, 1, 4_500));
    await press('Alt+Shift+ArrowRight');
    await until(async () => near(1, 1, 4_600));
    await seek(2.5);
    await press('Alt+i', 'Alt+ArrowLeft');
    await until(async () => near(1, 0, 2_400));
    await press('Control+z', 'Control+z', 'Control+z', 'Control+z');
    await until(async () => JSON.stringify((await times())[1]) === '[3000,3690]');
    const newest = async (): Promise<string> => page().locator('#jobs-list li').first().evaluate((row: HTMLElement) => [row.dataset['jobId'], row.dataset['kind'], row.dataset['state']].join(' ')).catch(() => '');
    const [before] = (await newest()).split(' ');
    await press('Alt+a');
    await until(async () => {
      const [id, kind, state] = (await newest()).split(' ');
      return id !== before && kind === 'align' && state === 'succeeded';
    });
    expect(await texts()).toEqual(asTold);
  });

  test('found and replaced in both scripts without diacritics, each in its own script, all in one step', async () => {
    await press('Control+h');
    await page().keyboard.type('petrovic');
    await shows(async () => transcript().getByRole('search').getByRole('status').innerText(), '1 of 2');
    await shows(cursor, 'Petrović');
    await press('Enter');
    await shows(cursor, 'Петровић');
    await fits('editor-replace');
    await tabTo(page(), /^input Replace with/);
    await page().keyboard.type('Jovanović');
    await press('Enter');
    await shows(async () => (await texts())[3], CYRILLIC.replace('Петровић', 'Јовановић'));
    expect((await texts())[2]).toBe(SAID[2]);
    expect(await focused(page())).toBe('input Replace with');
    await press('Control+a');
    await page().keyboard.type('bi');
    await tabTo(page(), /^input Find in/, 'Shift+Tab');
    await press('Control+a');
    await page().keyboard.type('je');
    await shows(async () => transcript().getByRole('search').getByRole('status').innerText(), '1 of 2');
    await tabTo(page(), /^button All/);
    await press('Enter');
    await page().getByText('Replaced in 2 places').waitFor();
    await shows(async () => (await texts()).slice(2), [SAID[2].replace(' je ', ' bi '), CYRILLIC.replace('Петровић', 'Јовановић').replace(' је ', ' би ')]);
    await press('Escape');
    await shows(async () => focused(page()), 'grid Segments');
    await press('Control+z');
    await shows(async () => (await texts())[2], SAID[2]);
    await press('Control+z');
    await shows(texts, asTold);
  });

  test('a segment is repeated, slowed down with its pitch, a word is heard alone, and playback goes back after a pause', async () => {
    await inText();
    await press('Home', 'ArrowDown', '[', 'r');
    await until(async () => (await video()).playing);
    expect(await page().locator('video').evaluate((element: HTMLVideoElement) => [element.playbackRate, element.preservesPitch])).toEqual([0.75, true]);
    const seen: number[] = [];
    for (let i = 0; i < 30; i += 1) {
      seen.push((await video()).at);
      await page().waitForTimeout(60);
    }
    expect(Math.min(...seen)).toBeGreaterThan(2.9);
    expect(Math.max(...seen)).toBeLessThan(4.2);
    // It went back at least once.
    expect(seen.some((at, i) => at < (seen[i - 1] ?? 0))).toBe(true);
    await press('r', 'k', ']', 'End', 'w');
    await until(async () => !(await video()).playing && (await video()).at > 9 && (await video()).at < 9.6);
    await press('Enter', 'Control+Home', 'Alt+w');
    await until(async () => !(await video()).playing);
    await press('Escape');
    await transcript().getByText('odveli', { exact: true }).click({ modifiers: ['Control'] });
    await until(async () => !(await video()).playing && (await video()).at > 3.2 && (await video()).at < 4);
  });

  test('a pedal is learned by pressing it, refused where its key is needed, and works while typing', async () => {
    await tabTo(page(), /^button Settings/, 'Shift+Tab');
    await press('Enter');
    const dialog = page().getByRole('dialog', { name: 'Settings' });
    await tabTo(page(), /^button Learn the key for: Play or pause/);
    await press('Enter', 'b');
    await dialog.getByText('needed for typing').waitFor();
    await press('F8');
    await dialog.getByText('is a shortcut already').waitFor();
    await fits('editor-pedal');
    await pedal('F13');
    await dialog.getByText('F13', { exact: true }).waitFor();
    await tabTo(page(), /^button Learn the key for: Back/);
    await press('Enter');
    await pedal('F14');
    await dialog.getByText('F14', { exact: true }).waitFor();
    await tabTo(page(), /^select When playback/, 'Shift+Tab');
    await page().keyboard.type('Go back 2 s');
    await press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await inText();
    await press('Home', 'Enter');
    await seek(6);
    await pedal('F13');
    await until(async () => (await video()).playing);
    await until(async () => (await video()).at > 6.3);
    await pedal('F13');
    await until(async () => !(await video()).playing);
    const halted = (await video()).at;
    await pedal('F13');
    await until(async () => (await video()).playing);
    expect((await video()).at).toBeLessThan(halted - 1);
    await pedal('F14', ['keyDown']);
    await until(async () => (await video()).at < 4.5);
    await pedal('F14', ['keyUp']);
    await until(async () => (await video()).playing);
    expect(await field().inputValue()).toBe(first);
    await pedal('F13');
    await press('Escape');
    await press('?');
    await page().getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Join with the next segment').waitFor();
    await fits('editor-shortcuts');
    await press('Escape');
  });
});
