import type { Page } from 'playwright-core';
import { getFootage } from '../../electron/core/footage/footage';
import { listPassages } from '../../electron/core/redaction/passages';
import { editTranslation } from '../../electron/core/translation/edit';
import { openVault } from '../../electron/core/vault/vault';
import { discard, launchApp, type RunningApp } from '../support/app';
import { CAST } from '../support/people';
import { segmentId, toldVault } from '../support/toldVault';
import { lock, signIn, tabTo, wcagFaults } from '../support/windows';

/** Passages judged by keyboard: suggested, accepted, commented, approved by the second person; and why nothing leaves before. */
describe('judging passages, in the window', () => {
  let running: RunningApp;
  let told: Awaited<ReturnType<typeof toldVault>>;
  const page = (): Page => running.page;
  const row = (name: RegExp) => page().getByRole('list', { name: 'Passages' }).getByRole('listitem').filter({ hasText: name });
  const openPassages = async (): Promise<void> => {
    await page().getByRole('list', { name: 'Footage' }).getByText('interview.mp4').click();
    await page().getByRole('tab', { name: /Passages/ }).click();
  };

  beforeAll(async () => {
    told = await toldVault({ others: ['interviewer', 'second'] });
    const vault = await openVault(told.dir, CAST.custodian.passphrase);
    editTranslation(vault.db, { segmentId: segmentId(3), language: 'en', text: 'After two months I killed a guard and fled over the mountain' });
    // No rule knows these words: the judge of sentences alone proposes them.
    editTranslation(vault.db, { segmentId: segmentId(1), language: 'en', text: 'I dumfed him and we lumbled him into the flork.' });
    vault.close();
    running = await launchApp({ root: told.root });
    await signIn(page(), CAST.interviewer.passphrase, CAST.interviewer.name);
  });
  afterAll(async () => {
    await running.close();
    discard(told.root);
  });

  test('what is open is told reason by reason, and leads to the first passage', async () => {
    await page().getByRole('list', { name: 'Footage' }).getByText('interview.mp4').click();
    const reasons = page().getByRole('list', { name: 'Why nothing can be exported' });
    await reasons.getByText('1 to approve').waitFor();
    await reasons.getByTitle(/1 passage of this footage is not approved yet/).waitFor();
    expect(await page().getByRole('button', { name: 'Export clip' }).isDisabled()).toBe(true);
    await tabTo(page(), /1 to approve/);
    await page().keyboard.press('Enter');
    await row(/Zoran Petrović/).waitFor();
    await page().waitForFunction(() => document.activeElement?.classList.contains('passage-jump'));
  });

  test('suggestions are accepted and rejected by keyboard alone, and what was rejected stays so', async () => {
    await page().getByRole('button', { name: 'Suggest passages' }).click();
    const open = page().locator('.passage-open-suggestion');
    await open.first().waitFor();
    const count = await open.count();
    expect(count).toBeGreaterThan(0);
    await row(/Suggested by the translation \(English\): .*“killed”.*the whole sentence is marked/).getByText('Poslije dva mjeseca pobjegao sam preko planine', { exact: false }).waitFor();
    await page().getByRole('radio', { name: 'Guesses' }).check({ force: true });
    await page().waitForFunction(() => document.querySelectorAll('.passage').length === 1);
    await row(/Suggested by the translation \(English\): no rule knows these words, but the sentence reads like an admission/).getByText('U proljeće su nas odveli u logor', { exact: false }).waitFor();
    await row(/reads like an admission/).getByText('1 of 3').or(row(/reads like an admission/).getByTitle(/Severity 1/)).first().waitFor({ state: 'attached' });
    await running.shot('passages-guessed-dark');
    await page().getByRole('radio', { name: 'All' }).check({ force: true });
    await running.shot('passages-suggested-dark');
    expect(await wcagFaults(page())).toEqual([]);
    await open.first().locator('.passage-jump').focus();
    await page().keyboard.press('x');
    await page().getByText('Rejected: it is not redacted any more. Ctrl+Z brings it back.').waitFor();
    expect(await open.count()).toBe(count - 1);
    await page().getByRole('button', { name: 'Suggest passages' }).click();
    await page().getByText(/Nothing was found that was not suggested before/).waitFor();
    for (let left = count - 1; left > 0; left--) {
      await open.first().locator('.passage-jump').focus();
      await page().keyboard.press('a');
      await page().waitForFunction((n) => document.querySelectorAll('.passage-open-suggestion').length === n, left - 1);
    }
    await page().getByRole('radio', { name: 'Rejected' }).check({ force: true });
    await page().getByText('Rejected by you.').waitFor();
    await page().getByRole('radio', { name: 'All' }).check({ force: true });
  });

  test('who is at risk and how much is said in the dialog, and a comment stays', async () => {
    const passage = row(/Zoran Petrović/).filter({ hasNotText: 'Suggested' });
    await passage.getByRole('button', { name: /^Edit passage/ }).click();
    await page().getByLabel('Who is at risk').selectOption({ label: 'A third person' });
    await page().getByLabel('How much').selectOption('3');
    await running.shot('passage-dialog-dark');
    await page().emulateMedia({ colorScheme: 'light' });
    await running.shot('passage-dialog-light');
    expect(await wcagFaults(page())).toEqual([]);
    await page().getByRole('button', { name: 'Save', exact: true }).click();
    await passage.getByText('Severity 3 of 3').waitFor({ state: 'attached' });
    await passage.getByRole('button', { name: 'Comment', exact: true }).click();
    await passage.getByLabel('Comment for colleagues').fill('His commander; he is alive.');
    await passage.getByRole('button', { name: 'Add comment' }).click();
    await passage.getByText('His commander; he is alive.').waitFor();
    await running.shot('passages-comments-light');
    expect(await wcagFaults(page())).toEqual([]);
  });

  test('the second person approves by keyboard; until then a custodian could only override with a reason', async () => {
    await lock(page());
    await signIn(page(), CAST.second.passphrase, CAST.second.name);
    await openPassages();
    await page().getByRole('button', { name: 'Export clip' }).click();
    const dialog = page().getByRole('dialog');
    const go = dialog.getByRole('button', { name: /Choose where to save/ });
    expect(await go.isDisabled()).toBe(true);
    await dialog.getByLabel('Export all the same, because').fill('The court wants it today.');
    expect(await go.isDisabled()).toBe(false);
    const voice = dialog.getByRole('radiogroup', { name: 'Voice in all clips of this footage' });
    expect(await voice.getByRole('radio', { name: 'As it was spoken' }).isChecked()).toBe(true);
    await voice.getByRole('radio', { name: 'As it was spoken' }).focus();
    await page().keyboard.press('ArrowRight');
    await dialog.getByText(/Where the voice is a danger, mute it/).waitFor();
    expect(await voice.getByRole('radio', { name: 'Disguised' }).evaluate((element) => element === document.activeElement)).toBe(true);
    await running.shot('export-override-light');
    expect(await wcagFaults(page())).toEqual([]);
    await page().keyboard.press('Escape');
    const approve = page().getByRole('button', { name: /^Approve passage/ });
    await approve.first().waitFor();
    for (let left = await approve.count(); left > 0; left--) {
      await approve.first().focus();
      await page().keyboard.press('a');
      await page().waitForFunction((n) => document.querySelectorAll('[aria-label^="Approve passage"]').length === n, left - 1);
    }
    await page().getByRole('list', { name: 'Why nothing can be exported' }).waitFor({ state: 'detached' });
    await running.close();
    const vault = await openVault(told.dir, CAST.custodian.passphrase);
    expect(getFootage(vault.db, told.footageId).voice).toBe('disguise');
    const states = listPassages(vault.db, told.footageId).map(({ state }) => state);
    vault.close();
    expect(new Set(states)).toEqual(new Set(['approved', 'rejected']));
    running = await launchApp({ root: told.root });
  });
});
