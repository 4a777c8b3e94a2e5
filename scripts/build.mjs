import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyDictionaries, debianDictionaries } from './dictionaries.mjs';
import { inRoot, root } from './paths.mjs';
import { already, main, say, SetupError } from './setup/say.mjs';

const SOURCES = ['electron', 'renderer', 'shared', 'resources', 'scripts/build.mjs', 'scripts/dictionaries.mjs', 'package.json', 'package-lock.json', 'tsconfig.json'];

// Native addons, WebAssembly with data files beside it, and ESM-only packages stay whole: they find their files by their own path.
const EXTERNAL = ['electron', 'better-sqlite3-multiple-ciphers', 'transcribe-cpp', '@node-rs/argon2', '@echogarden/espeak-ng-emscripten', 'onnxruntime-web', '@ricky0123/vad-web', 'sherpa-onnx-node', '@browsermt/bergamot-translator', 'pdfkit', 'playwright-core', 'hunspell-wasm'];

const stamp = inRoot('dist', 'sources.sha256');

/** A fingerprint of the sources' names, sizes and times: cheap enough to take at every start. */
function fingerprint() {
  const hash = createHash('sha256');
  const add = (path) => {
    const info = statSync(join(root, path), { throwIfNoEntry: false });
    if (!info) return;
    if (info.isDirectory()) for (const name of readdirSync(join(root, path)).sort()) add(`${path}/${name}`);
    else hash.update(`${path}\0${info.size}\0${info.mtimeMs}\n`);
  };
  SOURCES.forEach(add);
  for (const file of debianDictionaries()) hash.update(`${file}\0${statSync(file).size}\n`);
  return hash.digest('hex');
}

function need(path) {
  if (!existsSync(inRoot(path))) throw new SetupError(`The source file ${path} is missing; this clone is not whole.`);
  return inRoot(path);
}

function nodeBundle(entryPoints, outdir) {
  return {
    entryPoints,
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    external: EXTERNAL,
    // Class names show in error codes and job kinds; the licence texts of bundled packages must travel along.
    keepNames: true,
    legalComments: 'linked',
    sourcemap: false,
    logLevel: 'warning',
  };
}

function rendererBundle(outdir) {
  return {
    entryPoints: { app: need('renderer/main.tsx') },
    outdir,
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: 'chrome140',
    jsx: 'automatic',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.svg': 'file', '.woff2': 'file', '.png': 'file' },
    legalComments: 'linked',
    sourcemap: false,
    logLevel: 'warning',
  };
}

/** Builds the app, the command line, the workers and the renderer. */
async function buildAll(dist) {
  const { build: esbuild } = await import('esbuild');
  mkdirSync(join(dist, 'renderer'), { recursive: true });
  const workers = readdirSync(need('electron/workers'), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'port.ts')
    .map((entry) => inRoot('electron/workers', basename(entry.name)));
  await Promise.all([
    esbuild(nodeBundle(['electron/main.ts', 'electron/window.ts', 'electron/command.ts', 'electron/preload.ts', 'electron/cli.ts'].map(need), dist)),
    esbuild(nodeBundle(workers, join(dist, 'workers'))),
    esbuild(rendererBundle(join(dist, 'renderer'))),
  ]);
  cpSync(need('renderer/index.html'), join(dist, 'renderer', 'index.html'));
  cpSync(need('resources'), join(dist, 'resources'), { recursive: true });
  copyDictionaries(dist);
}

/** Builds dist/ when a source is newer than what is there. */
export async function build({ force = false } = {}) {
  const now = fingerprint();
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return already('build: up to date');
  const started = Date.now();
  // Built beside and swapped in: a failed build leaves the last good one, and a running command keeps its files till the end.
  const part = `${inRoot('dist')}.part`;
  rmSync(part, { recursive: true, force: true });
  await buildAll(part).catch((error) => {
    throw error.errors ? new SetupError('The app could not be built; the errors are above.') : error;
  });
  writeFileSync(join(part, 'sources.sha256'), now);
  rmSync(inRoot('dist'), { recursive: true, force: true });
  renameSync(part, inRoot('dist'));
  say(`build: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(() => build({ force: process.argv.includes('--force') }));
