import { writeFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { vaultPaths } from '../../electron/core/vault/files';
import { discard, launchApp, type RunningApp } from '../support/app';
import { CAST } from '../support/people';
import { toldVault } from '../support/toldVault';
import { focused, lock, signIn, vaultTab } from '../support/windows';

/** People, roles, passphrases and the recovery key, as they are met in the window. */
describe('people and passphrases in the window', () => {
  let running: RunningApp;
  const page = (): Page => running.page;
  const person = (people: Locator, name: string): Locator => people.getByRole('list', { name: 'People with access' }).getByRole('listitem').filter({ hasText: name });
  const fresh = 'plavi čamac spava ispod tri jablana';

  beforeAll(async () => {
    const { root } = await toldVault();
    running = await launchApp({ root });
  });

  afterAll(async () => {
    await running.close();
    discard(running.root);
  });

  test('the custodian gives three colleagues access, each with a role', async () => {
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
    const people = await vaultTab(page(), 'People');
    for (const role of ['interviewer', 'translator', 'editor'] as const) {
      await people.getByRole('button', { name: 'Add a person…' }).click();
      const form = people.getByRole('form', { name: 'Add a person' });
      await form.getByLabel('Name').fill(CAST[role].name);
      await form.getByRole('radio', { name: new RegExp(role, 'i') }).check();
      await form.getByLabel('Passphrase for this person').fill(CAST[role].passphrase);
      await form.getByLabel('Repeat it').fill(CAST[role].passphrase);
      if (role === 'translator') await running.shot('people-add');
      await form.getByRole('button', { name: 'Add person' }).click();
      await person(people, CAST[role].name).getByText(role, { exact: false }).waitFor();
    }
    await running.shot('people');
    // The focus goes back to where the form was opened from, not to the top of the window.
    expect(await focused(page())).toBe('button Add a person…');
    await page().keyboard.press('Escape');
  });

  test.each([
    ['interviewer', { words: true, play: true, import: true, approve: true, remove: false, handover: true, audit: false }],
    ['translator', { words: true, play: true, import: false, approve: false, remove: false, handover: true, audit: false }],
    ['custodian', { words: true, play: true, import: true, approve: true, remove: true, handover: true, audit: true }],
  ] as const)('the %s signs in by the own passphrase and sees what the role may', async (role, sees) => {
    await lock(page());
    await signIn(page(), CAST[role].passphrase, CAST[role].name);
    await page().getByRole('banner').getByText(role, { exact: false }).first().waitFor();
    await page().getByRole('list', { name: 'Footage' }).getByRole('button', { name: /interview\.mp4/ }).first().click();
    await page().getByRole('tab', { name: /Passages/ }).click();
    await page().getByRole('list', { name: 'Passages' }).getByText('Names a third person').waitFor();
    expect(await page().getByRole('button', { name: /^Approve passage/ }).isVisible()).toBe(sees.approve);
    expect(await page().getByRole('button', { name: /^Withdraw passage/ }).isVisible()).toBe(sees.approve);
    await page().getByRole('tab', { name: 'Transcript' }).click();
    await page().getByText('planine', { exact: false }).first().waitFor();
    expect(await page().getByText('Petrović').first().isVisible()).toBe(sees.words);
    expect(await page().getByTestId('player').isVisible()).toBe(sees.play);
    expect(await page().getByRole('button', { name: 'Import footage' }).first().isVisible()).toBe(sees.import);
    const people = await vaultTab(page(), 'People');
    await person(people, CAST[role].name).getByText('you', { exact: true }).waitFor();
    expect(await people.getByRole('button', { name: /^Remove / }).first().isVisible()).toBe(sees.remove);
    expect(await people.getByRole('button', { name: 'Add a person…' }).isVisible()).toBe(sees.remove);
    expect(await page().getByRole('tab', { name: 'Handover' }).isVisible()).toBe(sees.handover);
    const audit = await vaultTab(page(), 'Audit');
    expect(await audit.getByRole('button', { name: /Export the log/ }).isVisible()).toBe(sees.audit);
    await page().keyboard.press('Escape');
    await running.shot(`role-${role}`);
  });

  test('the editor signs in and sees nothing of footage that nobody has released', async () => {
    await lock(page());
    await signIn(page(), CAST.editor.passphrase, CAST.editor.name);
    await page().getByText('Nothing is released yet').first().waitFor();
    const seen = await page().evaluate(() => document.body.innerText);
    expect(seen).not.toMatch(/interview\.mp4|Petrović|planine|Names a third person/);
    expect(await page().getByRole('button', { name: 'Import footage' }).first().isVisible()).toBe(false);
    const people = await vaultTab(page(), 'People');
    await person(people, CAST.editor.name).getByText('you', { exact: true }).waitFor();
    expect(await people.getByRole('button', { name: /^(Remove|Add a person)/ }).first().isVisible()).toBe(false);
    expect(await page().getByRole('tab', { name: 'Handover' }).isVisible()).toBe(false);
    await page().keyboard.press('Escape');
    await running.shot('role-editor');
    await lock(page());
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
  });

  test('a person is removed after a question, and does not get in any more', async () => {
    const people = await vaultTab(page(), 'People');
    const row = person(people, CAST.editor.name);
    await row.getByRole('button', { name: `Remove ${CAST.editor.name}` }).click();
    await row.getByText(/will not be able to open this vault/).waitFor();
    expect(await focused(page())).toBe('button Cancel');
    await running.shot('people-remove');
    await row.getByRole('button', { name: 'Remove access' }).click();
    await people.getByRole('region', { name: 'Had access before' }).getByText(CAST.editor.name).waitFor();
    await page().keyboard.press('Escape');
    await lock(page());
    await page().getByLabel('Passphrase', { exact: true }).fill(CAST.editor.passphrase);
    await page().keyboard.press('Enter');
    await page().getByRole('alert').filter({ hasText: /does not open the vault/ }).waitFor();
  });

  test('a passphrase is changed by whoever knows the old one, and only the new one opens', async () => {
    await signIn(page(), CAST.interviewer.passphrase, CAST.interviewer.name);
    const safety = await vaultTab(page(), 'Safety');
    await safety.getByRole('button', { name: 'Change passphrase…' }).click();
    await safety.getByLabel('Present passphrase').fill('not the passphrase at all');
    await safety.getByLabel('New passphrase', { exact: true }).fill(fresh);
    await safety.getByLabel('Repeat new passphrase').fill(fresh);
    await safety.getByRole('button', { name: 'Change passphrase', exact: true }).click();
    await safety.getByRole('alert').filter({ hasText: /does not open the vault/ }).waitFor();
    await safety.getByLabel('Present passphrase').fill(CAST.interviewer.passphrase);
    await safety.getByRole('button', { name: 'Change passphrase', exact: true }).click();
    await page().getByText('Your passphrase is changed.').waitFor();
    expect(await focused(page())).not.toBe('nothing');
    await page().keyboard.press('Escape');
    await lock(page());
    await signIn(page(), fresh, CAST.interviewer.name);
  });

  test('the recovery key is shown once, and asks before it goes', async () => {
    await lock(page());
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
    const safety = await vaultTab(page(), 'Safety');
    await safety.getByRole('button', { name: 'New recovery key…' }).click();
    const dialog = page().getByRole('dialog', { name: 'Recovery key' });
    await dialog.getByRole('button', { name: 'Make recovery key' }).click();
    const list = dialog.getByRole('list', { name: 'Words of the recovery key' });
    await list.waitFor();
    const words = await list.locator('strong').allInnerTexts();
    expect(words).toHaveLength(12);
    await running.shot('recovery-key');
    await page().keyboard.press('Escape');
    await dialog.getByText(/will not be shown again/).waitFor();
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await page().content()).not.toContain(words.join(' '));
    expect(await page().getByText(words[0] ?? '', { exact: true }).count()).toBe(0);

    await lock(page());
    await page().getByRole('button', { name: 'Forgot the passphrase?' }).click();
    // Not two words exchanged: one time in sixteen the checksum does not notice that.
    await page().getByLabel('Words of the recovery key').fill(['rijeka', ...words.slice(1)].join(' '));
    await page().getByLabel('New passphrase', { exact: true }).fill('sedam sivih golubova na zvoniku');
    await page().getByLabel('Repeat new passphrase').fill('sedam sivih golubova na zvoniku');
    await page().getByRole('button', { name: 'Set new passphrase' }).click();
    await page().getByRole('alert').filter({ hasText: /not the words of a recovery key/ }).waitFor();
    await running.shot('recover-mistyped');
    await page().getByLabel('Words of the recovery key').fill(words.join('\n').toUpperCase());
    await page().getByRole('button', { name: 'Set new passphrase' }).click();
    await page().getByText('The new passphrase is set.').waitFor();
    await signIn(page(), 'sedam sivih golubova na zvoniku', CAST.custodian.name);
    await lock(page());
  });

  test('wrong tries are slowed down, the window says so, and a restart does not help', async () => {
    const field = (): Locator => page().getByLabel('Passphrase', { exact: true });
    for (let i = 0; i < 4; i += 1) {
      await field().fill(`wrong words number ${i}`);
      await page().keyboard.press('Enter');
      if (i < 3) await page().waitForFunction(() => document.querySelector('[aria-invalid=true]') !== null && document.querySelector<HTMLButtonElement>('button[type=submit]')?.disabled === false);
    }
    await page().getByText('Too many wrong tries; the vault is unharmed.').waitFor();
    await page().getByText(/The next try is possible in \d+ s/).waitFor();
    expect(await page().getByRole('button', { name: 'Unlock' }).isDisabled()).toBe(true);
    await running.shot('wait');
    await page().getByText(/The next try is possible/).waitFor({ state: 'hidden', timeout: 15_000 });
    await signIn(page(), 'sedam sivih golubova na zvoniku', CAST.custodian.name);
    await lock(page());
    const { root, vaultDir } = running;
    await running.close();
    // As after five wrong tries a moment ago: a wait that a slow start of the app does not use up.
    writeFileSync(vaultPaths(vaultDir).tries, JSON.stringify({ failed: 5, lastAt: Date.now() }));
    running = await launchApp({ root });
    await field().fill('sedam sivih golubova na zvoniku');
    await page().keyboard.press('Enter');
    await page().getByText(/The next try is possible in \d+ s/).waitFor();
    expect(await page().getByRole('button', { name: 'Unlock' }).isDisabled()).toBe(true);
  });
});
