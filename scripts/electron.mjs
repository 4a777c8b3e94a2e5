import { join } from 'node:path';
import { inRoot } from './paths.mjs';

export const electronDir = inRoot('node_modules', 'electron');
export const electronDist = join(electronDir, 'dist');

/** The Electron program of this platform. */
export function electronBinary() {
  const name = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron';
  return join(electronDist, name);
}

/** How to run a script on Electron's own Node: the encrypted SQLite addon needs Node 22 and crashes on Node 20. */
export function electronAsNode(args, env = process.env) {
  return { command: electronBinary(), args, env: { ...env, ELECTRON_RUN_AS_NODE: '1' } };
}

/** Chromium's sandbox refuses to run as root on Linux; everybody else keeps it. */
export function sandboxArgs() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** Whether a window can be shown. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Wraps a command in a virtual display where there is no real one. */
export function onDisplay(command, args) {
  return hasDisplay() ? { command, args } : { command: 'xvfb-run', args: ['-a', '-s', '-screen 0 1600x1000x24', command, ...args] };
}
