import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApertium } from '../../electron/core/translation/apertium/apertium';
import { startTranslation } from '../../electron/core/operations/translation';
import { editTranslation } from '../../electron/core/translation/edit';
import { redactedTranslation } from '../../electron/core/translation/leaving';
import { listTranslations } from '../../electron/core/translation/rows';
import { transcriptForDocument } from '../../electron/core/operations/transcript';
import { markPassage } from '../../electron/core/redaction/passages';
import { editSegmentText } from '../../electron/core/transcript/editText';
import { insertSegment } from '../../electron/core/transcript/segments';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace, type Workspace } from '../../electron/core/workspace/workspace';
import { translationSnapshot } from '../../electron/core/handover/translations';
import { passageDraft, type LanguageCode } from '../../shared/domain';
import { splitWords } from '../../shared/text';
import { scratchDir } from '../support/media';
import { HOST } from '../support/people';
import { insertFootageRow, tempVault, type TempVault } from '../support/vault';

const S = 1_000_000;
let temp: TempVault;
let workspace: Workspace;
const scratch = scratchDir('translate');
afterAll(() => { scratch.remove(); });
beforeEach(async () => {
  temp = await tempVault();
  insertFootageRow(temp.vault, { id: 'f', bytes: 1, sha256: 'f', storeKey: Buffer.alloc(32, 1) });
  temp.vault.db.prepare('UPDATE footage SET duration_us = 1000000000000').run();
  workspace = await openWorkspace(temp.vault, HOST, new Changes());
});
afterEach(async () => {
  await workspace.close();
  temp.dispose();
});

const db = () => temp.vault.db;
let at = 0;
function say(id: string, text: string, language: LanguageCode = 'bs'): void {
  at += 10 * S;
  const words = splitWords(text).map((word, i) => ({ text: word, startUs: at + i * 400_000, endUs: at + i * 400_000 + 390_000, trust: 'aligned' as const }));
  insertSegment(db(), { id, footageId: 'f', startUs: at, endUs: at + 9 * S, text, language, origin: 'machine', words });
}
const begin = (scope: 'due' | 'stale' | 'all' = 'due') => startTranslation(workspace, { footageId: 'f', to: 'en', engine: 'apertium', scope });
async function translate(scope: 'due' | 'stale' | 'all' = 'due'): Promise<unknown> {
  const { id } = begin(scope);
  const job = await workspace.jobs.wait(id);
  expect(job).toMatchObject({ state: 'succeeded', error: null });
  return workspace.jobs.result(id);
}
const english = (): Record<string, string> => Object.fromEntries(listTranslations(db(), 'f', 'en').map(({ segmentId, text }) => [segmentId, text]));

