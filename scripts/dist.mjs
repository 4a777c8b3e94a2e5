import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { electronDist } from './electron.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';
import { setUp } from './setup.mjs';
import { installedElectron } from './setup/electron.mjs';
import { main, SetupError } from './setup/say.mjs';

const { values: options } = parseArgs({
  options: {
    'unofficial-electron': { type: 'boolean', default: false },
    'no-archive': { type: 'boolean', default: false },
    installers: { type: 'boolean', default: false },
    out: { type: 'string', default: 'release' },
  },
});

/** A release made from somebody's repack would ask users to trust a stranger with everything they keep here. */
function electronForRelease() {
  const electron = installedElectron();
  if (!electron.official && !options['unofficial-electron']) {
    throw new SetupError("No release was built: Electron here is npm's repack, not the official build. Run this where github.com can be reached, or say --unofficial-electron for a build that never leaves this machine.");
  }
  return electron;
}

async function sha256(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

const UNPACKED = { linux: 'linux-unpacked', win32: 'win-unpacked', darwin: process.arch === 'arm64' ? 'mac-arm64' : 'mac' };

await main(async () => {
  await setUp('dist', { retryOfficial: !options['unofficial-electron'] });
  const electron = electronForRelease();
  const out = resolve(inRoot(options.out));
  const code = await run(process.execPath, [
    inRoot('node_modules', 'electron-builder', 'cli.js'),
    ...(options.installers ? [] : ['--dir']),
    '--publish', 'never',
    `-c.electronVersion=${electron.version}`,
    `-c.electronDist=${electronDist}`,
    `-c.directories.output=${out}`,
  ]);
  if (code !== 0) throw new SetupError(`electron-builder failed (exit ${code}); its message is above.`);
  if (options.installers) return 0;

  const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const built = resolve(out, UNPACKED[process.platform]);
  if (!existsSync(built)) throw new SetupError('electron-builder left no unpacked app.');
  const app = resolve(out, `zapis-${version}-${process.platform}-${process.arch}`);
  rmSync(app, { recursive: true, force: true });
  renameSync(built, app);
  console.log(`The app: ${app}`);
  if (options['no-archive']) return 0;

  const archive = `${app}.tar.gz`;
  const packed = await run('tar', ['-czf', archive, '-C', dirname(app), basename(app)]);
  if (packed !== 0) throw new SetupError(`tar failed (exit ${packed}).`);
  console.log(`The archive: ${archive}\nSHA-256: ${await sha256(archive)}`);
  if (!electron.official) console.log('This build holds an UNOFFICIAL Electron: for trying out on this machine, never for a release.');
  return 0;
});
