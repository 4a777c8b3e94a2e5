import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { ensureElectron } from './setup/electron.mjs';
import { withLock } from './setup/lock.mjs';
import { ensureModels } from './setup/models.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { main, setQuiet } from './setup/say.mjs';
import { ensureSystemPackages, systemPackages } from './setup/system.mjs';

/** What each command needs beyond npm packages, Electron and the build. */
const NEEDS = {
  start: { models: ['whisper-small', 'ultraface-rfb-320'] },
  zapis: { quiet: true },
  demo: { voice: true, models: ['whisper-small', 'ultraface-rfb-320'] },
  test: { voice: true, outsideChecks: true, models: ['whisper-tiny', 'whisper-small', 'ultraface-rfb-320'] },
  bench: { voice: true, models: ['whisper-tiny', 'whisper-small', 'ultraface-rfb-320'] },
  dist: {},
};

/**
 * Makes this clone ready for a command: system packages, npm packages, Electron, the built app, speech models.
 * Each step looks first, so the second time takes seconds or less.
 */
export async function setUp(command, { retryOfficial = false, models = true } = {}) {
  const needs = NEEDS[command];
  setQuiet(needs.quiet ?? false);
  await withLock(async () => {
    ensureSystemPackages(systemPackages(needs));
    await ensurePackages();
    await ensureElectron({ retryOfficial });
    await build();
  });
  if (models) await ensureModels(needs.models ?? []);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(() => setUp(process.argv[2] in NEEDS ? process.argv[2] : 'start'));
