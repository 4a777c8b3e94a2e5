import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { savePseudonym } from '../../electron/core/pseudonyms/pseudonyms';
import { addRegion } from '../../electron/core/redaction/regions';
import { openVault } from '../../electron/core/vault/vault';
import { discard, launchApp, type RunningApp } from '../support/app';
import { CAST } from '../support/people';
import { toldVault } from '../support/toldVault';
import { signIn } from '../support/windows';

/** Every list of the right pane with something in it, in both looks: pictures to be looked at, and axe's word on each. */
describe('the lists of the right pane', () => {
  let running: RunningApp;
  const page = (): Page => running.page;

  beforeAll(async () => {
    const { root, dir, footageId } = await toldVault({ others: ['second'] });
    const vault = await openVault(dir, CAST.custodian.passphrase);
    const by = { id: vault.person?.id ?? '', name: CAST.custodian.name };
    savePseudonym(vault.db, { footageId, id: null, name: 'Zoran Petrović', also: [], kind: 'person', substitute: 'Z.P.' }, by);
    addRegion(vault.db, { footageId, name: 'Window', treatment: 'pixelate', startUs: 1_000_000, endUs: 5_000_000, keyframes: [{ atUs: 1_000_000, x: 0.1, y: 0.1, w: 0.3, h: 0.4 }] }, by);
    vault.close();
    running = await launchApp({ root, colorScheme: 'light' });
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
    await page().locator('.segment').first().waitFor();
    await page().getByText('logor', { exact: true }).click();
    await page().keyboard.press('c');
  });
  afterAll(async () => {
    await running.close();
    discard(running.root);
  });

  test.each(['Passages', 'Names', 'Picture', 'Clips', 'Questions', 'Transcript'])('%s, light and dark', async (name) => {
    await page().getByRole('tab', { name: new RegExp(`^${name}`) }).click();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page().emulateMedia({ colorScheme });
      await page().waitForTimeout(350);
      await running.shot(`90-${name.toLowerCase()}-${colorScheme}`);
      const { violations } = await new AxeBuilder({ page: page() }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    }
  });
});
