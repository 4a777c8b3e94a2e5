import { app } from 'electron';

/**
 * On Linux, starts this program anew in the place of this process (same id, same terminal) so that it needs no display,
 * which Chromium decides before it runs the first line of ours. Behind `--` Chromium takes no argument for its own.
 * Harmless where it is done already.
 */
export function leaveDisplay(command: readonly string[]): void {
  if (process.platform !== 'linux' || app.commandLine.getSwitchValue('ozone-platform') === 'headless') return;
  const kept = app.commandLine.hasSwitch('no-sandbox') ? ['--no-sandbox'] : [];
  // Level 3: what Chromium misses on a machine without a desktop is nothing to the person at the terminal.
  process.execve?.(process.execPath, [process.execPath, '--ozone-platform=headless', '--log-level=3', ...kept, '--', ...command], process.env);
}
