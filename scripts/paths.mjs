import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this clone. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A path inside this clone. */
export const inRoot = (...parts) => join(root, ...parts);

/** Cache folder of this user, shared between clones: what is downloaded once is checked again, not fetched again. */
export function cacheDir() {
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'zapis', 'Cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'zapis');
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'zapis');
}
