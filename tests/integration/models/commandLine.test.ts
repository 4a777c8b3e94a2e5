import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { modelFolder } from '../../../electron/core/models/cache';
import { modelEntry } from '../../../electron/core/models/entries';
import { zapis, type Answer } from '../../support/commandLine';
import { makeMedia, scratchDir } from '../../support/media';

const TINY = modelEntry('whisper-tiny');
const scratch = scratchDir('models-cli');
const cache = path.join(scratch.dir, 'models');
const vault = path.join(scratch.dir, 'vault');
const run = (...args: string[]): Answer => zapis(args, { ZAPIS_MODELS: cache, ZAPIS_PASSPHRASE: 'sedam sivih golubova na zvoniku' });
interface Listed { readonly id: string; readonly installed: boolean; readonly speed: number | null; readonly isRecommended: boolean }
const listed = (id: string): Listed | undefined => (run('models', 'list').json as unknown as Listed[]).find((model) => model.id === id);

beforeAll(() => {
  const source = path.join(modelFolder(), TINY.file);
  if (!existsSync(source)) throw new Error('Whisper tiny is not installed: npm run -s zapis -- models add whisper-tiny');
  mkdirSync(cache);
  copyFileSync(source, path.join(scratch.dir, 'stick'));
});
afterAll(() => { scratch.remove(); });

test('adds from a file, measures by transcribing, recommends, and removes', () => {
  expect(run('models', 'add', path.join(scratch.dir, 'stick')).json).toMatchObject({ id: 'whisper-tiny', installed: true, speed: null });
  expect(run('vault', 'create', '--vault', vault).code).toBe(0);
  const sound = makeMedia(scratch.dir, 'quiet.wav', ['-f', 'lavfi', '-i', 'anullsrc=r=16000:cl=mono:d=40']);
  const footage = String((run('import', sound, '--vault', vault).json as { footage?: { id: string }[] }).footage?.[0]?.id);
  expect(run('transcribe', footage, '--vault', vault, '--model', 'whisper-tiny', '--language', 'hr')).toMatchObject({ code: 0 });
  expect(listed('whisper-tiny')?.speed).toBeGreaterThan(1);
  // Nothing of the use is left when the work has ended.
  expect(readdirSync(cache).filter((name) => name.includes('.used-'))).toEqual([]);
  expect((run('models', 'list').json as unknown as Listed[]).filter((model) => model.isRecommended)).toHaveLength(1);
  expect(run('models', 'recommend', '--language', 'hr,en').json['id']).toMatch(/^whisper-/);

  writeFileSync(path.join(cache, `.${TINY.file}.used-${process.pid}-x`), '');
  const refused = run('models', 'remove', 'whisper-tiny');
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('A transcription is working with Whisper tiny');
  rmSync(path.join(cache, `.${TINY.file}.used-${process.pid}-x`));
  expect(run('models', 'remove', 'whisper-tiny').code).toBe(0);
  expect(listed('whisper-tiny')?.installed).toBe(false);
});

test('what is not in the catalogue cannot be removed, and a language that nobody knows not be asked for', () => {
  const unknown = run('models', 'remove', 'no-such-model');
  expect(unknown).toMatchObject({ code: 1 });
  expect(unknown.err).toContain('knows no model called no-such-model');
  expect(run('models', 'recommend', '--language', 'xx').code).toBe(2);
});
