import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { importFootage } from '../../electron/core/footage/import';
import { assignFootage } from '../../electron/core/operations/footage';
import { createInterview } from '../../electron/core/operations/interviews';
import { approvePassage, markPassage } from '../../electron/core/operations/passages';
import { addPerson } from '../../electron/core/people/access';
import { createVault } from '../../electron/core/vault/vault';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace } from '../../electron/core/workspace/workspace';
import { interviewDraft, passageDraft } from '../../shared/domain';
import { discard, launchApp, type RunningApp } from '../support/app';
import { countedFootage } from '../support/clipFootage';
import { CAST, HOST, speak } from '../support/people';
import { FAST } from '../support/vault';
import { lock, signIn, wcagFaults } from '../support/windows';

/** An interview with one passage, marked by one and approved by another, not yet released. */
async function markedVault(): Promise<string> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'zapis-e2e-release-'));
  const vault = await createVault(path.join(root, 'vault'), CAST.custodian.passphrase, { ...FAST, ownerName: CAST.custodian.name });
  const people = Object.fromEntries(await Promise.all((['interviewer', 'editor'] as const).map(async (role) => [role, await addPerson(vault, { ...CAST[role], role }, FAST)] as const)));
  const work = await openWorkspace(vault, HOST, new Changes());
  const { footage } = await importFootage(work, countedFootage(root, 'Petrović.mp4', '25', 6));
  const { id: interviewId } = createInterview(work, interviewDraft.parse({ speakerCode: 'N.H.', date: '2016-06', region: 'Balkans', interviewer: 'Speckhard', languages: ['bs'], consent: 'oral', warningGiven: 'yes', warningWhen: '', notes: 'Lives behind the mill.' }));
  assignFootage(work, { footageId: footage.id, interviewId });
  speak(work.vault, footage.id, '3f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c11', 'onda je stigao Petrović i rekao nam da idemo dalje prema planini', 2_000);
  const { id: passageId } = markPassage(work, passageDraft.parse({ footageId: footage.id, target: { startUs: 2_300_000, endUs: 2_390_000 }, reason: 'names-third-person', video: 'black' }));
  const { id, name } = people['interviewer'] ?? { id: '', name: '' };
  approvePassage({ ...work, actor: { id, name, role: 'interviewer' } }, { passageId });
  await work.close();
  return root;
}

describe('release to editors in the window', () => {
  let running: RunningApp;
  const rows = () => running.page.getByRole('list', { name: 'Footage' }).getByRole('listitem');
  beforeAll(async () => { running = await launchApp({ root: await markedVault() }); });
  afterAll(async () => {
    await running.close();
    discard(running.root);
  });

  test('an editor sees nothing before; the interviewer releases and looks at what editors get', async () => {
    const { page } = running;
    await signIn(page, CAST.editor.passphrase, CAST.editor.name);
    await page.getByRole('heading', { name: 'Nothing is released yet' }).waitFor();
    expect(await rows().count()).toBe(0);
    await lock(page);
    await signIn(page, CAST.interviewer.passphrase, CAST.interviewer.name);
    await page.getByRole('tab', { name: /Passages/ }).click();
    const release = page.getByRole('region', { name: 'Release to editors' });
    await release.getByText('Not released').waitFor();
    await release.getByRole('button', { name: 'Release to editors' }).click();
    await release.getByRole('button', { name: 'Preview as released' }).click({ timeout: 60_000 });
    await page.getByText('Redacted preview', { exact: true }).first().waitFor();
    expect(await page.getByTestId('player').getAttribute('src')).toMatch(/^media:\/\/published\//);
    await running.shot('release-interviewer');
    expect(await wcagFaults(page)).toEqual([]);
  }, 120_000);

  test('the editor watches the redacted preview and reads the redacted text, and the raw footage does not play', async () => {
    const { page } = running;
    await lock(page);
    await signIn(page, CAST.editor.passphrase, CAST.editor.name);
    await rows().getByRole('button', { name: /^Footage [0-9a-f]{8}/ }).waitFor();
    const player = page.getByTestId('player');
    await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
    expect(await player.getAttribute('src')).toMatch(/^media:\/\/published\//);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.3);
    await page.keyboard.press('k');
    await page.getByText('planini', { exact: false }).first().waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/Petrović|behind the mill/);
    // What a page that went astray could do: ask for the raw bytes by the same id.
    const raw = await page.evaluate(async () => {
      const id = /[0-9a-f-]{36}/.exec(document.querySelector('video')?.src ?? '')?.[0] ?? '';
      const other = document.createElement('video');
      return new Promise<string>((resolve) => {
        other.onerror = () => { resolve('refused'); };
        other.onloadedmetadata = () => { resolve('played'); };
        // Chromium remembers a refusal by its address: this one is nobody else's.
        other.src = `media://footage/${id}?probe`;
      });
    });
    expect(raw).toBe('refused');
    await page.evaluate(() => { const video = document.querySelector('video'); if (video) video.currentTime = 1; });
    await running.shot('release-editor');
    expect(await wcagFaults(page)).toEqual([]);
    await page.getByRole('button', { name: /light/i }).first().click();
    await running.shot('release-editor-light');
    expect(await wcagFaults(page)).toEqual([]);
  }, 60_000);

  test('taken back, it is gone from the editor and the interviewer reads why', async () => {
    const { page } = running;
    await lock(page);
    await signIn(page, CAST.interviewer.passphrase, CAST.interviewer.name);
    await page.getByRole('tab', { name: /Passages/ }).click();
    await page.getByRole('button', { name: /^Withdraw passage/ }).click();
    await page.getByText('The release ended by itself', { exact: false }).waitFor();
    await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
    await running.shot('release-ended');
    await lock(page);
    await signIn(page, CAST.editor.passphrase, CAST.editor.name);
    await page.getByRole('heading', { name: 'Nothing is released yet' }).waitFor();
  }, 60_000);
});
