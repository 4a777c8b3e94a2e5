import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PackCatalogue } from '../../../electron/core/models/packs/entries';
import { zapis, type Answer } from '../../support/commandLine';
import { cutOff, serveFolder, type FileServer } from '../../support/fileServer';
import { dictionaryModel } from '../../support/marianModel';
import { scratchDir } from '../../support/media';
import { makeStick } from '../../support/packs';

/** Packs from the catalogue's source, over a real connection to a server of this computer. */
const scratch = scratchDir('packs-source');
const cache = path.join(scratch.dir, 'models');
const { stick, catalogue, fileOf } = makeStick(scratch.dir, [{ pair: ['hr', 'en'], files: dictionaryModel([['most', 'bridge']]) }]);
let server: FileServer | null = null;
beforeAll(async () => {
  server = await serveFolder(stick, scratch.dir);
  if (server === null) console.warn('SKIPPED: without openssl there is no server to fetch packs from');
  else writeFileSync(catalogue, JSON.stringify({ ...JSON.parse(readFileSync(catalogue, 'utf8')) as PackCatalogue, source: server.url }));
});
afterAll(() => {
  server?.stop();
  scratch.remove();
});

const add = (): Answer => zapis(['models', 'add', 'hr-en-tiny'], { ZAPIS_MODELS: cache, ZAPIS_PACKS: catalogue, ...server?.env });

test('a pack is fetched by its name and checked; what is there is not fetched again', () => {
  if (server === null) return;
  expect(add()).toMatchObject({ code: 0, json: { id: 'hr-en-tiny', installed: true } });
  expect(readdirSync(cache)).toContain('hr-en-tiny');
  server.stop();
  expect(add()).toMatchObject({ code: 0 });
});

test('one that breaks off, is another one than pinned, or is not there leaves nothing and says so', async () => {
  server = await serveFolder(stick, scratch.dir);
  if (server === null) return;
  const json = JSON.parse(readFileSync(catalogue, 'utf8')) as PackCatalogue;
  writeFileSync(catalogue, JSON.stringify({ ...json, source: server.url }));
  const refused = (why: string): void => {
    rmSync(cache, { recursive: true, force: true });
    const answer = add();
    expect(answer).toMatchObject({ code: 1 });
    expect(answer.err).toContain(why);
    expect(answer.err).not.toContain(scratch.dir);
    expect(existsSync(path.join(cache, 'hr-en-tiny'))).toBe(false);
  };
  const model = fileOf('hr-en-tiny', 'model');
  const whole = readFileSync(model);
  cutOff(model);
  refused('could not be fetched');
  rmSync(`${model}.cut`);
  const other = Buffer.from(whole);
  other[other.length >> 1] = (other[other.length >> 1] ?? 0) ^ 1;
  writeFileSync(model, other);
  refused('is not what the translation pack should hold');
  rmSync(model);
  refused('could not be fetched');
  writeFileSync(model, whole);
  expect(add().code).toBe(0);
});
