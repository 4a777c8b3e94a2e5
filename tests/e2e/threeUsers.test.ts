import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { setSetting } from '../../electron/core/vault/settings';
import { openVault } from '../../electron/core/vault/vault';
import { answerDialogs, discard, launchApp, type RunningApp } from '../support/app';
import { zapis } from '../support/commandLine';
import { CAST } from '../support/people';
import { toldVault } from '../support/toldVault';
import { lock, signIn } from '../support/windows';

/** Listening again is tested elsewhere and takes its time. */
const UNHEARD = { by: 'A.H.', why: 'Somebody else listens to them.' };

/** One clip from hand to hand: marked, commented, refused, approved, released, exported, verified by somebody who knows nothing but a key. */
describe('an interview passes through all hands', () => {
  let running: RunningApp;
  let told: Awaited<ReturnType<typeof toldVault>>;
  let out: string;
  const page = (): Page => running.page;
  const passages = () => page().getByRole('list', { name: 'Passages' }).getByRole('listitem');
  const exportButton = () => page().getByRole('button', { name: 'Export clip' });
  const as = async (who: keyof typeof CAST): Promise<void> => {
    if (await page().getByRole('button', { name: 'Lock vault' }).isVisible()) await lock(page());
    await signIn(page(), CAST[who].passphrase, CAST[who].name);
  };
  const openPassages = async (): Promise<void> => {
    await page().getByRole('list', { name: 'Footage' }).getByText('interview.mp4').click();
    await page().getByRole('tab', { name: /Passages/ }).click();
    await passages().first().waitFor();
  };

  beforeAll(async () => {
    told = await toldVault({ others: ['interviewer', 'translator', 'editor', 'second'] });
    out = path.join(told.root, 'out');
    mkdirSync(out);
    const vault = await openVault(told.dir, CAST.custodian.passphrase);
    setSetting(vault.db, 'listenAgain', false);
    setSetting(vault.db, 'unheard', UNHEARD);
    vault.close();
    running = await launchApp({ root: told.root });
  });
  afterAll(async () => {
    await running.close();
    discard(told.root);
  });

  test('the interviewer marks by keyboard what must not leave, and cannot let it go alone', async () => {
    await as('interviewer');
    await page().getByRole('list', { name: 'Footage' }).getByText('interview.mp4').click();
    await page().getByRole('region', { name: /Transcript/ }).getByText('logor', { exact: false }).first().click();
    await page().keyboard.press('m');
    const dialog = page().getByRole('dialog');
    await dialog.getByRole('button', { name: 'Mark passage' }).press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page().getByRole('tab', { name: /Passages/ }).click();
    await passages().filter({ hasText: 'logor' }).getByText('Marked by you. A second person must approve it.').waitFor();
    expect(await exportButton().isDisabled()).toBe(true);
    await page().getByRole('list', { name: 'Why nothing can be exported' }).getByText('2 to approve').waitFor();
  }, 60_000);

  test('the translator comments on it and may do no more', async () => {
    await as('translator');
    await openPassages();
    const passage = passages().filter({ hasText: 'logor' });
    await passage.getByRole('button', { name: 'Comment', exact: true }).click();
    await passage.getByLabel('Comment for colleagues').fill('There was one camp only in that valley.');
    await passage.getByRole('button', { name: 'Add comment' }).press('Enter');
    // The field is emptied a moment after the comment stands.
    await passage.getByRole('paragraph').filter({ hasText: 'There was one camp only in that valley.' }).waitFor();
    expect(await page().getByRole('button', { name: /^Approve passage/ }).count()).toBe(0);
    expect(await exportButton().count()).toBe(0);
    await running.shot('three-users-translator');
  }, 60_000);

  test('the editor sees nothing and cannot export', async () => {
    await as('editor');
    await page().getByRole('heading', { name: 'Nothing is released yet' }).waitFor();
    await page().keyboard.press('Control+E');
    await page().waitForTimeout(300);
    expect(await page().getByRole('dialog').count()).toBe(0);
    await lock(page());
    const early = zapis(['export', told.footageId, '--start-ms', '0', '--end-ms', '5000', '--out', path.join(out, 'early.mp4'), '--vault', told.dir, '--as', CAST.editor.name], { ZAPIS_PASSPHRASE: CAST.editor.passphrase });
    expect(early).toMatchObject({ code: 1, err: expect.stringContaining('released') as string });
    expect(readdirSync(out)).toEqual([]);
  }, 60_000);

  test('the second person reads the comment, approves both, and releases', async () => {
    await as('second');
    await openPassages();
    await passages().filter({ hasText: 'logor' }).getByRole('button', { name: '1 comment' }).click();
    await page().getByText('There was one camp only in that valley.').waitFor();
    const approve = page().getByRole('button', { name: /^Approve passage/ });
    for (let left = await approve.count(); left > 0; left -= 1) {
      await approve.first().focus();
      await page().keyboard.press('a');
      await page().waitForFunction((n) => document.querySelectorAll('[aria-label^="Approve passage"]').length === n, left - 1);
    }
    const release = page().getByRole('region', { name: 'Release to editors' });
    await release.getByRole('button', { name: 'Release to editors' }).press('Enter');
    await release.getByRole('button', { name: 'Preview as released' }).waitFor({ timeout: 60_000 });
  }, 90_000);

  test('the editor exports what was released', async () => {
    await as('editor');
    const file = path.join(out, 'clip.mp4');
    await answerDialogs(running.app, { save: file });
    await page().getByRole('list', { name: 'Footage' }).getByRole('button', { name: /^Footage [0-9a-f]{8}/ }).click();
    await page().getByText('kraj rijeke', { exact: false }).first().waitFor();
    expect(await page().locator('body').innerText()).not.toMatch(/logor|Petrović|one camp only/);
    await page().keyboard.press('Control+E');
    const dialog = page().getByRole('dialog', { name: 'Export clip' });
    await dialog.getByText('2 passages are redacted in this clip').waitFor();
    await dialog.getByText('Beside the clip').click();
    await running.shot('three-users-editor');
    await dialog.getByRole('button', { name: /Choose where to save/ }).press('Enter');
    for (let i = 0; i < 150 && !existsSync(file); i += 1) await page().waitForTimeout(200);
    expect(readdirSync(out).sort()).toEqual(['clip.manifest.json', 'clip.mp4', 'clip.srt', 'clip.vtt']);
  }, 90_000);

  test('a stranger verifies it with nothing but the public key', async () => {
    await lock(page());
    const { publicKey } = zapis(['vault', 'public-key', '--vault', told.dir, '--as', CAST.custodian.name], { ZAPIS_PASSPHRASE: CAST.custodian.passphrase }).json;
    const key = String(publicKey);
    const elsewhere = path.join(told.root, 'elsewhere');
    mkdirSync(elsewhere);
    for (const name of readdirSync(out)) copyFileSync(path.join(out, name), path.join(elsewhere, name));
    const clip = path.join(elsewhere, 'clip.mp4');
    expect(zapis(['verify', clip, '--key', key])).toMatchObject({ code: 0, json: { ok: true, problems: [], passages: 2, approved: 2, override: UNHEARD } });
    const words = /logor|petrovi|camp only|Јован|Zoë|Horvat|Klarić/i;
    for (const name of readdirSync(elsewhere)) expect(readFileSync(path.join(elsewhere, name)).toString('utf8')).not.toMatch(words);
    // Somebody else's key, and one bit of the clip.
    expect(zapis(['verify', clip, '--key', `${key.startsWith('0') ? '1' : '0'}${key.slice(1)}`]).code).toBe(1);
    const bytes = readFileSync(clip);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(clip, bytes);
    expect(zapis(['verify', clip, '--key', key]).code).toBe(1);
  }, 60_000);
});
