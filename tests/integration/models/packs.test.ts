import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { addModelsFrom } from '../../../electron/core/models/add';
import { listModels, removeModel } from '../../../electron/core/models/catalogue';
import { packPaths } from '../../../electron/core/models/packs/presence';
import { recommendPacks } from '../../../electron/core/models/packs/info';
import { whileUsed } from '../../../electron/core/models/use';
import { packsFor, packLanguages } from '../../../electron/core/translation/bergamot/routes';
import { dictionaryModel } from '../../support/marianModel';
import { scratchDir } from '../../support/media';
import { makeStick } from '../../support/packs';

const scratch = scratchDir('packs');
const cache = path.join(scratch.dir, 'models');
const files = dictionaryModel([['dobar', 'good'], ['dan', 'day']]);
const { stick, catalogue, fileOf, packs } = makeStick(scratch.dir, [{ pair: ['hr', 'en'], files }, { pair: ['en', 'sl'], files: dictionaryModel([['good', 'dober'], ['day', 'dan'], ['bridge', 'most']]) }, { pair: ['sq', 'en'], files: dictionaryModel([['mirë', 'good'], ['ditë', 'day'], ['urë', 'bridge'], ['po', 'yes']]), unpackedUnknown: true }]);
const before = { ...process.env };
let place: string;

beforeEach(() => {
  process.env['ZAPIS_MODELS'] = cache;
  process.env['ZAPIS_PACKS'] = catalogue;
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache);
  place = path.join(scratch.dir, 'place');
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place);
});
afterAll(() => {
  process.env = before;
  scratch.remove();
});

const installed = async (): Promise<string[]> => (await listModels()).filter((model) => model.kind === 'translation' && model.installed).map(({ id }) => id);
const copied = (id: string, kind: 'model' | 'shortlist' | 'vocab', name = path.basename(fileOf(id, kind))): string => {
  const to = path.join(place, name);
  copyFileSync(fileOf(id, kind), to);
  return to;
};
const brought = (id = 'hr-en-tiny'): Record<'model' | 'shortlist' | 'vocab', string> => ({ model: copied(id, 'model'), shortlist: copied(id, 'shortlist'), vocab: copied(id, 'vocab') });

test('every pack of a stick is installed, checked, listed and removed; one in use is not', async () => {
  expect((await addModelsFrom(stick)).map(({ id, kind, pair }) => [id, kind, pair])).toEqual([['hr-en-tiny', 'translation', { from: 'hr', to: 'en' }], ['en-sl-tiny', 'translation', { from: 'en', to: 'sl' }], ['sq-en-tiny', 'translation', { from: 'sq', to: 'en' }]]);
  expect(readdirSync(cache).sort()).toEqual(['en-sl-tiny', 'hr-en-tiny', 'sq-en-tiny']);
  expect(readFileSync(packPaths('hr-en-tiny').model).equals(files.model)).toBe(true);
  expect(packLanguages()).toEqual({ from: ['hr', 'en', 'sq', 'bs', 'sr', 'cnr'], to: ['en', 'sl'] });
  expect(packsFor('bs', 'en')?.map(({ id }) => id)).toEqual(['hr-en-tiny']);
  expect(packsFor('hr', 'sl')?.map(({ id }) => id)).toEqual(['hr-en-tiny', 'en-sl-tiny']);
  expect(packsFor('mk', 'en')).toBeNull();
  expect(recommendPacks(['hr', 'sq', 'mk']).map(({ id }) => id)).toEqual(['hr-en-tiny', 'sq-en-tiny']);
  await whileUsed('hr-en-tiny', async () => {
    await expect(removeModel('hr-en-tiny')).rejects.toMatchObject({ code: 'pack-in-use', params: { title: 'Croatian → English (tiny)' } });
    await expect(addModelsFrom(stick)).rejects.toMatchObject({ code: 'pack-in-use' });
  });
  await removeModel('hr-en-tiny');
  expect(await installed()).toEqual(['en-sl-tiny', 'sq-en-tiny']);
});

