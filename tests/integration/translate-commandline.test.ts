import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { listTranslations } from '../../electron/core/translation/rows';
import { insertSegment } from '../../electron/core/transcript/segments';
import { splitWords } from '../../shared/text';
import { REPO } from '../support/app';
import { zapis } from '../support/commandLine';
import { dictionaryModel } from '../support/marianModel';
import { scratchDir } from '../support/media';
import { makeStick } from '../support/packs';
import { insertFootageRow, tempVault, type TempVault } from '../support/vault';

const scratch = scratchDir('translate-cli');
const SEGMENTS = 600;
const { stick, catalogue } = makeStick(scratch.dir, [{ pair: ['hr', 'en'], files: dictionaryModel([['vojnik', 'soldier'], ['je', 'was'], ['na', 'on'], ['mostu', 'bridge']]) }]);
let temp: TempVault;
let env: Record<string, string>;

beforeAll(async () => {
  temp = await tempVault();
  env = { ZAPIS_MODELS: path.join(scratch.dir, 'models'), ZAPIS_PACKS: catalogue, ZAPIS_PASSPHRASE: temp.passphrase };
  insertFootageRow(temp.vault, { id: 'f0000000-0000-4000-8000-000000000000', bytes: 1, sha256: 'f', storeKey: Buffer.alloc(32, 1) });
  temp.vault.db.prepare('UPDATE footage SET duration_us = 100000000000').run();
  for (let i = 0; i < SEGMENTS; i += 1) {
    const text = `Vojnik broj ${i} je na mostu kod stare kuće i gleda vodu.`;
    const words = splitWords(text).map((word, w) => ({ text: word, startUs: i * 5_000_000 + w * 300_000, endUs: i * 5_000_000 + w * 300_000 + 100_000, trust: 'aligned' as const }));
    insertSegment(temp.vault.db, { id: `s${String(i).padStart(5, '0')}`, footageId: 'f0000000-0000-4000-8000-000000000000', startUs: i * 5_000_000, endUs: i * 5_000_000 + 4_500_000, text, language: 'hr', origin: 'machine', words });
  }
});
afterAll(() => {
  temp.dispose();
  scratch.remove();
});

const drafts = async (): Promise<ReturnType<typeof listTranslations>> => {
  const { db } = await temp.reopen();
  const found = listTranslations(db, 'f0000000-0000-4000-8000-000000000000', 'en');
  temp.vault.close();
  return found;
};

test('a pack from a stick translates; killed in the middle it goes on from what is stored, and no worker stays behind', async () => {
  temp.vault.close();
  const run = (...args: string[]) => zapis(args, env);
  const vault = ['--vault', temp.dir];
  expect(run('translate', 'f0000000', '--engine', 'bergamot', ...vault).err).toMatch(/No translation pack/);
  expect(run('models', 'add', stick).json).toMatchObject({ id: 'hr-en-tiny', kind: 'translation', installed: true });
  expect(run('models', 'recommend', '--language', 'hr').json).toMatchObject({ packs: [{ id: 'hr-en-tiny' }] });

  const child = spawn(path.join(REPO, 'node_modules/electron/dist/electron'), [path.join(REPO, 'dist/cli.js'), 'translate', 'f0000000', ...vault, '--json'], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
  const gone = new Promise((resolve) => child.once('close', resolve));
  await new Promise<void>((resolve) => { child.stderr.on('data', (text) => { if (/[3-9] %|\d\d %|0\.[0-9]*[3-9]/.test(String(text))) resolve(); }); void gone.then(() => { resolve(); }); });
  child.kill('SIGKILL');
  await gone;
  const before = await drafts();
  expect(before.length).toBeGreaterThan(0);
  expect(before.length).toBeLessThan(SEGMENTS);

  const resumed = run('translate', 'f0000000', ...vault);
  expect(resumed.json).toMatchObject({ engine: 'bergamot', model: 'hr-en-tiny', translated: SEGMENTS - before.length });
  const after = await drafts();
  expect(after).toHaveLength(SEGMENTS);
  expect(after[432]?.text).toBe('Soldier broj 432 was on bridge kod stare kuće i gleda vodu.');
  expect(after.slice(0, before.length).map(({ updatedAt }) => updatedAt)).toEqual(before.map(({ updatedAt }) => updatedAt));
  expect(run('translate', 'f0000000', '--only', 'stale', ...vault).json).toMatchObject({ translated: 0 });
  expect(workersOf()).toEqual([]);
  expect(run('models', 'remove', 'hr-en-tiny').code).toBe(0);
});

/** Workers of this clone's command line that still live. */
function workersOf(): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(path.join(REPO, 'dist/workers/bergamot.js'));
    } catch {
      return false;
    }
  });
}
