import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createVaultInWindow, discard, PASSPHRASE, REPO } from '../support/app';
import { makeSampleInterview } from '../support/interview';
import { AS_ROOT, builtApp, environment, noDisplay, packagedProcesses, packagedZapis, startPackaged as start } from '../support/packagedApp';
import { dictionaryModel } from '../support/marianModel';
import { makeStick } from '../support/packs';
import { CAST } from '../support/people';
import { toldVault, type ToldVault } from '../support/toldVault';

describe('the unpacked app', () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'zapis-dist-'));

  beforeAll(() => {
    // A build for this test only: it never leaves test-output, so the repack of Electron will do.
    execFileSync('node', [path.join(REPO, 'scripts', 'dist.mjs'), '--unofficial-electron', '--no-archive', '--out', 'test-output/dist'], { cwd: REPO, env: environment(), stdio: ['ignore', 'ignore', 'inherit'] });
  }, 600_000);

  afterAll(() => { discard(root); });

  test('creates a vault, and unlocks it after a restart with its passphrase only', async () => {
    const first = await start(root);
    await createVaultInWindow(first.page);
    await first.close();
    expect(readdirSync(path.join(root, 'vault')).length).toBeGreaterThan(0);

    const second = await start(root);
    await second.page.getByLabel('Passphrase', { exact: true }).fill(`${PASSPHRASE} not`);
    await second.page.getByRole('button', { name: 'Unlock' }).click();
    await second.page.getByRole('alert').waitFor();
    await second.page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await second.page.getByRole('button', { name: 'Unlock' }).click();
    await second.page.getByRole('button', { name: 'Import footage' }).first().waitFor();
    await second.close();
  }, 240_000);

  test('lets no environment variable or argument turn it into a Node that runs foreign code', async () => {
    const script = path.join(root, 'intruder.js');
    const proof = path.join(root, 'intruder.txt');
    writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(proof)}, 'ran')`);
    // start() succeeds only where the app itself comes up: a Node would refuse its arguments and end.
    const app = await start(root, { env: { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require=${script}` }, args: ['--inspect=0'] });
    await app.page.getByLabel('Passphrase', { exact: true }).waitFor();
    expect(existsSync(proof)).toBe(false);
    expect(app.said()).not.toContain('Debugger listening');
    await app.close();
  }, 120_000);
});

