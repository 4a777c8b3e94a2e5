import { createHash } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { say } from './say.mjs';

// Beside the clone's node_modules there is no safe place (npm ci empties it), so the lock is named after the clone.
const file = join(tmpdir(), `zapis-setup-${process.getuid?.() ?? 'user'}-${createHash('sha256').update(root).digest('hex').slice(0, 16)}.lock`);
const STALE_MS = 60 * 60 * 1000;

function holderIsGone() {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    if (Date.now() - statSync(file).mtimeMs > STALE_MS) return true;
    if (!pid) return false;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH' || error.code === 'ENOENT';
  }
}

/** Runs one thing at a time per clone: two commands started together must not install or build over each other. */
export async function withLock(work) {
  for (let waited = 0; ; waited += 50) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (holderIsGone()) rmSync(file, { force: true });
      else {
        if (waited === 2_000) say('waiting for another command of this clone to finish its set-up');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
