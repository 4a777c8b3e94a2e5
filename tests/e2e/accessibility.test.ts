import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { answerDialogs, discard, launchApp, type RunningApp } from '../support/app';
import { CAST } from '../support/people';
import { toldVault } from '../support/toldVault';
import { focused, lock, signIn, tabTo, vaultTab, wcagFaults } from '../support/windows';

/** Every screen of the vault against WCAG 2.2 AA in both colour schemes, and the whole way through it without a mouse. */
describe('screens of the vault for everybody', () => {
  let running: RunningApp;
  let folder: string;
  const page = (): Page => running.page;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'zapis-fresh-'));
    const { root } = await toldVault({ others: ['translator', 'editor'] });
    running = await launchApp({ root });
    // A contrast that is measured in the middle of a fade is nobody's fault.
    await page().emulateMedia({ reducedMotion: 'reduce' });
  });

  afterAll(async () => {
    await running.close();
    discard(running.root);
    discard(folder);
  });

  test('the door: unlocking, recovering, and creating a vault', async () => {
    await fits('door-unlock');
    await page().getByRole('button', { name: 'Forgot the passphrase?' }).click();
    await fits('door-recover');
    await page().getByRole('button', { name: 'Back to the passphrase' }).click();
    await answerDialogs(running.app, { open: [folder] });
    await page().getByRole('button', { name: 'Other folder…' }).click();
    await page().getByLabel('Passphrase', { exact: true }).fill('plavi čamac spava');
    await page().getByLabel('Repeat passphrase').fill('something else');
    await fits('door-create');
    await answerDialogs(running.app, { open: [running.vaultDir] });
    await page().getByRole('button', { name: 'Other folder…' }).click();
  });

  test('the workbench with its passages', async () => {
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
    await page().getByText('Petrović').first().waitFor();
    await fits('workbench');
    await page().getByRole('tab', { name: /Passages/ }).click();
    await fits('passages');
  });

  test('every tab of the vault, with what opens in it', async () => {
    const people = await vaultTab(page(), 'People');
    await people.getByRole('button', { name: `Remove ${CAST.editor.name}` }).click();
    await people.getByRole('button', { name: 'Add a person…' }).click();
    await fits('tab-people');
    const safety = await vaultTab(page(), 'Safety');
    await safety.getByRole('button', { name: 'Quick check' }).click();
    await safety.getByText(/found nothing wrong/).waitFor();
    await safety.getByRole('button', { name: 'Change passphrase…' }).click();
    await fits('tab-safety');
    const handover = await vaultTab(page(), 'Handover');
    await handover.getByRole('group', { name: 'Public key' }).waitFor();
    await fits('tab-handover');
    await vaultTab(page(), 'Conflicts');
    await fits('tab-conflicts');
    await vaultTab(page(), 'Audit');
    await fits('tab-audit');
    await page().keyboard.press('Escape');
  });

  test('the recovery key and the question before a deletion', async () => {
    await (await vaultTab(page(), 'Safety')).getByRole('button', { name: 'New recovery key…' }).click();
    await page().getByRole('dialog').getByRole('button', { name: 'Make recovery key' }).click();
    await page().getByRole('list', { name: 'Words of the recovery key' }).waitFor();
    await page().keyboard.press('Escape');
    await fits('recovery-words');
    await page().getByRole('button', { name: 'Close without paper' }).click();
    await page().getByRole('button', { name: 'Interview of interview.mp4' }).click();
    await page().getByRole('menuitem', { name: /Delete footage/ }).click();
    await page().getByRole('dialog', { name: 'Delete footage' }).getByRole('checkbox').check();
    await fits('delete-dialog');
    await page().keyboard.press('Escape');
  });

  test('what an editor sees while nothing is released', async () => {
    await lock(page());
    await signIn(page(), CAST.editor.passphrase, CAST.editor.name);
    await page().getByText('Nothing is released yet').first().waitFor();
    await fits('editor');
  });

  test('without a mouse: in, a person added and removed, out; the focus is always somewhere sensible', async () => {
    await page().keyboard.press('Control+L');
    await page().getByRole('button', { name: 'Unlock' }).waitFor();
    expect(await focused(page())).toBe('input Passphrase');
    await page().keyboard.type(CAST.custodian.passphrase);
    await page().keyboard.press('Enter');
    await page().getByRole('banner').getByText(CAST.custodian.name).waitFor();
    await tabTo(page(), /^button Vault: people/);
    await page().keyboard.press('Enter');
    expect(await focused(page())).toMatch(/^tab People/);
    await tabTo(page(), /^button Add a person/);
    await page().keyboard.press('Enter');
    expect(await focused(page())).toBe('input Name');
    await page().keyboard.type(CAST.interviewer.name);
    await tabTo(page(), /^input Interviewer/);
    await page().keyboard.press('ArrowRight');
    expect(await focused(page())).toBe('input Translator');
    await page().keyboard.press('ArrowLeft');
    await tabTo(page(), /^input Passphrase for this person/);
    await page().keyboard.type(CAST.interviewer.passphrase);
    await tabTo(page(), /^input Repeat it/);
    await page().keyboard.type(CAST.interviewer.passphrase);
    await page().keyboard.press('Enter');
    await page().getByText(`${CAST.interviewer.name} can unlock this vault now.`).waitFor();
    expect(await focused(page())).toMatch(/^button Add a person/);
    await tabTo(page(), new RegExp(`^button Remove ${CAST.interviewer.name}`), 'Shift+Tab');
    await page().keyboard.press('Enter');
    expect(await focused(page())).toBe('button Cancel');
    await page().keyboard.press('Enter');
    expect(await focused(page())).toBe(`button Remove ${CAST.interviewer.name}`);
    await page().keyboard.press('Enter');
    await tabTo(page(), /^button Remove access/, 'Shift+Tab');
    await page().keyboard.press('Enter');
    await page().getByRole('region', { name: 'Had access before' }).getByText(CAST.interviewer.name).waitFor();
    expect(await focused(page())).not.toBe('nothing');
    await page().keyboard.press('Escape');
    expect(await focused(page())).toMatch(/^button Vault: people/);
    await page().keyboard.press('Control+L');
    await page().getByRole('button', { name: 'Unlock' }).waitFor();
  });

  /** Holds the screen as it is now against the rules, light and dark, and keeps a picture of each. */
  async function fits(name: string): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page().emulateMedia({ colorScheme });
      await running.shot(`${name}-${colorScheme}`);
      expect({ name, colorScheme, faults: await wcagFaults(page()) }).toEqual({ name, colorScheme, faults: [] });
    }
  }
});