describe('its command line, without a window, a display or npm', () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'zapis-dist-cli-'));
  const tmp = path.join(root, 'tmp');
  let told: ToldVault;
  const secret = { ZAPIS_PASSPHRASE: CAST.custodian.passphrase, TMPDIR: tmp };
  const zapis = (...args: string[]) => packagedZapis([...args, '--vault', told.dir, '--json'], secret);

  beforeAll(async () => {
    mkdirSync(tmp);
    told = await toldVault();
  });
  afterAll(() => {
    discard(root);
    discard(told.root);
  });

  test('tells what it can do, and what was not understood, by its exit code', () => {
    const help = packagedZapis(['--help'], secret);
    expect(help).toMatchObject({ code: 0, err: '' });
    expect(help.out).toMatch(/transcribe ID[\s\S]*verify CLIP/);
    expect(packagedZapis(['nonsense'], secret)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('There is no command "nonsense"') as string });
    expect(packagedZapis(['verify'], secret).code).toBe(2);
    expect(packagedZapis(['verify', path.join(root, 'none.mp4')], secret)).toMatchObject({ code: 1, out: '' });
  });

  test('makes a vault; without a passphrase it waits for nobody', () => {
    const dir = path.join(root, 'made');
    expect(packagedZapis(['vault', 'create', '--vault', dir, '--json'], secret).code).toBe(0);
    expect(packagedZapis(['vault', 'check', '--vault', dir], { TMPDIR: tmp })).toMatchObject({ code: 2, err: expect.stringContaining('ZAPIS_PASSPHRASE') as string });
    expect(packagedZapis(['vault', 'check', '--vault', dir], { TMPDIR: tmp, ZAPIS_PASSPHRASE: 'another' }).code).toBe(1);
  });

  test('imports and transcribes, with all its workers; killed in the middle it leaves no worker behind and goes on', async () => {
    const { file } = makeSampleInterview(path.join(root, 'sample'), ['I guarded the prisoners and I beat one of them with my rifle.']);
    const { json } = zapis('import', file);
    const [footage] = json['footage'] as { id: string }[];
    const id = footage?.id ?? '';
    const child = spawn(path.join(builtApp(), 'zapis'), [...AS_ROOT, 'transcribe', id, '--language', 'en', '--model', 'whisper-tiny', '--vault', told.dir], { env: noDisplay(secret), stdio: 'ignore' });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    await until(() => packagedProcesses().length > 5);
    child.kill('SIGKILL');
    await gone;
    await until(() => packagedProcesses().length === 0);
    expect(zapis('transcribe', id, '--language', 'en', '--model', 'whisper-tiny').json).toMatchObject({ model: 'whisper-tiny', language: 'en' });
    expect(packagedZapis(['transcript', id, '--format', 'txt', '--vault', told.dir], secret).out).toMatch(/guarded/i);
  });

  test('suggests, translates with either engine, finds faces', () => {
    expect(zapis('suggest', told.footageId)).toMatchObject({ code: 0, err: '' });
    expect(zapis('translate', told.footageId, '--to', 'en', '--engine', 'apertium').json).toMatchObject({ engine: 'apertium', translated: 4 });
    const { stick, catalogue } = makeStick(root, [{ pair: ['bs', 'en'], files: dictionaryModel([['logor', 'camp']]) }]);
    const env = { ...secret, ZAPIS_MODELS: path.join(root, 'models'), ZAPIS_PACKS: catalogue };
    expect(packagedZapis(['models', 'add', stick, '--json'], env).json).toMatchObject({ installed: true });
    expect(packagedZapis(['translate', told.footageId, '--to', 'en', '--engine', 'bergamot', '--all', '--vault', told.dir, '--json'], env).json).toMatchObject({ engine: 'bergamot' });
    expect(zapis('faces', told.footageId)).toMatchObject({ code: 0 });
  });

  test('exports a clip that it has listened to, and a stranger verifies it or is warned', () => {
    const clip = path.join(root, 'clip.mp4');
    expect(zapis('export', told.footageId, '--start-ms', '0', '--end-ms', '8000', '--out', clip, '--listen', '--model', 'whisper-tiny', '--subtitles', 'sidecar', '--override', 'a test of the packaged app')).toMatchObject({ code: 0, json: { heardBy: 'whisper-tiny' } });
    const { publicKey } = zapis('vault', 'public-key').json as { publicKey: string };
    const verify = () => packagedZapis(['verify', clip, '--key', publicKey, '--json'], { TMPDIR: tmp });
    expect(verify()).toMatchObject({ code: 0, json: { ok: true, problems: [] } });
    appendFileSync(clip, 'x');
    expect(verify()).toMatchObject({ code: 1, json: { ok: false, problems: ['clip-altered'] } });
  });

  test('keeps its hands off a vault that a window has open; in that window the spell checker finds its dictionaries', async () => {
    const app = await start(told.root);
    await app.page.getByLabel('Passphrase', { exact: true }).fill(CAST.custodian.passphrase);
    await app.page.getByRole('button', { name: 'Unlock' }).click();
    await app.page.getByRole('button', { name: 'Import footage' }).first().waitFor();
    expect(zapis('vault', 'check')).toMatchObject({ code: 1, err: expect.stringContaining('Another Zapis') as string });
    const unknown = (language: string, words: string[]) => app.page.evaluate((input) => (window as unknown as { zapis: { request(name: string, input: unknown): Promise<unknown> } }).zapis.request('spelling.check', input), { footageId: told.footageId, language, words });
    expect(await unknown('hr', ['pobjegao', 'pobejgao'])).toEqual({ ok: true, value: ['pobejgao'] });
    expect(await unknown('mk', ['планината', 'планинатаа'])).toEqual({ ok: true, value: ['планинатаа'] });
    await app.close();
  });

  test('leaves nothing of itself in the folder for temporary files', () => {
    expect(readdirSync(tmp).filter((name) => name.startsWith('zapis-command-'))).toHaveLength(1);
  });

  async function until(holds: () => boolean): Promise<void> {
    const end = Date.now() + 30_000;
    while (!holds()) {
      if (Date.now() > end) throw new Error('it did not come about within half a minute');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
});
