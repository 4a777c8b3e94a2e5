import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A session bus with an unlocked GNOME keyring on it, of this test alone. */
export interface TestKeyring {
  /** Where programs find it: the value of `DBUS_SESSION_BUS_ADDRESS`. */
  readonly address: string;
  stop(): void;
}

const there = (program: string): boolean => spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;

/** Starts a keyring; null where this machine has none to start (Debian: `gnome-keyring`, `dbus`). */
export async function startKeyring(): Promise<TestKeyring | null> {
  if (process.platform !== 'linux' || !there('gnome-keyring-daemon') || !there('dbus-daemon') || !there('dbus-send')) return null;
  const home = mkdtempSync(join(tmpdir(), 'zapis-keyring-'));
  mkdirSync(join(home, 'run'), { mode: 0o700 });
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: join(home, 'run') };
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const address = await firstLine(bus);
  const onBus = { ...env, DBUS_SESSION_BUS_ADDRESS: address };
  const keyring = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], { env: onBus, stdio: ['pipe', 'ignore', 'ignore'] });
  keyring.stdin.end('keyring password');
  // What it prints, and when, differs between versions; that it answers on the bus does not.
  await until(() => spawnSync('dbus-send', ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'], { env: onBus }).stdout.toString().includes('boolean true'));
  return {
    address,
    stop() {
      keyring.kill();
      bus.kill();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function until(ready: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (ready()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the keyring did not answer on the bus within ten seconds');
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', () => { reject(new Error('it ended before it was ready')); });
    if (child.stdout) createInterface({ input: child.stdout }).once('line', resolve);
  });
}
