import type { Locator, Page } from 'playwright-core';
import { discard, launchApp, type RunningApp } from '../support/app';
import { CAST } from '../support/people';
import { toldVault } from '../support/toldVault';
import { lock, signIn } from '../support/windows';

/** The reminder comes back, in whatever session, until the vault has a recovery key. */
describe('the reminder of the recovery key', () => {
  let running: RunningApp;
  const page = (): Page => running.page;
  const bar = (): Locator => page().getByRole('region', { name: 'Recovery key' });
  const be = (who: 'custodian' | 'interviewer'): Promise<void> => signIn(page(), CAST[who].passphrase, CAST[who].name);

  beforeAll(async () => {
    const { root } = await toldVault({ footage: null, others: ['interviewer'] });
    running = await launchApp({ root });
  });

  afterAll(async () => {
    await running.close();
    discard(running.root);
  });

  test('a custodian sees it at every unlocking, also after putting it off; nobody else does', async () => {
    await be('custodian');
    await bar().waitFor();
    await bar().getByRole('button', { name: 'Later' }).click();
    await bar().waitFor({ state: 'detached' });
    await lock(page());
    await be('interviewer');
    expect(await bar().isVisible()).toBe(false);
    await lock(page());
    await be('custodian');
    await bar().waitFor();
  });

  test('it goes as soon as a key is made, and stays away', async () => {
    await bar().getByRole('button', { name: 'Make recovery key' }).click();
    const dialog = page().getByRole('dialog');
    await dialog.getByRole('button', { name: 'Make recovery key' }).click();
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await bar().waitFor({ state: 'detached' });
    await lock(page());
    await be('custodian');
    expect(await bar().isVisible()).toBe(false);
  });
});
