import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../paths.mjs';
import { npm, run } from '../run.mjs';
import { already, say, SetupError } from './say.mjs';

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/**
 * Whether node_modules holds what package-lock.json asks for, by npm's own record of what it unpacked.
 * Optional packages for other platforms are rightly absent.
 */
export function packagesMatchLock(lock, installed) {
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '' || wanted.link) return true;
    const got = installed.packages[path];
    return got ? got.version === wanted.version && got.integrity === wanted.integrity : Boolean(wanted.optional || wanted.devOptional || wanted.peer);
  });
}

/** Installs the locked npm packages, without running any of their scripts, when node_modules differs from the lock. */
export async function ensurePackages() {
  const record = inRoot('node_modules', '.package-lock.json');
  const lock = readJson(inRoot('package-lock.json'));
  if (existsSync(record) && packagesMatchLock(lock, readJson(record))) already('npm packages: as locked');
  else {
    say('npm packages: installing what package-lock.json names (no package runs a script)');
    // npm prints to stdout, which belongs to the command: 2 is our stderr.
    const code = await run(npm.command, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'], { shell: npm.shell, stdio: ['ignore', 2, 2] });
    if (code !== 0) throw new SetupError(`npm could not install the packages (exit ${code}); its message is above.`);
  }
  makeMediaToolsExecutable();
}

/** npm packages that carry ffmpeg rely on an install script for the exec bit, and no package runs a script here. */
function makeMediaToolsExecutable() {
  if (process.platform === 'win32') return;
  for (const dir of mediaPackages()) {
    for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/^(ffmpeg|ffprobe)$/.test(entry.name)) continue;
      const file = join(entry.parentPath, entry.name);
      const { mode } = statSync(file);
      if ((mode & 0o111) !== 0o111) chmodSync(file, mode | 0o755);
    }
  }
}

function mediaPackages() {
  const list = (dir) => (existsSync(dir) ? readdirSync(dir).map((name) => join(dir, name)) : []);
  const top = list(inRoot('node_modules'));
  const scoped = top.filter((dir) => dir.includes(`${inRoot('node_modules')}${process.platform === 'win32' ? '\\' : '/'}@`)).flatMap(list);
  return [...top, ...scoped].filter((dir) => /ff(mpeg|probe)/.test(dir.slice(inRoot('node_modules').length)));
}
