import path from 'node:path';
import type { Page } from 'playwright-core';
import { createIdentity, exportHandover, importHandover, listConflicts } from '../../electron/core/handover';
import { listPassages, updatePassage } from '../../electron/core/redaction/passages';
import { openVault, type OpenVault } from '../../electron/core/vault/vault';
import { discard, launchApp, type RunningApp } from '../support/app';
import { CAST } from '../support/people';
import { toldVault } from '../support/toldVault';
import { focused, signIn, tabTo, vaultTab, wcagFaults } from '../support/windows';

/** What a custodian sees of a passage that two have changed, of one's own passage, and of the health of the vault. */
describe('the second person, conflicts and health, in the window', () => {
  let running: RunningApp;
  const roots: string[] = [];
  const page = (): Page => running.page;
  let dir = '';

  beforeAll(async () => {
    const [ana, sime] = [await toldVault(), await toldVault({ footage: null, owner: 'second' })];
    roots.push(ana.root, sime.root);
    dir = ana.dir;
    await disagree(await openVault(ana.dir, CAST.custodian.passphrase), await openVault(sime.dir, CAST.second.passphrase), ana.footageId, ana.root);
    running = await launchApp({ root: ana.root });
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
  });

  afterAll(async () => {
    await running.close();
    for (const root of roots) discard(root);
  });

  test("one's own passage says who marked it and why somebody else must approve it, in reach of the keyboard", async () => {
    await page().getByRole('list', { name: 'Footage' }).getByText('interview.mp4').click();
    await page().getByRole('tab', { name: /Passages/ }).click();
    const approve = page().getByRole('button', { name: /^Approve passage/ });
    await approve.waitFor();
    expect(await approve.getAttribute('aria-disabled')).toBe('true');
    await tabTo(page(), /^button Approve passage/);
    const why = await approve.evaluate((button) => document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent);
    expect(why).toContain('Marked by you. A second person must approve it.');
    await page().keyboard.press('Enter');
    await running.shot('passage-own');
    expect(await page().getByText('marked', { exact: true }).count()).toBeGreaterThan(0);
  });

  test('a conflict over a passage shows both sides in words and is decided by keyboard alone', async () => {
    const panel = await vaultTab(page(), 'Conflicts');
    const cells = async (row: string): Promise<string[]> => panel.getByRole('row', { name: new RegExp(`^${row}`) }).getByRole('cell').allInnerTexts();
    expect(await cells('Why')).toEqual(['Names a third person', 'Identity of the speaker', 'Place or date']);
    expect(await cells('Sound')).toEqual(['Mute', 'Mute', 'Bleep']);
    expect(await cells('Note')).toEqual(['Empty', 'ours', 'from the colleague']);
    await running.shot('conflict-passage-dark');
    expect(await wcagFaults(page())).toEqual([]);
    await tabTo(page(), /Ours$/);
    await page().keyboard.press('Space');
    await tabTo(page(), /button Decide/);
    await page().keyboard.press('Enter');
    await panel.getByText('Nothing to decide').waitFor();
    expect(await focused(page())).not.toBe('');
  });

  test('a deep check is a job, and what it found stays until it is dismissed', async () => {
    const panel = await vaultTab(page(), 'Safety');
    await panel.getByRole('button', { name: 'Deep check' }).click();
    const report = panel.getByRole('region', { name: 'Last deep check' });
    await report.getByText('The deep check found nothing wrong.').waitFor();
    await running.shot('deep-check-dark');
    await page().keyboard.press('Escape');
    await page().keyboard.press('Control+L');
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
    await vaultTab(page(), 'Safety');
    await report.getByText(/^Deep check of .*, by Ana Horvat$/).waitFor();
    await page().emulateMedia({ colorScheme: 'light' });
    await running.shot('deep-check-light');
    await report.getByRole('button', { name: 'Dismiss' }).click();
    await report.waitFor({ state: 'detached' });
    await page().keyboard.press('Escape');
    await running.close();
    const vault = await openVault(dir, CAST.custodian.passphrase);
    expect(listConflicts(vault.db)).toEqual([]);
    vault.close();
    running = await launchApp({ root: path.dirname(dir) });
  });
});

/** Both change the one passage, and what the second says comes back. */
async function disagree(ours: OpenVault, theirs: OpenVault, footageId: string, root: string): Promise<void> {
  const [ana, sime] = [await createIdentity(), await createIdentity()];
  const by = (vault: OpenVault): { id: string; name: string } => vault.person ?? { id: '', name: '' };
  const interviewIds = [(ours.db.prepare('SELECT id FROM interview').get() as { id: string }).id];
  const [there, back] = [path.join(root, 'there'), path.join(root, 'back')];
  await exportHandover(ours, { interviewIds, withFootage: false, to: { recipient: sime.recipient }, by: CAST.custodian.name }, there);
  await importHandover(theirs, there, { identity: sime.identity }, { by: by(theirs) });
  const passageId = listPassages(ours.db, footageId)[0]?.id ?? '';
  updatePassage(ours.db, passageId, { reason: 'speaker-identity', note: 'ours' }, by(ours));
  updatePassage(theirs.db, passageId, { reason: 'place-or-date', note: 'from the colleague', audio: 'bleep' }, by(theirs));
  await exportHandover(theirs, { interviewIds, withFootage: false, to: { recipient: ana.recipient }, by: CAST.second.name }, back);
  await importHandover(ours, back, { identity: ana.identity }, { by: by(ours) });
  ours.close();
  theirs.close();
}
