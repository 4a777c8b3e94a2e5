import path from 'node:path';
import { addModelsFrom } from '../../electron/core/models/add';
import { readTranslation, startTranslation, translationEngines } from '../../electron/core/operations/translation';
import { transcriptForDocument } from '../../electron/core/operations/transcript';
import { markPassage } from '../../electron/core/redaction/passages';
import { insertSegment } from '../../electron/core/transcript/segments';
import { listTranslations } from '../../electron/core/translation/rows';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace, type Workspace } from '../../electron/core/workspace/workspace';
import { passageDraft, type LanguageCode, type TranslationEngine } from '../../shared/domain';
import { splitWords } from '../../shared/text';
import { dictionaryModel } from '../support/marianModel';
import { scratchDir } from '../support/media';
import { makeStick } from '../support/packs';
import { HOST } from '../support/people';
import { insertFootageRow, tempVault, type TempVault } from '../support/vault';
import { livingWorkers, testWorkers } from '../support/worker';

const S = 1_000_000;
const before = { ...process.env };
const scratch = scratchDir('translate-bergamot');
const startWorker = testWorkers();
let temp: TempVault;
let workspace: Workspace;
const db = () => temp.vault.db;

const PAIRS: [string, string][] = [['vojnik', 'soldier'], ['je', 'was'], ['na', 'on'], ['mostu', 'bridge'], ['rekao', 'told'], ['da', 'that'], ['idemo', 'leave'], ['bili', 'stayed'], ['smo', 'we'], ['u', 'in'], ['selu', 'village'], ['tada', 'then'], ['krug', 'circle']];

beforeAll(async () => {
  const { stick, catalogue } = makeStick(scratch.dir, [{ pair: ['hr', 'en'], files: dictionaryModel(PAIRS) }, { pair: ['en', 'sl'], files: dictionaryModel([...PAIRS, ['yes', 'ja']]) }]);
  process.env['ZAPIS_MODELS'] = path.join(scratch.dir, 'models');
  process.env['ZAPIS_PACKS'] = catalogue;
  await addModelsFrom(stick);
});
afterAll(() => {
  process.env = before;
  scratch.remove();
});
beforeEach(async () => {
  temp = await tempVault();
  insertFootageRow(temp.vault, { id: 'f', bytes: 1, sha256: 'f', storeKey: Buffer.alloc(32, 1) });
  db().prepare('UPDATE footage SET duration_us = 1000000000000').run();
  workspace = await openWorkspace(temp.vault, { ...HOST, startWorker }, new Changes());
});
afterEach(async () => {
  await workspace.close();
  temp.dispose();
});

let at = 0;
function say(id: string, text: string, language: LanguageCode = 'hr'): void {
  at += 10 * S;
  const words = splitWords(text).map((word, i) => ({ text: word, startUs: at + i * 700_000, endUs: at + i * 700_000 + 100_000, trust: 'aligned' as const }));
  insertSegment(db(), { id, footageId: 'f', startUs: at, endUs: at + 9 * S, text, language, origin: 'machine', words });
}
async function translate(to: LanguageCode = 'en', engine: TranslationEngine | null = null): Promise<Record<string, unknown>> {
  const { id } = startTranslation(workspace, { footageId: 'f', to, engine, scope: 'due' });
  expect(await workspace.jobs.wait(id)).toMatchObject({ state: 'succeeded', error: null });
  return workspace.jobs.result(id) as Record<string, unknown>;
}

test('an installed pack is what translates unless another engine is wanted, each language by the pack that reads it', async () => {
  say('a', 'Vojnik je na mostu.');
  say('b', 'Војник је на мосту.', 'sr');
  say('c', 'Vojnik je na mostu.', 'sq');
  expect(translationEngines(workspace, {}).map(({ id }) => id)).toEqual(expect.arrayContaining(['bergamot']));
  expect(await translate()).toMatchObject({ engine: 'bergamot', model: 'hr-en-tiny', translated: 2, skipped: 1 });
  expect(readTranslation(workspace, { footageId: 'f', language: 'en' }).map(({ segmentId, text, linked }) => [segmentId, text, linked])).toEqual([['a', 'Soldier was on bridge.', true], ['b', 'Soldier was on bridge.', true]]);
  expect(await translate('sl')).toMatchObject({ engine: 'bergamot', model: 'hr-en-tiny>en-sl-tiny', translated: 2 });
  expect(await translate('en', 'apertium')).toMatchObject({ engine: 'apertium', translated: 2 });
  expect(() => startTranslation(workspace, { footageId: 'f', to: 'tr', engine: 'bergamot', scope: 'due' })).toThrow(expect.objectContaining({ code: 'translation-no-pair', params: { engine: 'Bergamot', from: 'hr', to: 'tr' } }) as Error);
  expect(livingWorkers() ?? []).toEqual([]);
});

test('redaction follows the engine\'s links to the words that render what is hidden, with one more on either side', async () => {
  say('a', 'Tada je vojnik Tihomir Jarebić na mostu rekao da idemo u krug.');
  say('b', 'Bili smo u selu.');
  await translate();
  expect(listTranslations(db(), 'f', 'en')[0]?.text).toBe('Then was soldier Tihomir Jarebić on bridge told that leave in circle.');
  markPassage(db(), passageDraft.parse({ footageId: 'f', target: { words: { fromSegmentId: 'a', fromWord: 3, toSegmentId: 'a', toWord: 4 } }, reason: 'names-third-person' }));
  const out = transcriptForDocument(workspace, { footageId: 'f', redacted: true, format: 'txt', lang: 'en' }).map((s) => s.text);
  expect(out[0]).toMatch(/^Then was \[redacted\].*bridge told that leave in circle\.$/);
  expect(out[0]).not.toMatch(/soldier|Tihomir|Jarebi|\bon\b/);
  expect(out[1]).toBe('Stayed we in village.');
});
