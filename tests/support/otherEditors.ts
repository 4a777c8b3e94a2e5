import { execFileSync, spawnSync } from 'node:child_process';

const PYTHON = '/usr/bin/python3';

function where(there: boolean, missing: string): jest.It {
  if (there) return it;
  console.warn(`SKIPPED: ${missing}, which the set-up of npm test installs where it may (Debian, root), is not there.`);
  return it.skip;
}

/** Tests that edit with translate-toolkit; skipped, and said so, where it is not. */
export const toolkit = where(spawnSync(PYTHON, ['-c', 'import translate']).status === 0, 'translate-toolkit');

/** Tests that edit with LibreOffice; skipped, and said so, where it is not. */
export const office = where(spawnSync('soffice', ['--version']).status === 0, 'libreoffice-writer-nogui');

/** What a Python script prints that has translate-toolkit at hand. */
export function withToolkit(script: string, ...args: readonly string[]): string {
  return execFileSync(PYTHON, ['-c', script, ...args], { encoding: 'utf8' });
}
