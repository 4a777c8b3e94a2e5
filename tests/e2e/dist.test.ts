import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { createVaultInWindow, discard, PASSPHRASE, REPO } from '../support/app';

const OUT = path.join(REPO, 'test-output', 'dist');

/** The packaged app as a person unpacks it, with the fuses of a release. */
interface PackagedApp {
  readonly page: Page;
  /** What it has written to stderr so far. */
  said(): string;
  close(): Promise<void>;
}

function builtApp(): string {
  const folder = readdirSync(OUT).find((name) => name.startsWith('zapis-'));
  if (folder === undefined) throw new Error('no unpacked app was built');
  return path.join(OUT, folder);
}

function environment(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  delete env['ELECTRON_RUN_AS_NODE'];
  return env;
}

/**
 * The fuses of a release refuse Node's inspector, which Playwright's Electron driver needs. Chromium's own
 * debugging port stays, so the window is driven through that and the app under test is the released one.
 */
async function start(root: string, extra: { env?: NodeJS.ProcessEnv; args?: readonly string[] } = {}): Promise<PackagedApp> {
  const tmp = path.join(root, 'tmp');
  mkdirSync(tmp, { recursive: true });
  const child = spawn(path.join(builtApp(), 'zapis'), [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--remote-debugging-port=0',
    '--vault', path.join(root, 'vault'),
    `--user-data-dir=${path.join(root, 'profile')}`,
    ...(extra.args ?? []),
  ], { env: { ...environment(), TMPDIR: tmp, ...extra.env }, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => { said += text; });
  const browser = await chromium.connectOverCDP(await debuggingAddress(child, () => said));
  const page = await firstPage(browser);
  return {
    page,
    said: () => said,
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await page.close();
      const patience = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await ended;
      clearTimeout(patience);
    },
  };
}

/** Chromium names the port it chose on stderr. */
function debuggingAddress(child: ChildProcess, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearInterval(look);
      clearTimeout(patience);
      settle();
    };
    const fail = (what: string): void => { end(() => { reject(new Error(`${what}: ${said().slice(-2000)}`)); }); };
    const look = setInterval(() => {
      const address = /DevTools listening on (ws:\S+)/.exec(said())?.[1];
      if (address !== undefined) end(() => { resolve(address); });
    }, 50);
    const patience = setTimeout(() => { fail('the app did not start within a minute'); }, 60_000);
    child.once('exit', (code) => { fail(`the app ended at once with ${String(code)}`); });
  });
}

async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('the app has no browser context');
  const page = context.pages()[0] ?? await context.waitForEvent('page', { timeout: 30_000 });
  await page.waitForLoadState('domcontentloaded');
  return page;
}

describe('the unpacked app', () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'zapis-dist-'));

  beforeAll(() => {
    // A build for this test only: it never leaves test-output, so the repack of Electron will do.
    execFileSync('node', [path.join(REPO, 'scripts', 'dist.mjs'), '--unofficial-electron', '--no-archive', '--out', 'test-output/dist'], { cwd: REPO, env: environment(), stdio: ['ignore', 'ignore', 'inherit'] });
  }, 600_000);

  afterAll(() => { discard(root); });

  test('creates a vault, and unlocks it after a restart with its passphrase only', async () => {
    const first = await start(root);
    await createVaultInWindow(first.page);
    await first.close();
    expect(readdirSync(path.join(root, 'vault')).length).toBeGreaterThan(0);

    const second = await start(root);
    await second.page.getByLabel('Passphrase', { exact: true }).fill(`${PASSPHRASE} not`);
    await second.page.getByRole('button', { name: 'Unlock' }).click();
    await second.page.getByRole('alert').waitFor();
    await second.page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await second.page.getByRole('button', { name: 'Unlock' }).click();
    await second.page.getByRole('button', { name: 'Import footage' }).first().waitFor();
    await second.close();
  }, 240_000);

  test('lets no environment variable or argument turn it into a Node that runs foreign code', async () => {
    const script = path.join(root, 'intruder.js');
    const proof = path.join(root, 'intruder.txt');
    writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(proof)}, 'ran')`);
    // start() succeeds only where the app itself comes up: a Node would refuse its arguments and end.
    const app = await start(root, { env: { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require=${script}` }, args: ['--inspect=0'] });
    await app.page.getByLabel('Passphrase', { exact: true }).waitFor();
    expect(existsSync(proof)).toBe(false);
    expect(app.said()).not.toContain('Debugger listening');
    await app.close();
  }, 120_000);
});