test('by one of its files, under whatever names, compressed or unpacked', async () => {
  const one = brought();
  renameSync(one.model, path.join(place, 'x.gz'));
  expect((await addModelsFrom(path.join(place, 'x.gz'))).map(({ id }) => id)).toEqual(['hr-en-tiny']);
  await removeModel('hr-en-tiny');
  rmSync(place, { recursive: true });
  mkdirSync(place);
  for (const [name, bytes] of [['a', files.model], ['b', files.shortlist], ['c', files.vocab]] as const) writeFileSync(path.join(place, name), bytes);
  expect((await addModelsFrom(place)).map(({ id }) => id)).toEqual(['hr-en-tiny']);
});

const refused = async (code: string, from = place): Promise<void> => {
  await expect(addModelsFrom(from)).rejects.toMatchObject({ code });
  expect(readdirSync(cache)).toEqual([]);
  expect(await installed()).toEqual([]);
};

test('what is cut short, altered, incomplete or something else is refused, and nothing is left of it', async () => {
  await refused('pack-none-found');
  await refused('model-file-unreadable', path.join(place, 'nowhere'));
  const one = brought();
  truncateSync(one.model, 1000);
  await refused('pack-damaged');
  await refused('pack-damaged', one.model);
  brought();
  const bytes = readFileSync(one.shortlist);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(one.shortlist, bytes);
  await refused('pack-damaged');
  // Rightly compressed, wrong inside.
  writeFileSync(one.shortlist, gzipSync(Buffer.from('something else')));
  await refused('pack-damaged');
  rmSync(one.shortlist);
  await refused('pack-incomplete');
  writeFileSync(path.join(place, 'notes.gz'), gzipSync('shopping'));
  rmSync(one.model);
  rmSync(one.vocab);
  await refused('pack-none-found');
  await refused('pack-none-found', path.join(place, 'notes.gz'));
});

test('of what it cannot know unpacked it takes the compressed files only', async () => {
  for (const kind of ['model', 'shortlist', 'vocab'] as const) writeFileSync(path.join(place, path.basename(fileOf('sq-en-tiny', kind), '.gz')), gunzipSync(readFileSync(fileOf('sq-en-tiny', kind))));
  await refused('pack-damaged');
});

test('a good pack is installed beside a damaged one, which is named', async () => {
  cpSync(stick, place, { recursive: true });
  const bad = path.join(place, packs[1]?.files[0]?.path ?? '');
  truncateSync(bad, 500);
  await expect(addModelsFrom(place)).rejects.toMatchObject({ code: 'pack-damaged-others', params: { file: path.basename(bad), count: 2 } });
  expect(await installed()).toEqual(['hr-en-tiny', 'sq-en-tiny']);
});

test('a pack altered after it was installed is not used; one copied by hand is hashed first', async () => {
  await addModelsFrom(stick);
  const { vocab } = { vocab: packPaths('sq-en-tiny').vocabs[0] ?? '' };
  const bytes = readFileSync(vocab);
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  writeFileSync(vocab, bytes);
  expect(() => packPaths('sq-en-tiny')).toThrow(expect.objectContaining({ code: 'model-installed-damaged' }) as Error);
  expect(await installed()).toEqual(['hr-en-tiny', 'en-sl-tiny']);
  rmSync(path.join(cache, 'hr-en-tiny', 'installed.json'));
  expect(await installed()).toEqual(['hr-en-tiny', 'en-sl-tiny']);
  expect(existsSync(path.join(cache, 'hr-en-tiny', 'installed.json'))).toBe(true);
});

test('cancelled in the middle it leaves nothing', async () => {
  const abort = new AbortController();
  await expect(addModelsFrom(stick, { signal: abort.signal, onProgress: (fraction) => { if (fraction > 0.6) abort.abort(); } })).rejects.toMatchObject({ name: 'AbortError' });
  expect(readdirSync(cache).filter((name) => name.startsWith('.'))).toEqual([]);
  expect(await installed()).toEqual([]);
});
