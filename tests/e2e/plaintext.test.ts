import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { answerDialogs, createVaultInWindow, discard, launchApp, PASSPHRASE, type RunningApp } from '../support/app';
import { makeSampleInterview } from '../support/interview';
import { CAST } from '../support/people';
import { footageNeedles, searchPlaintext, textNeedles, type Needle } from '../support/plaintext';
import { vaultTab } from '../support/windows';

/**
 * While the chain runs, after a lock and after a kill: nothing of the footage and no word of it lies in the
 * clear in the vault's folder, the profile or the temp folder.
 */
describe('nothing in plaintext on the disk', () => {
  let running: RunningApp;
  let source: string;
  let needles: Needle[];
  const search = (): { files: number; found: string[] } => searchPlaintext([running.vaultDir, running.profileDir, path.join(running.root, 'tmp')], needles);

  beforeAll(async () => {
    source = mkdtempSync(path.join(os.tmpdir(), 'zapis-canary-'));
    const sample = makeSampleInterview(source);
    needles = [
      ...footageNeedles(sample.file),
      ...['prisoners', 'Petrovic', 'mountains', 'interview.mp4', 'Kanarinac Pećina', 'Канаринац', PASSPHRASE].flatMap(textNeedles),
    ];
    running = await launchApp();
    await createVaultInWindow(running.page);
    await answerDialogs(running.app, { open: [sample.file] });
  });

  afterAll(async () => {
    await running.close();
    discard(running.root);
    discard(source);
  });

  test('the search itself finds plaintext where there is some', () => {
    expect(searchPlaintext([source], needles).found.length).toBeGreaterThan(10);
  });

  test('while people, passphrases, a recovery key and a handover key are made', async () => {
    const { page } = running;
    const people = await vaultTab(page, 'People');
    await people.getByRole('button', { name: 'Add a person…' }).click();
    await people.getByLabel('Name').fill(CAST.translator.name);
    await people.getByRole('radio', { name: 'Translator' }).check();
    await people.getByLabel('Passphrase for this person').fill(CAST.translator.passphrase);
    await people.getByLabel('Repeat it').fill(CAST.translator.passphrase);
    await people.getByRole('button', { name: 'Add person' }).click();
    // The private half of the handover key is a secret in the vault; what is shown is the public one.
    const key = (await vaultTab(page, 'Handover')).getByRole('group', { name: 'Public key' });
    await key.waitFor();
    await (await vaultTab(page, 'Safety')).getByRole('button', { name: 'New recovery key…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Make recovery key' }).click();
    const words = page.getByRole('list', { name: 'Words of the recovery key' });
    await words.waitFor();
    const recovery = (await words.locator('strong').allInnerTexts()).join(' ');
    expect(recovery.split(' ')).toHaveLength(12);
    // The audit log holds the names of all this; the person's row and the secrets are in tables of their own.
    needles.push(...[CAST.translator.name, CAST.translator.passphrase, 'AGE-SECRET-KEY-', recovery].flatMap(textNeedles));
    expect(search().found).toEqual([]);
    await page.getByRole('dialog').getByRole('checkbox').check();
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  });

  test('while footage is imported, transcribed, written about and marked', async () => {
    const { page } = running;
    await page.getByRole('button', { name: 'New interview' }).click();
    await page.getByRole('dialog').getByLabel(/Notes/).fill('Kanarinac Pećina Канаринац');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Import footage' }).first().click();
    await page.getByRole('list', { name: 'Footage' }).getByText('interview.mp4').click();
    await page.getByRole('button', { name: 'Transcribe' }).first().click();
    await page.getByRole('dialog').getByLabel('Speech model').selectOption('whisper-tiny');
    await page.getByRole('dialog').getByLabel('Language spoken').selectOption('en');
    await page.getByRole('dialog').getByRole('button', { name: 'Start transcribing' }).click();
    const text = page.getByRole('region', { name: 'Transcript' }).getByText(/months/i).first();
    let searches = 0;
    while (!(await text.isVisible())) {
      expect(search().found).toEqual([]);
      searches += 1;
    }
    expect(searches).toBeGreaterThan(0);
    await text.click();
    await page.keyboard.press('m');
    await page.getByRole('dialog').getByRole('button', { name: 'Mark passage' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const { files, found } = search();
    expect(files).toBeGreaterThan(3);
    expect(found).toEqual([]);
  }, 180_000);

  test('after a lock', async () => {
    await running.page.keyboard.press('Control+L');
    await running.page.getByRole('button', { name: 'Unlock' }).waitFor();
    expect(search().found).toEqual([]);
  });

  test('after a kill in the middle of work', async () => {
    await running.page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await running.page.getByRole('button', { name: 'Unlock' }).click();
    await running.page.getByRole('list', { name: 'Footage' }).getByText('interview.mp4').click();
    const ended = new Promise((resolve) => running.app.process().once('exit', resolve));
    running.app.process().kill('SIGKILL');
    await ended;
    expect(search().found).toEqual([]);
  });
});
