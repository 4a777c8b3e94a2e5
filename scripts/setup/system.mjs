import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture } from '../run.mjs';
import { already, say } from './say.mjs';

// xauth: xvfb-run needs it, and Debian's xvfb only recommends it.
const WINDOW = ['xvfb', 'xauth', 'libnss3', 'libgtk-3-0', 'libasound2', 'libgbm1', 'libxss1', 'libatk-bridge2.0-0', 'libdrm2'];
const VOICE = ['espeak-ng'];
// Translates into English where no translation pack is; without it everything else works.
const TRANSLATION = ['apertium-hbs-eng', 'apertium-mkd-eng'];
// Dictionaries that npm does not have; the build takes them into the app.
const SPELLING = ['hunspell-bs', 'myspell-sq'];
// Readers of other people's making, for what Zapis writes: the vault and the documents.
const OUTSIDE_CHECKS = ['age', 'sqlcipher', 'poppler-utils', 'odt2txt', 'unrtf', 'libxml2-utils', 'dbus', 'gnome-keyring'];
// Other tools that edit what Zapis wrote, before it is read back.
const OUTSIDE_EDITORS = ['libreoffice-writer-nogui', 'translate-toolkit'];

/** Debian packages that a command needs. Electron links to its window libraries even when it runs as plain Node. */
export function systemPackages({ voice = false, outsideChecks = false }) {
  return [...WINDOW, ...TRANSLATION, ...SPELLING, ...(voice ? VOICE : []), ...(outsideChecks ? [...OUTSIDE_CHECKS, ...OUTSIDE_EDITORS] : [])];
}

function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((dir) => {
    try {
      accessSync(join(dir, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

// Newer Debian and Ubuntu renamed some of these in the 64-bit time_t transition.
const names = (name) => [name, `${name}t64`];

/** Which of the packages dpkg does not know as installed. */
export function missingPackages(wanted) {
  const { stdout } = capture('dpkg-query', ['-W', '-f=${db:Status-Status} ${Package}\n', ...wanted.flatMap(names)]);
  const installed = new Set(stdout.split('\n').flatMap((line) => (line.startsWith('installed ') ? [line.slice(10)] : [])));
  return wanted.filter((name) => !names(name).some((one) => installed.has(one)));
}

function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  return capture('apt-get', ['-y', '-q', '-o', 'DPkg::Lock::Timeout=300', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

const knownName = (name) => names(name).reverse().find((one) => capture('apt-cache', ['show', one]).status === 0) ?? name;

const install = (wanted, ...options) => apt(['install', '--no-install-recommends', ...options, ...wanted.map(knownName)]);

/** What apt says it would fetch and write, in its own words; empty where it cannot say. */
function sizeOf(wanted) {
  const { stdout } = install(wanted, '--assume-no');
  const [, fetched] = /^Need to get (?:[^/\n]*\/)?([\d.,]+ [kMG]?B) of archives/mu.exec(stdout) ?? [];
  const [, written] = /^After this operation, ([\d.,]+ [kMG]?B) of additional/mu.exec(stdout) ?? [];
  return fetched && written ? ` (${fetched} to fetch, ${written} on the disk)` : '';
}

/** Installs what is missing where it may (root with apt); elsewhere says plainly what a person has to install. */
export function ensureSystemPackages(wanted) {
  if (process.platform !== 'linux') return;
  if (!onPath('dpkg-query')) return already(`not a Debian system; Electron needs its usual libraries (Debian calls them ${wanted.join(' ')})`);
  const missing = missingPackages(wanted);
  if (missing.length === 0) return already(`system packages: all ${wanted.length} there`);
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    return say(`system packages missing, and only root can add them: sudo apt-get install ${missing.join(' ')}`);
  }
  say(`system packages: installing ${missing.join(' ')}${sizeOf(missing)}`);
  if (install(missing).status === 0) return;
  apt(['update']);
  if (install(missing).status === 0) return;
  // A name that this system does not know must not keep the others out.
  for (const name of missing) install([name]);
  const left = missingPackages(wanted);
  if (left.length > 0) say(`system packages: apt-get could not install ${left.join(' ')}; what needs them will fail or be skipped`);
}
