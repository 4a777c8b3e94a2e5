import type { Page } from 'playwright-core';
import { answerDialogs, discard, launchApp, type RunningApp } from '../support/app';
import { CAST } from '../support/people';
import { toldVault } from '../support/toldVault';
import { cutTexts, signIn, wcagFaults } from '../support/windows';

/** The language of the whole window changes in place, in both scripts, at the door and inside, and is remembered. */
describe('languages of the interface', () => {
  let running: RunningApp;
  const page = (): Page => running.page;
  const tag = (): Promise<string> => page().evaluate(() => document.documentElement.lang);

  beforeAll(async () => {
    const { root } = await toldVault();
    running = await launchApp({ root });
    await page().emulateMedia({ reducedMotion: 'reduce' });
  });

  afterAll(async () => {
    await running.close();
    discard(running.root);
  });

  test('chosen at the door, where no vault is open; what was typed stays', async () => {
    expect(await tag()).toBe('en');
    await page().getByLabel('Passphrase', { exact: true }).fill('nije prava lozinka');
    const language = page().getByLabel('Language');
    await language.focus();
    await language.selectOption('sh-Latn');
    await page().getByRole('heading', { name: 'Otključajte trezor' }).waitFor();
    expect(await tag()).toBe('sr-Latn');
    expect(await page().evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
    await page().getByRole('button', { name: 'Otključaj', exact: true }).click();
    await page().getByText('Ova lozinka ne otvara trezor.').waitFor();
    await page().getByLabel('Jezik').selectOption('sh-Cyrl');
    // An error that stands already is said anew, in the other script.
    await page().getByText('Ова лозинка не отвара трезор.').waitFor();
    expect(await tag()).toBe('sr-Cyrl');
    await running.shot('language-door-cyrillic');
    expect(await wcagFaults(page())).toEqual([]);
  });

  test('holds after a restart, before the vault is opened', async () => {
    await running.close();
    running = await launchApp({ root: running.root });
    await page().emulateMedia({ reducedMotion: 'reduce' });
    await page().getByRole('heading', { name: 'Откључајте трезор' }).waitFor();
    await page().getByLabel('Језик').selectOption('en');
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
  });

  test('the window changes in place: focus, dialog and transcript stay', async () => {
    await page().getByText('Petrović').first().waitFor();
    await page().getByRole('button', { name: 'Settings' }).click();
    const language = page().getByRole('dialog').getByLabel('Language');
    await language.focus();
    const before = await language.elementHandle();
    for (const [value, title, transcript, doubtful] of [['sh-Latn', 'Postavke', 'Transkript', 'upitno'], ['sh-Cyrl', 'Поставке', 'Транскрипт', 'упитно'], ['en', 'Settings', 'Transcript', 'check'], ['sh-Latn', 'Postavke', 'Transkript', 'upitno']] as const) {
      await page().getByRole('dialog').locator('select').first().selectOption(value);
      await page().getByRole('dialog', { name: title }).waitFor();
      // The same element, with the focus: nothing was built anew.
      expect(await before?.evaluate((element) => element === document.activeElement)).toBe(true);
      expect(await page().locator('[role=tab]', { hasText: transcript }).count()).toBeGreaterThan(0);
      // Rows are memoised, and follow all the same.
      expect(await page().locator('.segment-doubt').first().textContent()).toContain(doubtful);
      // What people said is theirs.
      expect(await page().getByText('Petrović').count()).toBeGreaterThan(0);
    }
    await page().keyboard.press('Escape');
  });

  test('a lock puts another page in the place of this one, in the same language', async () => {
    await page().keyboard.press('Control+L');
    await page().getByRole('heading', { name: 'Otključajte trezor' }).waitFor();
    await page().getByLabel('Lozinka', { exact: true }).fill(CAST.custodian.passphrase);
    await page().getByRole('button', { name: 'Otključaj', exact: true }).click();
    await page().getByRole('banner').getByText('Čuvar').waitFor();
  });

  test("the system's dialogs follow", async () => {
    await answerDialogs(running.app, {});
    const asked = running.app.evaluate(({ dialog }) => new Promise((resolve) => {
      dialog.showOpenDialog = ((_window: unknown, options: { title?: string; buttonLabel?: string; filters?: { name: string }[] }) => {
        resolve([options.title, options.buttonLabel, ...(options.filters ?? []).map(({ name }) => name)]);
        return Promise.resolve({ canceled: true, filePaths: [] });
      }) as unknown as typeof dialog.showOpenDialog;
    }));
    await page().keyboard.press('Control+I');
    expect(await asked).toEqual(['Uvezi snimak', 'Izaberi', 'Snimci', 'Sve datoteke']);
  });

  test('nothing is cut, and nothing is against WCAG AA', async () => {
    await running.shot('language-workbench-latin');
    expect({ cut: await cutTexts(page()), faults: await wcagFaults(page()) }).toEqual({ cut: [], faults: [] });
    // What looks for cut texts finds one.
    await page().evaluate(() => { const tab = document.querySelector<HTMLElement>('[role=tab]'); if (tab) { tab.style.width = '30px'; tab.style.overflow = 'hidden'; } });
    expect(await cutTexts(page())).toEqual([expect.stringContaining('Transkript')]);
  });
});

test("until a language is chosen, the computer's own holds", async () => {
  const running = await launchApp({ languages: 'sr_RS:sr:en' });
  await running.page.getByRole('heading', { name: 'Направите трезор' }).waitFor();
  await running.close();
  discard(running.root);
});