test('translates what is spoken in either script, marks what it does not know, leaves a person\'s work alone, and only what is due', async () => {
  say('a', 'Vidio sam vojnike na mostu.');
  say('b', 'Видео сам војнике на мосту.', 'sr');
  say('c', 'Војниците беа на мостот.', 'mk');
  say('d', 'Dali su nam rakijetinu.');
  say('e', 'We were there.', 'en');
  expect(await translate()).toMatchObject({ translated: 4, kept: 0, skipped: 1, engine: 'apertium', sentences: 4 });
  const first = english();
  expect(first['a']).toMatch(/soldiers.*bridge/i);
  expect(first['b']).toMatch(/soldiers.*bridge/i);
  expect(first['c']).toMatch(/soldiers.*bridge/i);
  expect(Object.values(first).join(' ')).not.toMatch(/[*@#]/);
  const [unknown] = listTranslations(db(), 'f', 'en').filter(({ segmentId }) => segmentId === 'd');
  expect(unknown?.unknown.map((i) => splitWords(unknown.text)[i])).toContain('rakijetinu.');
  for (const t of listTranslations(db(), 'f', 'en')) expect(translationSnapshot.omit({ segmentId: true }).safeParse(t).success).toBe(true);

  editTranslation(db(), { segmentId: 'a', language: 'en', text: 'I saw soldiers on the bridge.' }, 'ana');
  editSegmentText(db(), 'a', 'Vidio sam vojnike na brdu.');
  editSegmentText(db(), 'b', 'Видео сам војнике на брду.');
  expect(await translate('stale')).toMatchObject({ translated: 1, kept: 1 });
  expect(english()).toMatchObject({ a: 'I saw soldiers on the bridge.', b: expect.stringMatching(/hill/) as string });
  expect(await translate()).toMatchObject({ translated: 0, kept: 1 });
  expect(await translate('all')).toMatchObject({ translated: 3, kept: 1 });
});

test('a name redacted in the original leaves in no language', async () => {
  say('a', 'Tada je Tihomir Jarebić rekao da idemo.');
  say('b', 'Bili smo u selu.');
  await translate();
  markPassage(db(), passageDraft.parse({ footageId: 'f', target: { words: { fromSegmentId: 'a', fromWord: 2, toSegmentId: 'a', toWord: 3 } }, reason: 'names-third-person' }));
  const text = (lang: 'orig' | 'en' | 'both', redacted: boolean): string => transcriptForDocument(workspace, { footageId: 'f', redacted, format: 'txt', lang }).map((s) => s.text).join('\n');
  expect(text('en', false)).toMatch(/Jarebi/);
  for (const lang of ['orig', 'en', 'both'] as const) expect(text(lang, true)).not.toMatch(/Tihomir|Jarebi/);
  expect(text('en', true)).toMatch(/^\[redacted\]\n.*village/s);
  expect(text('both', true).split('\n')).toHaveLength(4);

  // What is redacted anywhere, or has a substitute, leaves in no translation either, also where only the translation has it.
  editTranslation(db(), { segmentId: 'b', language: 'en', text: 'We were in the village of Tihomir.' });
  expect(redactedTranslation(db(), 'f', 'en').map((s) => s.text)).toEqual(['[redacted]', 'We were in the village of Tihomir.']);
  for (const lang of ['en', 'both'] as const) expect(text(lang, true)).toMatch(/village of \[redacted\]/);
  expect(redactedTranslation(db(), 'f', 'en', ['tihomir']).map((s) => s.text)).toEqual(['[redacted]', 'We were in the village of [redacted]']);
});

test('cancelled or cut off it keeps what it has, and goes on from there', async () => {
  for (let i = 0; i < 300; i += 1) say(`s${String(i).padStart(3, '0')}`, `Vojnik broj ${i} je stajao na mostu i gledao vodu.`);
  const { id } = begin('all');
  await new Promise<void>((resolve) => { workspace.jobs.onChange((job) => { if (job.progress > 0.05) resolve(); }); });
  await workspace.close();
  temp.vault = await temp.reopen();
  const before = listTranslations(db(), 'f', 'en');
  expect(before.length).toBeGreaterThan(0);
  expect(before.length).toBeLessThan(300);
  workspace = await openWorkspace(temp.vault, HOST, new Changes());
  workspace.jobs.adopt(id);
  expect(await workspace.jobs.wait(id)).toMatchObject({ state: 'succeeded' });
  expect(workspace.jobs.result(id)).toMatchObject({ translated: 300 - before.length });
  expect(listTranslations(db(), 'f', 'en').map((t) => ({ ...t, updatedAt: '' })).slice(0, before.length)).toEqual(before.map((t) => ({ ...t, updatedAt: '' })));
  expect(Object.values(english()).every((text, i) => text.includes(String(i)))).toBe(true);

  const again = begin('all');
  await new Promise<void>((resolve) => { workspace.jobs.onChange((job) => { if (job.id === again.id && job.progress > 0.05) resolve(); }); });
  workspace.jobs.cancel(again.id);
  expect(await workspace.jobs.wait(again.id)).toMatchObject({ state: 'cancelled' });
  expect(listTranslations(db(), 'f', 'en')).toHaveLength(300);
});

test('a program that hangs is ended, one that fails is told, and none sees anything of this process', async () => {
  const share = join(scratch.dir, 'share', 'apertium');
  const bin = join(scratch.dir, 'bin');
  for (const dir of [join(share, 'modes'), bin]) mkdirSync(dir, { recursive: true });
  const program = (name: string, body: string): void => { writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`); chmodSync(join(bin, name), 0o755); };
  program('apertium-destxt', 'exec /bin/cat');
  program('apertium-retxt', 'exec /bin/cat');
  writeFileSync(join(share, 'modes', 'hbs-eng.mode'), "lt-proc -w 'x.bin'\n");
  process.env['ZAPIS_APERTIUM'] = share;
  process.env['SECRET_OF_THE_PARENT'] = 'Tajna';
  try {
    const run = (patienceMs = 20_000): Promise<unknown> => createApertium({ patienceMs }).translate([{ words: ['Da.'], language: 'bs' }], 'en', new AbortController().signal);
    program('lt-proc', '/bin/cat >/dev/null; /usr/bin/env | /usr/bin/tr "\\n" " "');
    const [seen] = await run() as { words: string[] }[];
    expect(seen?.words.filter((word) => !/^(_|PWD|SHLVL|OLDPWD)=/.test(word))).toEqual(['LC_ALL=C.UTF-8']);
    program('lt-proc', 'exec /bin/sleep 60');
    await expect(run(300)).rejects.toThrow('translation-stalled');
    program('lt-proc', 'exit 3');
    await expect(run()).rejects.toThrow('translation-failed');
    writeFileSync(join(share, 'modes', 'hbs-eng.mode'), "lt-proc x; touch /tmp/x\n");
    expect(() => createApertium()).toThrow('apertium-missing');
  } finally {
    delete process.env['ZAPIS_APERTIUM'];
    delete process.env['SECRET_OF_THE_PARENT'];
  }
});
