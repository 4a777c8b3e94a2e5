import type { Page } from 'playwright-core';
import { INTERFACE_LANGUAGES, speechOf, type InterfaceLanguage } from '../../shared/messages';
import { discard, launchApp, type RunningApp } from '../support/app';
import { CAST } from '../support/people';
import { toldVault } from '../support/toldVault';
import { cutTexts, signIn } from '../support/windows';

/** Every main screen in every language, in a window of the size of a small laptop: no text may be cut off or lie outside. */
describe('screens in every language', () => {
  let running: RunningApp;
  let spoken: InterfaceLanguage = 'en';
  const page = (): Page => running.page;
  const press = (key: string): Promise<void> => page().keyboard.press(key);

  beforeAll(async () => {
    const { root } = await toldVault({ others: ['translator', 'editor'] });
    running = await launchApp({ root });
    await page().emulateMedia({ reducedMotion: 'reduce' });
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
    await page().getByText('Petrović').first().waitFor();
    await running.app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 720); });
  });

  afterAll(async () => {
    await running.close();
    discard(running.root);
  });

  test.each(INTERFACE_LANGUAGES)('%s', async (language) => {
    await speak(language);
    const cut: Record<string, string[]> = {};
    const look = async (name: string): Promise<void> => {
      await running.shot(`${language}-${name}`);
      const found = await cutTexts(page());
      if (found.length > 0) cut[name] = found;
    };
    await look('workbench');
    // Controls that break into a second line push the picture about and are looked for in vain.
    expect(await page().locator('.transport-line').evaluate((line) => line.clientHeight)).toBeLessThan(40);
    for (let tab = 1; tab < 5; tab += 1) {
      await page().locator('.text-tabs [role=tab]').nth(tab).click();
      await look(`tab-${tab}`);
    }
    await page().locator('.text-tabs [role=tab]').first().click();
    await page().locator('.segment [data-word]').first().click();
    for (const [key, name] of [['Control+n', 'interview'], ['Control+t', 'transcribe'], ['Control+e', 'export'], ['?', 'shortcuts'], ['Control+Shift+S', 'save'], ['m', 'mark'], ['p', 'name'], ['Control+k', 'vault']] as const) {
      await press(key);
      await page().getByRole('dialog').waitFor();
      if (name !== 'vault') await look(name);
      else {
        for (let tab = 0; tab < 5; tab += 1) {
          await page().getByRole('dialog').locator('[role=tab]').nth(tab).click();
          await look(`vault-${tab}`);
        }
      }
      await press('Escape');
      await page().getByRole('dialog').waitFor({ state: 'detached' });
    }
    await press('Control+d');
    await page().locator('.desk-field').first().waitFor();
    await look('desk');
    await press('Control+d');
    await page().locator('.desk-field').first().waitFor({ state: 'detached' });
    await openSettings();
    await look('settings');
    await press('Escape');
    expect(cut).toEqual({});
  });

  async function openSettings(): Promise<void> {
    await page().getByRole('button', { name: speechOf(spoken).t('settings.title'), exact: true }).click();
    await page().getByRole('dialog').waitFor();
  }

  async function speak(language: InterfaceLanguage): Promise<void> {
    await openSettings();
    await page().getByRole('dialog').locator('select').first().selectOption(language);
    spoken = language;
    await page().getByRole('dialog', { name: speechOf(language).t('settings.title') }).waitFor();
    await press('Escape');
    await page().getByRole('dialog').waitFor({ state: 'detached' });
  }
});
