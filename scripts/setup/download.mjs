import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cacheDir } from '../paths.mjs';
import { capture, npm } from '../run.mjs';
import { SetupError } from './say.mjs';

// Where a firewall swallows packets, a long wait would look like a hang.
const CONNECT_TIMEOUT_MS = 8_000;
const STALL_TIMEOUT_MS = 60_000;

async function digest(file, algorithm, encoding) {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  return hash.digest(encoding);
}

/** Whether a file's bytes are the pinned ones: `sha256` in hex, or npm's `sha512-…` integrity. */
export async function isPinned(file, pin) {
  if (!existsSync(file)) return false;
  if (pin.startsWith('sha512-')) return `sha512-${await digest(file, 'sha512', 'base64')}` === pin;
  return (await digest(file, 'sha256', 'hex')) === pin;
}

/** A download kept in the user's cache: verified each time it is used, fetched when it is not there or not the pinned bytes. */
async function cached(name, pin, fetchTo) {
  const dir = join(cacheDir(), 'downloads');
  const file = join(dir, name);
  if (await isPinned(file, pin)) return file;
  await mkdir(dir, { recursive: true });
  const part = `${file}.${randomUUID()}.part`;
  try {
    await fetchTo(part);
    if (!(await isPinned(part, pin))) throw new SetupError(`${name} arrived with other bytes than the pinned ones; it was thrown away.`);
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
  return file;
}

/** Fetches an npm package's tarball with npm itself, so that its registry and proxy settings count. */
export function npmTarball(name, version, integrity) {
  return cached(`${name.replaceAll('/', '-')}-${version}.tgz`, integrity, async (part) => {
    const dir = await mkdtemp(join(tmpdir(), 'zapis-pack-'));
    try {
      const { status, stderr } = capture(npm.command, ['pack', `${name}@${version}`, '--pack-destination', dir, '--ignore-scripts', '--no-update-notifier', '--loglevel=error'], { shell: npm.shell, cwd: dir });
      const [tarball] = (await readdir(dir)).filter((file) => file.endsWith('.tgz'));
      if (status !== 0 || !tarball) throw new SetupError(`npm could not fetch ${name}@${version}: ${stderr.trim().split('\n').at(-1) ?? ''}`);
      await pipeline(createReadStream(join(dir, tarball)), createWriteStream(part));
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });
}

async function get(url, hops = 5) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), CONNECT_TIMEOUT_MS);
  const response = await fetch(url, { redirect: 'manual', signal: abort.signal }).finally(() => clearTimeout(timer));
  const location = response.headers.get('location');
  if (response.status >= 300 && response.status < 400 && location && hops > 0) return get(new URL(location, url), hops - 1);
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
  return { body: response.body, abort };
}

/** Fetches a file over HTTPS and pins it by SHA-256. Rejects within seconds where the host cannot be reached. */
export function httpsFile(name, url, sha256) {
  return cached(name, sha256, async (part) => {
    const { body, abort } = await get(url);
    let timer = setTimeout(() => abort.abort(), STALL_TIMEOUT_MS);
    const alive = async function* (chunks) {
      for await (const chunk of chunks) {
        timer.refresh();
        yield chunk;
      }
    };
    await pipeline(Readable.fromWeb(body), alive, createWriteStream(part)).finally(() => clearTimeout(timer));
  });
}
