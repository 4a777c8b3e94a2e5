import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { listModels, removeModel } from '../../../electron/core/models/catalogue';
import { modelEntry } from '../../../electron/core/models/entries';
import { measuredSpeeds, rememberSpeed } from '../../../electron/core/models/speeds';
import { whileUsed } from '../../../electron/core/models/use';

const folder = mkdtempSync(path.join(os.tmpdir(), 'zapis-use-'));
const TINY = modelEntry('whisper-tiny');
const file = path.join(folder, TINY.file);
const before = process.env['ZAPIS_MODELS'];
const there = (): boolean => readdirSync(folder).includes(TINY.file);
beforeAll(() => { process.env['ZAPIS_MODELS'] = folder; });
beforeEach(() => { writeFileSync(file, 'weights'); });
afterAll(() => {
  if (before === undefined) delete process.env['ZAPIS_MODELS'];
  else process.env['ZAPIS_MODELS'] = before;
  rmSync(folder, { recursive: true });
});

describe('a model in use', () => {
  it('is not removed, and is when the work has ended, well or badly', async () => {
    await whileUsed('whisper-tiny', async () => {
      await expect(removeModel('whisper-tiny')).rejects.toMatchObject({ code: 'model-in-use', params: { title: 'Whisper tiny' } });
      await expect(removeModel('whisper-small')).resolves.toBeUndefined();
    });
    expect(there()).toBe(true);
    await expect(whileUsed('whisper-tiny', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await removeModel('whisper-tiny');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('by a process that died, or before the computer was started, is removed', async () => {
    const { pid } = spawnSync('true');
    writeFileSync(path.join(folder, `.${TINY.file}.used-${pid}-x`), '');
    const old = path.join(folder, `.${TINY.file}.used-${process.pid}-x`);
    writeFileSync(old, '');
    utimesSync(old, new Date(2020, 1, 1), new Date(2020, 1, 1));
    await removeModel('whisper-tiny');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the measured speed', () => {
  it('is kept beside the models, leans to the newest, and holds nothing but a number', async () => {
    expect(measuredSpeeds()).toEqual({});
    rememberSpeed('whisper-tiny', 20_000, 1_000);
    expect(measuredSpeeds()).toEqual({});
    rememberSpeed('whisper-tiny', 60_000, 30_000);
    rememberSpeed('whisper-tiny', 60_000, 20_000);
    rememberSpeed('whisper-small', 90_000, 60_000);
    expect(JSON.parse(readFileSync(path.join(folder, 'measured-speeds.json'), 'utf8'))).toEqual({ 'whisper-tiny': 2.4, 'whisper-small': 1.5 });
    const speeds = Object.fromEntries((await listModels(['hr'])).map((model) => [model.id, model.speed]));
    expect(speeds).toMatchObject({ 'whisper-tiny': 2.4, 'whisper-small': 1.5, 'whisper-medium': null });
  });

  it('that cannot be read is no speed', () => {
    writeFileSync(path.join(folder, 'measured-speeds.json'), '{"whisper-tiny": -1}');
    expect(measuredSpeeds()).toEqual({});
  });
});

it('exactly one model is recommended for the languages asked about', async () => {
  expect((await listModels(['hr', 'sq'])).filter((model) => model.isRecommended && model.kind === 'recogniser')).toHaveLength(1);
});
