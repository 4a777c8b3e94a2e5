import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { catalogue } from '../../electron/core/models/entries';
import { modelPath } from '../../electron/core/models/catalogue';
import { startTranslation } from '../../electron/core/operations/translation';
import { importFootage } from '../../electron/core/footage/import';
import { insertSegment } from '../../electron/core/transcript/segments';
import { openEngine } from '../../electron/core/translation/engines';
import { listTranslations } from '../../electron/core/translation/rows';
import { speechModel } from '../../electron/core/translation/speech/models';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace, type Workspace } from '../../electron/core/workspace/workspace';
import { splitWords } from '../../shared/text';
import { HOST } from '../support/people';
import { insertFootageRow, tempVault, type TempVault } from '../support/vault';
import { livingWorkers, testWorkers } from '../support/worker';

jest.setTimeout(300_000);
const SPEECH = path.join(__dirname, '../../../shared/data/speech/hr');
const startWorker = testWorkers();
let temp: TempVault;
let workspace: Workspace;
beforeEach(async () => {
  temp = await tempVault();
  workspace = await openWorkspace(temp.vault, { ...HOST, startWorker }, new Changes());
});
afterEach(async () => {
  await workspace.close();
  temp.dispose();
});

test('a model that was not made for it is refused before anything starts', () => {
  insertFootageRow(temp.vault, { id: 'f', bytes: 1, sha256: 'f', storeKey: Buffer.alloc(32, 1) });
  insertSegment(temp.vault.db, { id: 'a', footageId: 'f', startUs: 0, endUs: 900_000, text: 'Dobar dan.', language: 'hr', origin: 'machine', words: [] });
  const cannot = catalogue.models.filter(({ kind, canTranslate }) => kind !== 'recogniser' || !canTranslate);
  expect(cannot.map(({ id }) => id)).toContain('whisper-large-v3-turbo');
  for (const { id } of cannot) expect(() => startTranslation(workspace, { footageId: 'f', to: 'en', engine: 'speech', scope: 'due', modelId: id })).toThrow(expect.objectContaining({ code: 'speech-cannot-translate' }) as Error);
  expect(() => startTranslation(workspace, { footageId: 'f', to: 'sl', engine: 'speech', scope: 'due' })).toThrow(expect.objectContaining({ code: 'translation-no-pair' }) as Error);
  expect(workspace.jobs.list()).toEqual([]);
});

const real = existsSync(SPEECH) && existsSync(path.join(process.env['HOME'] ?? '', '.cache/zapis/models/whisper-small-q8_0.bin'));
if (!real) console.warn('skipped: real speech and Whisper small are not here');

(real ? test : test.skip)('Croatian speech becomes English, linked to nothing; what another engine wrote stays where it refuses', async () => {
  const text = readFileSync(path.join(SPEECH, 'hr000.txt'), 'utf8').trim();
  const { footage } = await importFootage(workspace, path.join(SPEECH, 'hr000.flac'));
  const words = splitWords(text);
  const step = Math.floor(footage.durationUs / words.length);
  insertSegment(temp.vault.db, { id: 'a', footageId: footage.id, startUs: 0, endUs: footage.durationUs, text: words.join(' ').replace(/[.!?](?=\s)/g, ','), language: 'hr', origin: 'machine', words: words.map((word, i) => ({ text: word.replace(/[.!?]$/, i === words.length - 1 ? '.' : ','), startUs: i * step, endUs: (i + 1) * step, trust: 'aligned' })) });
  const { id } = startTranslation(workspace, { footageId: footage.id, to: 'en', engine: 'speech', scope: 'due' });
  expect(await workspace.jobs.wait(id)).toMatchObject({ state: 'succeeded', error: null });
  expect(workspace.jobs.result(id)).toMatchObject({ engine: 'speech', translated: 1, refused: 0 });
  const [translation] = listTranslations(temp.vault.db, footage.id, 'en');
  expect(translation).toMatchObject({ engine: 'speech', model: 'whisper-small', links: null });
  expect(translation?.text).toMatch(/\b(the|and|of|is)\b/);
  expect(translation?.text).not.toMatch(/\b(je|koji|smo|nije)\b/);
  expect(livingWorkers() ?? []).toEqual([]);
});

(real ? test : test.skip)('a recogniser that answers in the language that is spoken is stopped', async () => {
  const { footage } = await importFootage(workspace, path.join(SPEECH, 'hr000.flac'));
  const modelId = speechModel('whisper-tiny');
  // The real worker with the real model, told to write what it hears.
  const deaf = (name: Parameters<typeof startWorker>[0]): ReturnType<typeof startWorker> => { const port = startWorker(name); return { ...port, post: (message) => { port.post({ ...message as object, translate: false }); } }; };
  const { openSound } = await import('../../electron/core/transcription/soundWindow');
  const sound = openSound(workspace, footage.id, new AbortController().signal);
  const engine = openEngine('speech', { startWorker: deaf, languages: ['hr'], to: 'en', speech: { sound, modelId, threads: 2 } });
  try {
    expect(modelPath(modelId)).toBeTruthy();
    const words = splitWords(readFileSync(path.join(SPEECH, 'hr000.txt'), 'utf8'));
    expect(await engine.translate([{ words, language: 'hr', at: { startUs: 0, endUs: footage.durationUs } }], 'en', new AbortController().signal)).toEqual([{ words: [], links: null, unknown: [] }]);
  } finally {
    engine.dispose();
    await sound.close();
  }
});
