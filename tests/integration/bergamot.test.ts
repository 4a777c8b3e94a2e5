import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBergamot, type Route } from '../../electron/core/translation/bergamot/bergamot';
import type { PackFiles } from '../../electron/core/translation/bergamot/protocol';
import { splitWords } from '../../shared/text';
import type { LanguageCode } from '../../shared/domain';
import { dictionaryModel, type MarianFiles } from '../support/marianModel';
import { scratchDir } from '../support/media';
import { livingWorkers, testWorkers, watchedWorkers } from '../support/worker';

const scratch = scratchDir('bergamot');
afterAll(() => { scratch.remove(); });
const start = testWorkers();
const never = new AbortController().signal;

const PAIRS: [string, string][] = [['dobar', 'good'], ['dan', 'day'], ['svima', 'everyone'], ['vojnik', 'soldier'], ['je', 'was'], ['na', 'on'], ['mostu', 'bridge'], ['nije', 'wasn\'t'], ['vidio', 'seen']];

function pack(id: string, { model, shortlist, vocab }: MarianFiles): PackFiles {
  const folder = join(scratch.dir, id);
  mkdirSync(folder, { recursive: true });
  const files = { model: join(folder, 'model.bin'), shortlist: join(folder, 'lex.bin'), vocab: join(folder, 'vocab.spm') };
  writeFileSync(files.model, model);
  writeFileSync(files.shortlist, shortlist);
  writeFileSync(files.vocab, vocab);
  return { id, model: files.model, shortlist: files.shortlist, vocabs: [files.vocab], precision: 'int8shiftAlphaAll' };
}
const route = (...packs: PackFiles[]): Route => ({ packs, latin: true });
const say = (text: string, language: LanguageCode = 'hr') => ({ words: splitWords(text), language });

const dictionary = pack('dictionary', dictionaryModel(PAIRS));

test('the real engine renders a generated pack\'s words, in any script, and says which word renders which', async () => {
  const engine = createBergamot({ startWorker: start, to: 'en', routes: new Map<LanguageCode, Route>([['hr', route(dictionary)], ['sr', route(dictionary)]]) });
  try {
    const [first, second, third, fourth] = await engine.translate([say('Vojnik Kovač je vidio dan.'), say('Добар дан!', 'sr'), say('Na mostu <3 & 1992. je vojnik.'), say('')], 'en', never);
    expect(first).toEqual({ words: ['Soldier', 'Kovač', 'was', 'seen', 'day.'], links: [[0, 0], [1, 1], [2, 2], [3, 3], [4, 4]], unknown: [] });
    expect(second?.words).toEqual(['Good', 'day!']);
    expect(third?.words).toEqual(['On', 'bridge', '<3', '&', '1992.', 'was', 'soldier.']);
    expect(third?.links).toContainEqual([4, 4]);
    expect(fourth).toMatchObject({ words: [] });
    await expect(engine.translate([say('X.', 'sq')], 'en', never)).rejects.toMatchObject({ code: 'translation-no-pair' });
  } finally {
    engine.dispose();
  }
});

test('by way of English it translates into another language, links and all', async () => {
  const engine = createBergamot({ startWorker: start, to: 'sl', routes: new Map([['hr', route(dictionary, pack('back', dictionaryModel(PAIRS)))]]) });
  try {
    expect(engine.model).toBe('dictionary>back');
    expect(await engine.translate([say('Dobar dan svima.')], 'sl', never)).toEqual([{ words: ['Dobar', 'dan', 'svima.'], links: [[0, 0], [1, 1], [2, 2]], unknown: [] }]);
  } finally {
    engine.dispose();
  }
});

test('cancelling ends the process in the middle; one that dies is begun anew; disposing leaves none', async () => {
  const { startWorker, killNewest, started } = watchedWorkers(start);
  const engine = createBergamot({ startWorker, to: 'en', routes: new Map([['hr', route(dictionary)], ['sr', route(dictionary)]]) });
  // Several seconds of work in one question.
  const batch = Array.from({ length: 3000 }, (_, i) => say(`Recenica broj ${i} govori o vojniku na mostu i o danu koji je bio dug.`));
  const abort = new AbortController();
  const running = engine.translate(batch, 'en', abort.signal);
  setTimeout(() => { abort.abort(); }, 700);
  const began = performance.now();
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  expect(performance.now() - began).toBeLessThan(1500);

  const again = engine.translate([say('Dobar dan.', 'sr')], 'en', never);
  killNewest('bergamot');
  expect((await again)[0]?.words).toEqual(['Good', 'day.']);
  expect(started.length).toBeGreaterThanOrEqual(3);
  engine.dispose();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(livingWorkers() ?? []).toEqual([]);
});
