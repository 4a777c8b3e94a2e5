import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { zapis } from '../support/commandLine';
import { makeSampleInterview, SENTENCES } from '../support/interview';
import { scratchDir } from '../support/media';

jest.setTimeout(240_000);

const scratch = scratchDir('power-cli');
const vault = path.join(scratch.dir, 'vault');
const power = path.join(scratch.dir, 'power');
const env = { ZAPIS_PASSPHRASE: 'four stones beside the quiet well', ZAPIS_POWER: power };
let id = '';

function plug(online: '0' | '1', status: string): void {
  for (const [name, fields] of Object.entries({ AC: { type: 'Mains', online }, BAT0: { type: 'Battery', status, capacity: '20' } })) {
    mkdirSync(path.join(power, name), { recursive: true });
    for (const [field, value] of Object.entries(fields)) writeFileSync(path.join(power, name, field), value);
  }
}

beforeAll(() => {
  plug('0', 'Discharging');
  expect(zapis(['vault', 'create', '--vault', vault], env).code).toBe(0);
  // Bringing footage in never waits.
  const { json, err } = zapis(['import', makeSampleInterview(scratch.dir, SENTENCES.slice(0, 2)).file, '--vault', vault], env);
  expect(err).not.toContain('Paused');
  id = (json['footage'] as { id: string }[])[0]?.id ?? '';
});
afterAll(() => scratch.remove());

const transcribe = (): string[] => ['transcribe', id, '--language', 'en', '--model', 'whisper-tiny', '--vault', vault];

test('a transcription on a battery that is nearly empty waits, says so and how not to, and goes on at a socket', async () => {
  const child = spawn(process.execPath, [path.join(__dirname, '../../dist/cli.js'), ...transcribe(), '--json'], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ...env } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (piece: Buffer) => { out += piece.toString(); });
  child.stderr.on('data', (piece: Buffer) => { err += piece.toString(); });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  while (!err.includes('Paused')) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(err).toContain('below 30 %');
  expect(err).toContain('--on-battery');
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(out).toBe('');
  plug('1', 'Charging');
  expect(await ended).toBe(0);
  expect(err).toContain('Goes on.');
  expect(JSON.parse(out)).toMatchObject({ footage: id });
});

test('and does not wait when told not to', () => {
  plug('0', 'Discharging');
  const { code, err, json } = zapis([...transcribe(), '--on-battery'], env);
  expect([code, err.includes('Paused'), json['footage']]).toEqual([0, false, id]);
});
