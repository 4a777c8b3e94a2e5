import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { app } from 'electron';
import type * as CommandLine from '../cli';
import { startUtilityWorker } from './workerHost';

/**
 * Runs a command and ends the process with its exit code. No window, no GPU process, no keyring, no profile of the
 * person's: a command and an open window never share a file but the vault, which has its lock.
 */
export function runCommand(command: readonly string[]): void {
  const profile = mkdtempSync(path.join(tmpdir(), 'zapis-command-'));
  const end = (code: number): void => {
    rmSync(profile, { recursive: true, force: true });
    app.exit(code);
  };
  // Electron would show either in a dialog, before which a script waits for ever.
  process.on('uncaughtException', (error) => { end(commandLine().reportFailure(error)); });
  process.on('unhandledRejection', (error) => { end(commandLine().reportFailure(error)); });
  // Who reads has gone, as `head` does.
  process.stdout.on('error', () => { end(1); });
  // Chromium turns SIGINT and SIGTERM into an orderly quit, which would look like success.
  app.on('before-quit', (event) => {
    event.preventDefault();
    end(130);
  });
  app.setPath('userData', profile);
  app.setPath('sessionData', profile);
  app.disableHardwareAcceleration();
  for (const name of ['disable-gpu', 'disable-software-rasterizer', 'in-process-gpu']) app.commandLine.appendSwitch(name);
  app.commandLine.appendSwitch('password-store', 'basic');
  if (process.platform === 'darwin') app.setActivationPolicy('prohibited');
  void app.whenReady().then(async () => { end(await commandLine().runCommandLine(command, startUtilityWorker)); });
}

/** Its own bundle, loaded for a command only: `models add` may use a network, and nothing that the window loads holds such code. */
function commandLine(): typeof CommandLine {
  return createRequire(__filename)('./cli.js') as typeof CommandLine;
}
