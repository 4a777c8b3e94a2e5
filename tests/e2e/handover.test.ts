import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { answerDialogs, discard, launchApp, type RunningApp } from '../support/app';
import { CAST } from '../support/people';
import { SAID, toldVault } from '../support/toldVault';
import { focused, signIn, tabTo, vaultTab, wcagFaults } from '../support/windows';

/** Two colleagues without a network: a stick goes from Ana to Šime and back, and both have changed the same sentence. */
describe('handover between two vaults, through both windows', () => {
  let running: RunningApp;
  let stick: string;
  const roots = { ana: '', sime: '' };
  const owners = { ana: CAST.custodian, sime: CAST.second } as const;
  const page = (): Page => running.page;
  const sentence = SAID[1];

  beforeAll(async () => {
    stick = mkdtempSync(path.join(os.tmpdir(), 'zapis-stick-'));
    roots.ana = (await toldVault()).root;
    roots.sime = (await toldVault({ footage: null, owner: 'second' })).root;
  });

  afterEach(() => running.close());

  afterAll(() => {
    for (const dir of [roots.ana, roots.sime, stick]) discard(dir);
  });

  let key = '';
  let words: string[] = [];
  const [there, back] = ['there.zapis-handover', 'back.zapis-handover'] as const;
  let passphrase = '';

  test('the colleague shows the own public key and eight words to compare', async () => {
    await work('sime');
    const handover = await vaultTab(page(), 'Handover');
    const shown = handover.getByRole('group', { name: 'Public key' });
    await shown.waitFor();
    key = await shown.innerText();
    expect(key).toMatch(/^age1/);
    words = await handover.getByRole('list', { name: 'Eight words' }).getByRole('listitem').allInnerTexts();
    expect(words).toHaveLength(8);
    await running.shot('handover-empty');
  });

  test('an interview goes out, locked for that key', async () => {
    await work('ana');
    const handover = await vaultTab(page(), 'Handover');
    await handover.getByRole('checkbox', { name: /N\.H\./ }).check();
    await handover.getByLabel('Public key of the colleague').fill('age1nonsense');
    await handover.getByText('A public key begins with age1').waitFor();
    await handover.getByLabel('Public key of the colleague').fill(key);
    // Both sides see the same eight words: a key that was exchanged on the way would give others.
    const heard = handover.getByRole('list', { name: 'Words of this key' });
    await heard.waitFor();
    expect(await heard.getByRole('listitem').allInnerTexts()).toEqual(words);
    await running.shot('handover-give');
    await answerDialogs(running.app, { save: path.join(stick, there) });
    await handover.getByRole('button', { name: 'Choose where to save…' }).click();
    await page().locator('[data-kind=handover-export][data-state=succeeded]').waitFor();
    const packed = readFileSync(path.join(stick, there));
    expect(packed.subarray(0, 22).toString()).toBe('age-encryption.org/v1\n');
    expect(packed.includes('Petrović')).toBe(false);
  });

  test('the colleague takes it in, corrects a sentence, and hands it back under a passphrase shown once', async () => {
    await work('sime');
    await answerDialogs(running.app, { open: [path.join(stick, there)] });
    const handover = await vaultTab(page(), 'Handover');
    await handover.getByRole('button', { name: 'Choose a handover…' }).click();
    await page().getByText('The handover is taken in.').waitFor();
    await page().keyboard.press('Escape');
    await page().getByRole('list', { name: 'Footage' }).getByText('interview.mp4').click();
    await page().waitForFunction(() => ((document.querySelector('[data-testid=player]') as HTMLVideoElement | null)?.readyState ?? 0) >= 2);
    await correct(sentence.replace('logor', 'zatvor'));
    await vaultTab(page(), 'Handover');
    await handover.getByRole('checkbox', { name: /N\.H\./ }).check();
    await handover.getByRole('checkbox', { name: /With footage/ }).uncheck();
    await handover.getByRole('radio', { name: 'A passphrase' }).check();
    await answerDialogs(running.app, { save: path.join(stick, back) });
    await handover.getByRole('button', { name: 'Choose where to save…' }).click();
    await handover.getByText('Shown only now.', { exact: false }).waitFor();
    passphrase = await handover.getByRole('alert').locator('.mono').innerText();
    await running.shot('handover-once');
    expect(await focused(page())).toBe('button I have noted it');
    await page().keyboard.press('Enter');
    expect(await page().content()).not.toContain(passphrase);
    await page().locator('[data-kind=handover-export][data-state=succeeded]').waitFor();
    expect(existsSync(path.join(stick, back))).toBe(true);
  });

  test('both corrections stand side by side, and the keyboard alone decides', async () => {
    await work('ana');
    await page().getByRole('list', { name: 'Footage' }).getByText('interview.mp4').click();
    await correct(sentence.replace('odveli', 'otjerali'));
    await answerDialogs(running.app, { open: [path.join(stick, back)] });
    const handover = await vaultTab(page(), 'Handover');
    await handover.getByRole('button', { name: 'Choose a handover…' }).click();
    await handover.getByLabel('Passphrase of the handover').fill('not what was told by voice');
    await page().keyboard.press('Enter');
    await page().getByText(/This handover does not open/).first().waitFor();
    await handover.getByRole('button', { name: 'Choose a handover…' }).click();
    await handover.getByLabel('Passphrase of the handover').fill(passphrase);
    await page().keyboard.press('Enter');
    await page().getByText('1 conflict waits for a decision').waitFor();
    await page().keyboard.press('Escape');

    await page().keyboard.press('Control+K');
    await tabTo(page(), /^tab People/);
    for (let i = 0; i < 3; i += 1) await page().keyboard.press('ArrowRight');
    expect(await focused(page())).toMatch(/^tab Conflicts/);
    const conflicts = page().getByRole('tabpanel', { name: 'Conflicts' });
    const version = (name: string): Locator => conflicts.getByRole('region', { name });
    expect(await version('Before').innerText()).toContain(sentence);
    expect(await version('Ours').innerText()).toContain('otjerali');
    expect(await version(`From ${CAST.second.name}`).innerText()).toContain('zatvor');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page().emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await running.shot(`conflict-${colorScheme}`);
      expect({ colorScheme, faults: await wcagFaults(page()) }).toEqual({ colorScheme, faults: [] });
    }
    await tabTo(page(), /^input Ours/);
    await page().keyboard.press('Enter');
    await version('Before').waitFor();
    await page().keyboard.press('ArrowRight');
    expect(await focused(page())).toBe('input Theirs');
    await tabTo(page(), /^button Decide/);
    await page().keyboard.press('Enter');
    await conflicts.getByText('Nothing to decide').waitFor();
    expect(await focused(page())).not.toBe('nothing');
    await page().keyboard.press('Escape');
    const transcript = page().getByRole('region', { name: 'Transcript' });
    await transcript.getByText('zatvor').waitFor();
    expect(await transcript.getByText('otjerali').count()).toBe(0);
  });

  async function work(who: keyof typeof roots): Promise<void> {
    running = await launchApp({ root: roots[who] });
    await signIn(page(), owners[who].passphrase, owners[who].name);
  }

  /** Corrects the second sentence, as a person does. */
  async function correct(text: string): Promise<void> {
    const transcript = page().getByRole('region', { name: 'Transcript' });
    await transcript.locator('[data-word]').filter({ hasText: 'proljeće' }).first().click();
    await page().keyboard.press('F2');
    await page().getByRole('textbox', { name: /^Text at/ }).fill(text);
    await page().keyboard.press('Enter');
    await transcript.getByText('edited').first().waitFor();
  }
});
