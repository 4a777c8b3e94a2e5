import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { CORPUS, corpusExports, exportCorpus, plant, type Planted } from '../support/leakCorpus';
import { testExport, type TestExport } from '../support/exportEnv';

/** Every interview in every format; all 200: `npm run bench -- leaks`. */
const MANY = 40;

let t: TestExport;
const footageOf = new Map<Planted, string>();
beforeAll(async () => {
  t = await testExport('leaks');
  for (const planted of CORPUS) footageOf.set(planted, await plant(t.env, t.dir, planted));
});
afterAll(() => t.dispose());

test('nothing of a secret is in clips of all formats, as an independent reader finds', async () => {
  expect(new Set(corpusExports(MANY).map(({ request, planted }) => `${planted.name} ${request.format}`)).size).toBe(MANY);
  expect(await exportCorpus(t.env, t.dir, MANY, footageOf)).toEqual([]);
}, 400_000);

test('the reader finds it where nothing is redacted', async () => {
  t.env.vault.db.prepare('DELETE FROM passage').run();
  const open = path.join(t.dir, 'open');
  mkdirSync(open);
  const found = (await exportCorpus(t.env, open, 1, footageOf)).join('\n');
  for (const what of ['sounds at', 'shows stripes', 'anarin in .srt', 'anarin in .vtt']) expect(found).toContain(what);
});
