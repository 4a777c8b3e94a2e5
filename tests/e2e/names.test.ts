import type { Page } from 'playwright-core';
import { editSegmentText } from '../../electron/core/transcript/editText';
import { openVault } from '../../electron/core/vault/vault';
import { discard, launchApp, type RunningApp } from '../support/app';
import { CAST } from '../support/people';
import { segmentId, toldVault } from '../support/toldVault';
import { signIn, tabTo, wcagFaults } from '../support/windows';

/** A name gets its substitute by keyboard alone, its places are judged, and a second person approves. */
describe('names, in the window', () => {
  let running: RunningApp;
  let root = '';
  const page = (): Page => running.page;

  beforeAll(async () => {
    const told = await toldVault({ others: ['interviewer'] });
    root = told.root;
    const vault = await openVault(told.dir, CAST.custodian.passphrase);
    editSegmentText(vault.db, segmentId(3), 'Poslije je Petrovića tražio drugi petrović, a Zoran je šutio');
    vault.close();
    running = await launchApp({ root });
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
    await page().getByRole('list', { name: 'Footage' }).getByText('interview.mp4').click();
    await page().getByText('Petrović', { exact: true }).first().waitFor();
  });
  afterAll(async () => {
    await running.close();
    discard(root);
  });

  test('a custodian says in the settings which suggestions hold up exports', async () => {
    const threshold = page().getByLabel('Suggestions that hold up exports');
    await page().getByRole('button', { name: 'Settings' }).click();
    await threshold.selectOption({ label: 'Severity 3 only' });
    await running.shot('settings-threshold');
    expect(await wcagFaults(page())).toEqual([]);
    await page().keyboard.press('Escape');
    await page().getByRole('button', { name: 'Settings' }).click();
    await page().waitForFunction(() => [...document.querySelectorAll('select')].some((one) => one.labels[0]?.textContent === 'Suggestions that hold up exports' && one.value === '3'));
    await page().keyboard.press('Escape');
  });

  test('a custodian calls a reason otherwise and adds an own one by keyboard; both are offered to whoever marks', async () => {
    await page().getByRole('button', { name: 'Settings' }).click();
    await page().getByRole('button', { name: 'Edit reasons…' }).press('Enter');
    const dialog = page().getByRole('dialog', { name: 'Reasons for passages' });
    await dialog.getByLabel('Name of: Trauma or dignity').fill('Dostojanstvo');
    await page().keyboard.press('Enter');
    await dialog.getByLabel('Name of: Dostojanstvo').waitFor();
    await dialog.getByLabel('New reason').fill('Crkva i džamija');
    await page().keyboard.press('Enter');
    await dialog.getByLabel('Name of: Crkva i džamija').waitFor();
    await dialog.getByLabel('New reason').fill('Vozio ih je');
    await dialog.getByLabel('Counts as').selectOption('took-part');
    await dialog.getByLabel('New reason').press('Enter');
    await dialog.getByRole('button', { name: 'Retire: Vozio ih je' }).press('Enter');
    await dialog.getByRole('button', { name: 'Offer again: Vozio ih je' }).press('Enter');
    await dialog.getByRole('button', { name: 'Retire: Vozio ih je' }).waitFor();
    await dialog.getByLabel('New reason').scrollIntoViewIfNeeded();
    await running.shot('reasons-dark');
    expect(await wcagFaults(page())).toEqual([]);
    await page().emulateMedia({ colorScheme: 'light' });
    await running.shot('reasons-light');
    await page().emulateMedia({ colorScheme: 'dark' });
    await page().keyboard.press('Escape');
    await page().getByText('logor', { exact: true }).first().click();
    await page().keyboard.press('m');
    const mark = page().getByRole('dialog', { name: 'Mark passage' });
    await mark.getByText('Dostojanstvo').waitFor();
    await mark.getByLabel('What exactly he says that he did').selectOption({ label: 'Vozio ih je' });
    await mark.getByRole('radio', { name: /Crkva i džamija/ }).press('Space');
    await mark.getByText('What exactly he says that he did').waitFor({ state: 'detached' });
    await running.shot('reasons-mark-dark');
    expect(await wcagFaults(page())).toEqual([]);
    await page().keyboard.press('Escape');
  });

  test('P on selected words shows every form that would go, before anything is saved', async () => {
    await page().getByText('Zoran', { exact: true }).first().click();
    await page().keyboard.press('Shift+ArrowRight');
    await page().keyboard.press('p');
    const dialog = page().getByRole('dialog', { name: 'Replace a name everywhere' });
    await dialog.getByText('4 places in this footage').waitFor();
    expect(await dialog.getByLabel('Name', { exact: true }).inputValue()).toBe('Zoran Petrović');
    expect(await dialog.getByLabel('Stands in its place').inputValue()).toBe('Z.P.');
    expect(await dialog.locator('.places mark').allInnerTexts()).toEqual(['Zoran Petrović', 'Petrovića', 'petrović,', 'Zoran']);
    await dialog.getByText('3 places are perhaps not this name.', { exact: false }).waitFor();
    await running.shot('name-dialog-dark');
    expect(await wcagFaults(page())).toEqual([]);
    await dialog.getByText('Place', { exact: true }).click();
    await dialog.getByText('1 place in this footage').waitFor();
    expect(await dialog.getByLabel('Stands in its place').inputValue()).toBe('[place 1]');
    await dialog.getByText('Person', { exact: true }).click();
    await dialog.getByText('4 places in this footage').waitFor();
    await page().keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page().getByRole('tab', { name: /Names/, selected: true }).waitFor();
  });

  test('a place that is another word is judged so by keyboard, and undo takes it back', async () => {
    await tabTo(page(), /^button Zoran Petrović/);
    await page().keyboard.press('Enter');
    const row = page().getByRole('list', { name: 'Names' });
    await tabTo(page(), /Not this name: petrović/);
    await page().keyboard.press('Enter');
    await row.getByText('3 places in this footage', { exact: false }).waitFor();
    await row.getByRole('button', { name: /It is this name: petrović/ }).waitFor();
    await running.shot('names-dark');
    expect(await wcagFaults(page())).toEqual([]);
    await page().keyboard.press('Control+z');
    await row.getByText('4 places in this footage', { exact: false }).waitFor();
    const approve = row.getByRole('button', { name: 'Approve the substitute for Zoran Petrović' });
    expect(await approve.getAttribute('aria-disabled')).toBe('true');
    await row.getByText('A second person must approve it.', { exact: false }).waitFor();
  });

  test('the refusal of clips names it, leads to it, and a second person approves', async () => {
    await page().keyboard.press('Control+L');
    await signIn(page(), CAST.interviewer.passphrase, CAST.interviewer.name);
    await page().getByRole('button', { name: 'Settings' }).click();
    expect(await page().getByLabel('Suggestions that hold up exports').isDisabled()).toBe(true);
    await page().keyboard.press('Escape');
    await page().getByRole('list', { name: 'Footage' }).getByText('interview.mp4').click();
    await page().getByRole('button', { name: '1 name to approve' }).click();
    const row = page().getByRole('list', { name: 'Names' });
    await page().emulateMedia({ colorScheme: 'light' });
    await running.shot('names-second-light');
    await row.getByRole('button', { name: 'Approve the substitute for Zoran Petrović' }).click();
    await row.getByText('Approved by', { exact: false }).waitFor();
    expect(await wcagFaults(page())).toEqual([]);
  });
});
