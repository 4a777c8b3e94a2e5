import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { vaultPaths } from '../../electron/core/vault/files';
import { readHeader } from '../../electron/core/vault/header';
import { openVault } from '../../electron/core/vault/vault';
import { discard, launchApp, type RunningApp } from '../support/app';
import { startKeyring, type TestKeyring } from '../support/keyring';
import { CAST } from '../support/people';
import { toldVault } from '../support/toldVault';
import { door, lock, signIn, vaultTab } from '../support/windows';

const { passphrase, name } = CAST.custodian;
const button = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('button', { name: "Unlock with this computer's keyring" });
const wraps = (vaultDir: string): string[] => readHeader(vaultPaths(vaultDir)).wraps.map((wrap) => wrap.kind).sort();

describe('quick unlock where this computer has no keyring', () => {
  let running: RunningApp;
  beforeAll(async () => {
    const { root } = await toldVault({ footage: null });
    running = await launchApp({ root, args: ['--password-store=basic'] });
  });
  afterAll(async () => {
    await running.close();
    discard(running.root);
  });

  test('is not offered at the door, said plainly to be impossible, and refused', async () => {
    const { page } = running;
    await door(page).waitFor();
    expect(await button(page).isVisible()).toBe(false);
    await signIn(page, passphrase, name);
    const safety = await vaultTab(page, 'Safety');
    await safety.getByText(/no keyring in which a key would be safe/).waitFor();
    expect(await safety.getByRole('button', { name: 'Turn on…' }).isVisible()).toBe(false);
    await safety.getByText(/no keyring/).scrollIntoViewIfNeeded();
    await running.shot('quick-unlock-none');
    const answer = await page.evaluate((own) => (globalThis as unknown as { zapis: { request(n: string, i: unknown): Promise<unknown> } }).zapis.request('quickUnlock.enable', { passphrase: own }), passphrase);
    expect(answer).toEqual({ ok: false, error: { code: 'keyring-missing', params: {} } });
    expect(wraps(running.vaultDir)).toEqual(['person']);
  });
});

describe("quick unlock by a real keyring", () => {
  let keyring: TestKeyring | null = null;
  let running: RunningApp;
  let root = '';
  const launch = async (profile = 'profile'): Promise<Page> => {
    running = await launchApp({ root, profile, args: ['--password-store=gnome-libsecret'] });
    return running.page;
  };

  beforeAll(async () => {
    keyring = await startKeyring();
    if (keyring === null) {
      console.warn('SKIPPED: no keyring to start here; Debian calls the packages gnome-keyring and dbus');
      return;
    }
    process.env['DBUS_SESSION_BUS_ADDRESS'] = keyring.address;
    root = (await toldVault({ footage: null })).root;
    await launch();
  });
  afterAll(async () => {
    if (keyring === null) return;
    await running.close();
    discard(root);
    delete process.env['DBUS_SESSION_BUS_ADDRESS'];
    keyring.stop();
  });
  const real = (title: string, work: (page: Page) => Promise<void>): void => {
    test(title, async () => {
      if (keyring === null) console.warn(`SKIPPED: ${title}`);
      else await work(running.page);
    });
  };
  const turnOn = async (page: Page, typed: string): Promise<ReturnType<typeof vaultTab>> => {
    const safety = await vaultTab(page, 'Safety');
    await safety.getByRole('button', { name: 'Turn on…' }).click();
    await safety.getByLabel('Present passphrase').fill(typed);
    await safety.getByRole('button', { name: 'Turn on quick unlock' }).click();
    return safety;
  };

  real('is off at first, warns, and wants the own passphrase', async (page) => {
    await door(page).waitFor();
    expect(await button(page).isVisible()).toBe(false);
    await signIn(page, passphrase, name);
    const safety = await turnOn(page, 'not my passphrase at all');
    await safety.getByText(/does not open the vault/).waitFor();
    await safety.getByText(/Whoever is logged in to this computer/).waitFor();
    expect(wraps(running.vaultDir)).toEqual(['person']);
    await running.shot('quick-unlock-turning-on');
    await safety.getByLabel('Present passphrase').fill(passphrase);
    await safety.getByRole('button', { name: 'Turn on quick unlock' }).click();
    await safety.getByText(/^On: this computer/).waitFor();
    await running.shot('quick-unlock-on');
    expect(wraps(running.vaultDir)).toEqual(['keyring', 'person']);
    await page.keyboard.press('Escape');
  });

  real('opens the vault in the name of that person, also after a restart, and the log tells the two ways apart', async (page) => {
    await lock(page);
    await button(page).waitFor();
    await running.shot('quick-unlock-door');
    await button(page).click();
    await page.getByRole('banner').getByText(name, { exact: true }).waitFor();
    await running.close();
    const vault = await openVault(running.vaultDir, passphrase);
    const unlocks = vault.db.prepare<[], string>("SELECT person_name || ' ' || details FROM audit WHERE action = 'vault.unlock' ORDER BY seq").pluck().all();
    const turned = vault.db.prepare<[], string>("SELECT details FROM audit WHERE action = 'vault.quickUnlock'").pluck().all();
    vault.close();
    expect(unlocks).toEqual([`${name} {}`, `${name} {"keyring":true}`]);
    expect(turned).toEqual(['{"on":true}']);
    const again = await launch();
    await button(again).click();
    await again.getByRole('banner').getByText(name, { exact: true }).waitFor();
  });

  real('keeps nothing beside the vault, and nothing readable in the profile', async () => {
    const kept = readdirSync(path.join(running.profileDir, 'quick-unlock'));
    expect(kept).toEqual([`${readHeader(vaultPaths(running.vaultDir)).id}.json`]);
    const { sealed } = JSON.parse(readFileSync(path.join(running.profileDir, 'quick-unlock', kept[0] ?? ''), 'utf8')) as { sealed: string };
    // What Chromium seals with a keyring begins so; "v10" is its password from the source code.
    expect(Buffer.from(sealed, 'base64').subarray(0, 3).toString()).toBe('v11');
    expect(readdirSync(running.vaultDir)).not.toContain('quick-unlock');
  });

  real('a taken vault alone, in another profile, is not opened', async () => {
    await running.close();
    const elsewhere = await launch('other-profile');
    await door(elsewhere).waitFor();
    expect(await button(elsewhere).isVisible()).toBe(false);
    await running.close();
    await launch();
  });

  real('says so when the keyring does not open it any more, and the passphrase still does', async (page) => {
    const file = path.join(running.profileDir, 'quick-unlock', `${readHeader(vaultPaths(running.vaultDir)).id}.json`);
    const entry = JSON.parse(readFileSync(file, 'utf8')) as { sealed: string };
    writeFileSync(file, JSON.stringify({ ...entry, sealed: Buffer.from('v11 of another keyring, 32 bytes').toString('base64') }));
    await button(page).click();
    await page.getByText(/keyring does not open the vault any more/).waitFor();
    expect(await button(page).isVisible()).toBe(false);
    await running.shot('quick-unlock-gone');
    await signIn(page, passphrase, name);
  });

  real('turned off, it opens nothing and its key is gone', async (page) => {
    const safety = await vaultTab(page, 'Safety');
    await safety.getByRole('button', { name: 'Turn off' }).click();
    await safety.getByRole('button', { name: 'Turn on…' }).waitFor();
    expect(wraps(running.vaultDir)).toEqual(['person']);
    expect(readdirSync(path.join(running.profileDir, 'quick-unlock'))).toEqual([]);
    await page.keyboard.press('Escape');
    await lock(page);
    expect(await button(page).isVisible()).toBe(false);
  });
});
