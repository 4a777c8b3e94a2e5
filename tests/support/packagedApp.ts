import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { REPO } from './app';
import type { Answer } from './commandLine';

export const DIST = path.join(REPO, 'test-output', 'dist');

/** What stands before each command where the tests run as root, as Chromium wants it. */
export const AS_ROOT = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** The packaged app as a person unpacks it, with the fuses of a release. */
export interface PackagedApp {
  readonly page: Page;
  /** What it has written to stderr so far. */
  said(): string;
  close(): Promise<void>;
}

/** Folder of the unpacked app that was built last. */
export function builtApp(): string {
  const folder = readdirSync(DIST).find((name) => name.startsWith('zapis-'));
  if (folder === undefined) throw new Error('no unpacked app was built');
  return path.join(DIST, folder);
}

/** The tests' own environment, in which Electron is an app and no Node. */
export function environment(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  delete env['ELECTRON_RUN_AS_NODE'];
  return env;
}

/**
 * The fuses of a release refuse Node's inspector, which Playwright's Electron driver needs. Chromium's own
 * debugging port stays, so the window is driven through that and the app under test is the released one.
 */
export async function startPackaged(root: string, extra: { env?: NodeJS.ProcessEnv; args?: readonly string[] } = {}): Promise<PackagedApp> {
  const tmp = path.join(root, 'tmp');
  mkdirSync(tmp, { recursive: true });
  const child = spawn(path.join(builtApp(), 'zapis'), [
    ...AS_ROOT,
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

/** As on a machine without a desktop, over ssh, or in a script of the night. */
export function noDisplay(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const env = environment();
  delete env['DISPLAY'];
  delete env['WAYLAND_DISPLAY'];
  return { ...env, ...extra };
}

/** Chromium says so, before it runs a line of the app, where a machine has no system bus; whether it does depends on how fast it is. */
const NO_BUS = /^\[\d+:[^\]]*ERROR:dbus\/[^\]]*\] Failed to connect to the bus: .*\n/gmu;

/** Runs a command of the packaged app the way an installed user does. */
export function packagedZapis(args: readonly string[], env: NodeJS.ProcessEnv = {}): Answer & { readonly out: string } {
  const { status, stdout, stderr } = spawnSync(path.join(builtApp(), 'zapis'), [...AS_ROOT, ...args], { encoding: 'utf8', env: noDisplay(env), timeout: 120_000 });
  const line = stdout.trim().split('\n').at(-1) ?? '';
  return { code: status, out: stdout, err: stderr.replace(NO_BUS, ''), json: line.startsWith('{') ? JSON.parse(line) as Record<string, unknown> : {} };
}

/** Processes of the packaged app that live, zombies aside. */
export function packagedProcesses(): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/exe`).startsWith(builtApp());
    } catch {
      return false;
    }
  });
}
