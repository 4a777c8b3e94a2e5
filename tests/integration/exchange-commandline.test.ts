import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { editTranslation } from '../../electron/core/translation/edit';
import { zapis } from '../support/commandLine';
import { scratchDir } from '../support/media';
import { CAST, peopledVault, speak } from '../support/people';
import { storeFootage } from '../support/vault';

const scratch = scratchDir('exchange-cli');
const id = '3f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c11';
let people: Awaited<ReturnType<typeof peopledVault>>;
let footageId: string;
beforeAll(async () => {
  people = await peopledVault();
  footageId = storeFootage(people.vault, randomBytes(5_000));
  people.vault.db.prepare('UPDATE footage SET duration_us = 60000000').run();
  speak(people.vault, footageId, id, 'Most je gorio cijelu noć.');
  editTranslation(people.vault.db, { segmentId: id, language: 'en', text: 'The bridge burned all night.' });
  people.vault.close();
});
afterAll(() => {
  people.dispose();
  scratch.remove();
});
const run = (...args: string[]): Record<string, unknown> => {
  const { code, json, err } = zapis([...args, '--vault', people.dir, '--as', CAST.custodian.name], { ZAPIS_PASSPHRASE: CAST.custodian.passphrase });
  expect(`${args.join(' ')}: ${code}${code === 0 ? '' : ` ${err}`}`).toBe(`${args.join(' ')}: 0`);
  return json;
};

it('a translation leaves, comes back edited, is found in the memory and leaves with it', () => {
  const file = join(scratch.dir, 'out.xliff');
  expect(run('export', footageId, '--format', 'xliff', '--out', file)).toEqual({ file, segments: 2, tooFast: [] });
  writeFileSync(file, readFileSync(file, 'utf8').replace('burned all night', 'was on fire all night'));
  expect(run('translation', 'import', footageId, file)).toEqual({ laid: 1, same: 0, untranslated: 0, told: [] });
  expect(run('tm', 'search', 'mostovima')).toMatchObject({ hits: [{ target: 'The bridge was on fire all night.', state: 'edited', place: { segmentId: id } }] });
  const memory = join(scratch.dir, 'memory.tmx');
  expect(run('tm', 'export', memory)).toEqual({ file: memory, units: 1 });
  expect(readFileSync(memory, 'utf8')).toContain('The bridge was on fire all night.');
  expect(run('tm', 'terms', footageId)).toEqual({ terms: [] });
  const subtitles = join(scratch.dir, 'both.ass');
  run('transcript', footageId, '--format', 'ass', '--lang', 'both', '--out', subtitles);
  expect(readFileSync(subtitles, 'utf8')).toContain('Most je gorio cijelu noć.\\NThe bridge was on fire all night.');
  expect(run('clips', 'add', footageId, '--text', 'on fire', '--lang', 'en')).toMatchObject({ parts: [{ footage: footageId, startMs: 0, byWords: true }] });
  const { code, err } = zapis(['tm', 'import', memory, '--vault', people.dir, '--as', CAST.custodian.name], { ZAPIS_PASSPHRASE: CAST.custodian.passphrase });
  expect([code, err]).toEqual([1, expect.stringContaining('written by this vault')]);
  expect(existsSync(file)).toBe(true);
});
