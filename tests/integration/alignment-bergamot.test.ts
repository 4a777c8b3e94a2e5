import path from 'node:path';
import { addModelsFrom } from '../../electron/core/models/add';
import { startTranslation } from '../../electron/core/operations/translation';
import { secretsOf } from '../../electron/core/operations/translatedText';
import { markPassage } from '../../electron/core/redaction/passages';
import { insertSegment } from '../../electron/core/transcript/segments';
import { redactedTranslation } from '../../electron/core/translation/leaving';
import { listTranslations } from '../../electron/core/translation/rows';
import { transaction } from '../../electron/core/vault/database';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace, type Workspace } from '../../electron/core/workspace/workspace';
import { passageDraft } from '../../shared/domain';
import { searchWords } from '../../shared/text';
import { dictionaryModel } from '../support/marianModel';
import { scratchDir } from '../support/media';
import { makeStick } from '../support/packs';
import { HOST } from '../support/people';
import { seeded } from '../support/random';
import { insertFootageRow, tempVault, type TempVault } from '../support/vault';
import { testWorkers } from '../support/worker';

const S = 1_000_000;
const PAIRS = 300;
/** A word of each language; the engine is generated to know just these, and which word renders which. */
const WORDS = [['kuća', 'house'], ['most', 'bridge'], ['voda', 'water'], ['brdo', 'hill'], ['put', 'road'], ['selo', 'village'], ['noć', 'night'], ['vojnik', 'soldier'], ['ljudi', 'people'], ['vatra', 'fire'], ['zima', 'winter'], ['kamion', 'truck'], ['glas', 'voice'], ['strah', 'fear'], ['dijete', 'child'], ['polje', 'field']] as const;
/** What is planted and must go: names that read otherwise in the other language, and words of a phrase. */
const PLANTED = [['markom', 'mark'], ['prijedoru', 'priyedor'], ['đorđa', 'george'], ['osmanu', 'osman'], ['kapetan', 'captain'], ['bolnica', 'hospital'], ['deveti', 'ninth']] as const;

const scratch = scratchDir('alignment-bergamot');
const before = { ...process.env };
let temp: TempVault;
let workspace: Workspace;
beforeAll(async () => {
  const files = dictionaryModel([...WORDS, ...PLANTED].map(([a, b]): [string, string] => [a, b]));
  const { stick, catalogue } = makeStick(scratch.dir, [{ pair: ['hr', 'en'], files }, { pair: ['en', 'hr'], files }]);
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
  temp.vault.db.prepare('UPDATE footage SET duration_us = 1000000000000').run();
  workspace = await openWorkspace(temp.vault, { ...HOST, startWorker: testWorkers() }, new Changes());
});
afterEach(async () => {
  await workspace.close();
  temp.dispose();
});

interface Planted { readonly id: string; readonly words: readonly (readonly [string, string])[]; readonly from: number; readonly to: number }

/** Sentences of seven to ten words that occur once each, with one to three planted words in a row; every tenth without. */
function plant(): Planted[] {
  const random = seeded(42);
  const shuffled = <T>(list: readonly T[]): T[] => list.map((one) => ({ one, key: random.next() })).sort((a, b) => a.key - b.key).map(({ one }) => one);
  return Array.from({ length: PAIRS }, (_, i) => {
    const count = i % 10 === 9 ? 0 : 1 + random.int(3);
    const words = shuffled(WORDS).slice(0, 7 + random.int(4) - count);
    const from = random.int(words.length + 1);
    return { id: `s${String(i).padStart(3, '0')}`, words: [...words.slice(0, from), ...shuffled(PLANTED).slice(0, count), ...words.slice(from)], from, to: from + count - 1 };
  });
}

test.each([['hr', 'en', 0], ['en', 'hr', 1]] as const)('of 300 sentences that the engine renders from %s into %s, what is redacted is gone from the translation by the links that it tells, and the rest stays', async (from, to, side) => {
  const { db } = temp.vault;
  const said = plant();
  const shown = (word: readonly [string, string], which: 0 | 1): string => word[which];
  transaction(db, () => {
    said.forEach(({ id, words }, i) => {
      const own = words.map((word, w) => ({ text: `${w === 0 ? shown(word, side).replace(/^./u, (letter) => letter.toUpperCase()) : shown(word, side)}${w === words.length - 1 ? '.' : ''}`, startUs: (i * 20 + w) * S, endUs: (i * 20 + w) * S + 600_000, trust: 'aligned' as const }));
      insertSegment(db, { id, footageId: 'f', startUs: i * 20 * S, endUs: (i * 20 + 15) * S, text: own.map(({ text }) => text).join(' '), language: from, origin: 'machine', words: own });
    });
  });
  const { id } = startTranslation(workspace, { footageId: 'f', to, engine: 'bergamot', scope: 'due' });
  expect(await workspace.jobs.wait(id)).toMatchObject({ state: 'succeeded', error: null });
  const wordsOf = (text: string): string[] => searchWords(text);
  const other = side === 0 ? 1 : 0;
  const secretOf = ({ words, from: first, to: last }: Planted): string[] => words.slice(first, last + 1).flatMap((word) => wordsOf(shown(word, other)));
  const raw = new Map(listTranslations(db, 'f', to).map(({ segmentId, text, links }) => [segmentId, { text, linked: links !== null }]));
  // The engine says what it was made to say: every planted word is there before anything is redacted, nearly all by links.
  expect(said.filter((one) => secretOf(one).some((word) => !wordsOf(raw.get(one.id)?.text ?? '').includes(word))).map(({ id: which }) => which)).toEqual([]);
  expect([...raw.values()].filter(({ linked }) => linked).length).toBeGreaterThan(PAIRS * 0.9);

  for (const { id: segmentId, from: first, to: last } of said) if (last >= first) markPassage(db, passageDraft.parse({ footageId: 'f', target: { words: { fromSegmentId: segmentId, fromWord: first, toSegmentId: segmentId, toWord: last } }, reason: 'names-third-person' }));
  // By links alone, without the second net of words that are secret anywhere.
  for (const [net, secrets] of [['links', new Set<string>()], ['links and secret words', secretsOf(db, 'f')]] as const) {
    const left = new Map(redactedTranslation(db, 'f', to, secrets).map(({ id: segmentId, text }) => [segmentId, text]));
    expect(`${net}: ${said.filter((one) => secretOf(one).some((word) => wordsOf(left.get(one.id) ?? '').includes(word))).map((one) => one.id).join(' ')}`).toBe(`${net}: `);
    const whole = said.filter(({ from: first, to: last }) => last < first);
    expect(whole.filter(({ id: segmentId }) => left.get(segmentId) !== raw.get(segmentId)?.text)).toEqual([]);
    const kept = said.reduce((sum, one) => sum + one.words.filter((word) => wordsOf(left.get(one.id) ?? '').includes(wordsOf(shown(word, other))[0] ?? '')).length, 0) / said.reduce((sum, { words, from: first, to: last }) => sum + words.length - (last - first + 1), 0);
    expect(kept).toBeGreaterThan(0.5);
  }
});
