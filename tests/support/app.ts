import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';

export const REPO = path.resolve(__dirname, '../..');
export const PASSPHRASE = 'seven quiet rivers under old stone bridges';

/** The real app in its real window, with a vault folder and a profile of its own. */
export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly root: string;
  readonly vaultDir: string;
  readonly profileDir: string;
  /** Keeps a picture of the window under test-output/screens for people to look at. */
  shot(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts the built app. `root` may be reused to start it again on the same vault. */
export async function launchApp(options: { root?: string; colorScheme?: 'light' | 'dark'; args?: readonly string[]; /** Name of the profile's folder in `root`. */ profile?: string; /** Languages of the computer account, best first, as Linux writes them. */ languages?: string } = {}): Promise<RunningApp> {
  const root = options.root ?? mkdtempSync(path.join(os.tmpdir(), 'zapis-e2e-'));
  const vaultDir = path.join(root, 'vault');
  const profileDir = path.join(root, options.profile ?? 'profile');
  const env = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'ELECTRON_RUN_AS_NODE'));
  const app = await _electron.launch({
    executablePath: path.join(REPO, 'node_modules/electron/dist/electron'),
    // Chromium's own sandbox refuses to start as root, which is how this runs on build machines.
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), REPO, '--vault', vaultDir, '--user-data-dir', profileDir, ...(options.args ?? [])],
    // Without it the window would speak the language of whoever runs the tests.
    env: { ...env, LANGUAGE: options.languages ?? 'en', LANG: 'en_US.UTF-8', TMPDIR: ensureDir(path.join(root, 'tmp')) },
    colorScheme: options.colorScheme ?? 'dark',
  });
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  return {
    app, page, root, vaultDir, profileDir,
    async shot(name) {
      const folder = ensureDir(path.join(REPO, 'test-output/screens'));
      await page.screenshot({ path: path.join(folder, `${name}.png`) });
    },
    async close() {
      await app.close();
    },
  };
}

/** Creates the vault through the window, as a person does. */
export async function createVaultInWindow(page: Page): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('Repeat passphrase').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Create vault' }).click();
  await page.getByRole('button', { name: 'Import footage' }).first().waitFor();
}

/** Answers the system's dialogs, which no test can click: the next open dialogs give these files, the save dialogs this one. */
export async function answerDialogs(app: ElectronApplication, answer: { open?: string[]; save?: string }): Promise<void> {
  await app.evaluate(({ dialog }, { open, save }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: open === undefined, filePaths: open ?? [] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: save === undefined, filePath: save ?? '' });
  }, answer);
}

export function discard(root: string): void {
  rmSync(root, { recursive: true, force: true });
}

function ensureDir(dir: string): string {
  mkdirSync(dir, { recursive: true });
  return dir;
}
