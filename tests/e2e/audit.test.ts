import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { record } from '../../electron/core/audit';
import { openVault } from '../../electron/core/vault/vault';
import { answerDialogs, discard, launchApp, type RunningApp } from '../support/app';
import { zapis } from '../support/commandLine';
import { CAST } from '../support/people';
import { toldVault } from '../support/toldVault';
import { cutTexts, lock, signIn, tabTo, vaultTab, wcagFaults } from '../support/windows';

const ENTRIES = 3_000;

/** The log of deeds, read in the window by the keyboard alone. */
describe('the audit log in the window', () => {
  let running: RunningApp;
  let outside: string;
  const page = (): Page => running.page;
  const list = (): Locator => page().getByRole('listbox', { name: /^Entries of the log/u });
  const details = (): Locator => page().getByRole('region', { name: 'Details of the entry' });
  const search = (): Locator => page().getByRole('searchbox', { name: 'Find in the log' });

  beforeAll(async () => {
    outside = mkdtempSync(path.join(os.tmpdir(), 'zapis-outside-'));
    const { root, footageId } = await toldVault({ others: ['translator', 'interviewer'] });
    const vault = await openVault(path.join(root, 'vault'), CAST.custodian.passphrase);
    const id = vault.db.prepare<[string], string>('SELECT id FROM person WHERE name = ?').pluck().get(CAST.translator.name) ?? '';
    vault.db.transaction(() => {
      for (let n = 0; n < ENTRIES; n += 1) record(vault.db, { person: { id, name: CAST.translator.name }, action: 'translation.edit', item: { kind: 'footage', id: footageId }, details: { step: n } });
      record(vault.db, { person: null, action: 'vault.header', details: { found: 1, known: 2 } });
    })();
    vault.close();
    running = await launchApp({ root });
  });
  afterAll(async () => {
    await running.close();
    discard(running.root);
    discard(outside);
  });

  test('a custodian reads thousands of entries by the keyboard, of which only those in view exist', async () => {
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
    await vaultTab(page(), 'Audit');
    await page().getByText(/^The log is whole: 3,\d{3} entries/u).waitFor();
    await tabTo(page(), /^listbox Entries of the log/u);
    expect(await list().getByRole('option').count()).toBeLessThan(60);
    // The newest are that the vault was opened just now, and that this person's key for handovers was made.
    await page().keyboard.press('Home');
    for (let n = 0; n < 3 && !(await details().innerText()).includes('Vault unlocked'); n += 1) await page().keyboard.press('ArrowDown');
    await page().keyboard.press('ArrowDown');
    await details().getByText('Older list of passphrases found and set right').waitFor();
    expect(await details().innerText()).toContain('Nobody known');
    await page().keyboard.press('End');
    await details().getByText('Entry 1 ·', { exact: false }).waitFor();
    expect(await list().getByRole('option', { selected: true }).getAttribute('aria-posinset')).toBe(await list().getByRole('option').first().getAttribute('aria-setsize'));
    await page().keyboard.press('Home');
    await page().keyboard.press('PageDown');
    await details().getByText('Change of the translation').waitFor();
    await running.shot('audit-log');
    expect(await cutTexts(page())).toEqual([]);
    expect(await wcagFaults(page())).toEqual([]);
  });

  test('entries are found by person, by deed in the words of the interface, by footage and detail', async () => {
    await search().fill('older list of pass');
    await page().getByText(/^1 of 3,/u).waitFor();
    await search().fill('INTERVIEW.MP4');
    await page().locator('.audit-count').getByText(/^3,\d{3} of 3,\d{3} entries$/u).waitFor();
    await search().fill('"step":1234');
    await page().getByText(/^1 of 3,/u).waitFor();
    await details().getByText('1234', { exact: true }).waitFor();
    await search().fill('no such thing');
    await page().getByText('No entry fits.').waitFor();
    await search().fill('');
    await page().getByRole('combobox', { name: 'Person' }).selectOption({ label: 'Nobody known' });
    await page().getByText(/^1 of 3,/u).waitFor();
    await page().getByRole('combobox', { name: 'Person' }).selectOption({ label: CAST.translator.name });
    await page().getByText(/^3,000 of 3,/u).waitFor();
    await page().getByRole('combobox', { name: 'Person' }).selectOption({ label: 'Everybody' });
  });

  test('what was exported stands in the list at once, and is judged outside as it is here', async () => {
    const file = path.join(outside, 'audit.jsonl');
    await answerDialogs(running.app, { save: file });
    await page().getByRole('button', { name: 'Export the log…' }).click();
    await list().getByRole('option').first().getByText('Export of the audit log').waitFor();
    expect(zapis(['audit', 'verify', file])).toMatchObject({ code: 0 });
    await page().getByRole('button', { name: 'Check again' }).click();
    await page().getByText(/^The log is whole/u).waitFor();
    await page().keyboard.press('Escape');
    // To look at the own key takes nothing in: only making it is a deed, and is called that.
    await vaultTab(page(), 'Handover');
    await vaultTab(page(), 'Audit');
    await search().fill('handover');
    await page().getByText(/^1 of 3,/u).waitFor();
    await list().getByText('New own key for handovers').waitFor();
    await search().fill('');
    await page().keyboard.press('Escape');
    await lock(page());
  });

  test('an entry that was altered by whoever has the key is found, named, and gone to', async () => {
    const vault = await openVault(path.join(running.root, 'vault'), CAST.custodian.passphrase);
    vault.db.exec(`DROP TRIGGER audit_unaltered; UPDATE audit SET details = '{"step":0}' WHERE seq = 1500`);
    vault.close();
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
    await vaultTab(page(), 'Audit');
    await page().getByText(/^The log is not whole: its chain is broken in 1 place/u).waitFor();
    await page().getByRole('button', { name: 'Entry 1,500' }).click();
    await details().getByText('Entry 1,500 ·', { exact: false }).waitFor();
    await list().getByRole('option', { selected: true }).getByText('1500').waitFor();
    await running.shot('audit-broken');
    expect(await cutTexts(page())).toEqual([]);
    await page().keyboard.press('Escape');
    await lock(page());
  });

  test('nobody else reads it', async () => {
    await signIn(page(), CAST.interviewer.passphrase, CAST.interviewer.name);
    const tab = await vaultTab(page(), 'Audit');
    await tab.getByText('Only a custodian can read and export the audit log.').waitFor();
    expect(await list().count()).toBe(0);
    const answer = await page().evaluate(() => window.zapis.request('audit.find', { person: null, action: null, text: '', named: [] }));
    expect(answer).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  });
});
