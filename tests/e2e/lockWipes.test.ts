import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { discard, launchApp, type RunningApp } from '../support/app';
import { CAST, speak } from '../support/people';
import { toldVault } from '../support/toldVault';
import { door, lock, signIn } from '../support/windows';
import { openVault } from '../../electron/core/vault/vault';

/** Looks through a process's own memory (Linux, by whoever may read it): how often the bytes stand there. */
function countInMemory(pid: number, needles: readonly Buffer[]): number {
  const maps = readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n');
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  let found = 0;
  try {
    for (const line of maps) {
      const [, from, to, mode] = /^([\da-f]+)-([\da-f]+) (\S+)/.exec(line) ?? [];
      if (from === undefined || to === undefined || !mode?.startsWith('rw')) continue;
      const [start, end] = [Number.parseInt(from, 16), Number.parseInt(to, 16)];
      // V8 reserves gigabytes of which almost nothing is there: read in pieces, those that are not are skipped.
      const piece = Buffer.alloc(1 << 22);
      for (let at = start; at < end; at += piece.length - 256) {
        let read = 0;
        try {
          read = readSync(memory, piece, 0, Math.min(piece.length, end - at), at);
        } catch {
          continue;
        }
        const bytes = piece.subarray(0, read);
        for (const needle of needles) for (let hit = bytes.indexOf(needle); hit >= 0; hit = bytes.indexOf(needle, hit + 1)) found += 1;
      }
    }
  } finally {
    closeSync(memory);
  }
  return found;
}

const readable = process.platform === 'linux' && process.getuid?.() === 0;
// Put together here, so that neither this file's own text nor a search for it brings the word into the app.
const WORD = ['Kanarinac', 'Brdo', '7319'].join('');
const NEEDLES = [Buffer.from(WORD, 'utf8'), Buffer.from(WORD, 'utf16le')];

/** What a lock leaves in the memory of the app's processes. */
describe('a lock', () => {
  let running: RunningApp;
  const page = (): Page => running.page;
  const renderer = (): Promise<number> => running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0);
  const processes = (): Promise<{ pid: number; type: string }[]> => running.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid, type }) => ({ pid, type })));

  beforeAll(async () => {
    const { root, dir, footageId } = await toldVault();
    const vault = await openVault(dir, CAST.custodian.passphrase);
    speak(vault, footageId, 'canary', `Selo se zvalo ${WORD} i gorelo je`, 11_000);
    vault.close();
    running = await launchApp({ root });
  });

  afterAll(async () => {
    await running.close();
    discard(running.root);
  });

  test('puts another renderer process in the place of the one that showed the vault, which is gone, in the same window', async () => {
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
    await page().getByRole('list', { name: 'Footage' }).getByRole('button', { name: /interview\.mp4/ }).first().click();
    // Not named here: the word must reach the window from the vault only.
    await page().getByText('gorelo').first().waitFor();
    const before = await renderer();
    const place = await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => ({ id: window.id, bounds: window.getBounds() })));
    if (readable) expect(countInMemory(before, NEEDLES)).toBeGreaterThan(0);
    await lock(page());
    const after = await renderer();
    expect(after).not.toBe(before);
    expect(() => process.kill(before, 0)).toThrow('ESRCH');
    expect((await processes()).map(({ pid }) => pid)).not.toContain(before);
    expect(await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => ({ id: window.id, bounds: window.getBounds() })))).toEqual(place);
    await running.shot('locked');
  });

  test('leaves no word of the vault in the memory of any process that draws, plays or talks for it', async () => {
    if (!readable) {
      console.warn('SKIPPED: the memory of other processes can be read here by root on Linux only');
      return;
    }
    const found = (await processes()).map(({ pid, type }) => ({ type, found: countInMemory(pid, NEEDLES) }));
    console.info(found.map(({ type, found: n }) => `${type}: ${n}`).join(', '));
    expect(found.length).toBeGreaterThan(3);
    // The main process holds strings that nothing can wipe, and the test's own wire to the window runs through it.
    expect(found.filter(({ type, found: n }) => type !== 'Browser' && n > 0)).toEqual([]);
  });

  test('gives no answer that was on its way, and says nothing any more', async () => {
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
    const answer = await page().evaluate(async () => {
      const { zapis } = globalThis as unknown as { zapis: { request(name: string, input: unknown): Promise<{ ok: boolean; error?: { code: string } }> } };
      // Takes longer than the lock that follows it.
      const slow = zapis.request('vault.changeOwnPassphrase', { old: 'not the old one', fresh: 'sedam sivih golubova na zvoniku u podne' });
      void zapis.request('vault.lock', {});
      return Promise.race([slow.then((a) => a.error?.code ?? 'answered'), new Promise<string>((resolve) => { setTimeout(() => { resolve('nothing'); }, 5_000); })]);
    }).catch(() => 'gone');
    expect(['gone', 'vault-locked', 'nothing']).toContain(answer);
    await door(page()).waitFor();
  });

  test('is not taken for a crash: the app runs on, opens again, and no dump was written', async () => {
    await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
    await page().getByRole('list', { name: 'Footage' }).getByRole('button', { name: /interview\.mp4/ }).first().waitFor();
    for (let n = 0; n < 3; n += 1) {
      const before = await renderer();
      await lock(page());
      expect(await renderer()).not.toBe(before);
      await signIn(page(), CAST.custodian.passphrase, CAST.custodian.name);
    }
    const dumps = await running.app.evaluate(({ app }) => app.getPath('crashDumps'));
    expect(existsSync(dumps) ? readdirSync(dumps, { recursive: true }).filter((name) => String(name).endsWith('.dmp')) : []).toEqual([]);
  });
});
