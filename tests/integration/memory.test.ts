import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterview } from '../../electron/core/footage/interviews';
import { saveTerm } from '../../electron/core/glossary/rows';
import { likeness } from '../../electron/core/memory/likeness';
import { deleteFootage } from '../../electron/core/operations/footage';
import { exportMemory, importMemory, inconsistentTerms, memoryImports, removeMemoryImport, searchMemory, similarInMemory } from '../../electron/core/operations/memory';
import { markPassage } from '../../electron/core/operations/passages';
import { releaseFootage } from '../../electron/core/releasing/release';
import { editText } from '../../electron/core/operations/transcript';
import { judgeTranslation, writeTranslation } from '../../electron/core/operations/translation';
import { storeDrafts } from '../../electron/core/translation/rows';
import type { Workspace } from '../../electron/core/workspace/workspace';
import { interviewDraft } from '../../shared/domain';
import { speak, workAs } from '../support/people';
import { spokenId, spokenVault, type SpokenVault } from '../support/spokenVault';
import { storeFootage } from '../support/vault';

const SAID = [
  ['Odveli su nas u logor kod mosta.', 'They took us to the camp near the bridge.'],
  ['У логору нас је тукао Ратко Хаџић.', 'In the camp Ratko Hadžić beat us.'],
  ['Iz logora sam pobjegao preko rijeke.', 'I ran away from the prison across the river.'],
  ['U logoru nije bilo vode.', 'There was no water in the camp.'],
  ['Rijeka je bila hladna.', 'The river was cold.'],
  ['Preko rijeke smo prešli noću.', 'We crossed the river at night.'],
] as const;
const id = spokenId;

let desk: SpokenVault;
let people: SpokenVault['people'];
let work: Workspace;
let out: string;
let footageId: string;
beforeEach(async () => {
  desk = await spokenVault(SAID, { as: 'custodian' });
  ({ people, work, out, footageId } = desk);
});
afterEach(() => desk.dispose(work));
const translateAll = (): void => { SAID.forEach(([, text], i) => { writeTranslation(work, { segmentId: id(i), language: 'en', text }); }); };
const found = (query: string, by: Workspace = work): string[] => searchMemory(by, { query }).map(({ source }) => source);
const code = (expected: string): object => expect.objectContaining({ code: expected });

it('finds words in every form, in either script and either language, without diacritics, and only what people have a hand in', () => {
  translateAll();
  expect(found('logor').sort()).toEqual([SAID[0][0], SAID[1][0], SAID[2][0], SAID[3][0]].sort());
  expect(found('логорима')).toHaveLength(4);
  expect(found('hadzicem')).toEqual([SAID[1][0]]);
  expect(found('Rijekom')).toHaveLength(3);
  expect(found('bridges')).toEqual([SAID[0][0]]);
  expect(found('"ran away"')).toEqual([SAID[2][0]]);
  expect(found('"away ran"')).toEqual([]);
  expect(found('hlad*')).toEqual([SAID[4][0]]);
  expect(found('logor river')).toEqual([SAID[2][0]]);
  expect(found('  " * ')).toEqual([]);
  const [hit] = searchMemory(work, { query: 'mostovi' });
  expect(hit).toMatchObject({ sourceMarks: [6], targetMarks: [], state: 'edited', place: { footageId, segmentId: id(0), startUs: 0 } });
  // The best work first.
  judgeTranslation(work, { segmentId: id(3), language: 'en', state: 'checked' });
  expect(found('logor')[0]).toBe(SAID[3][0]);
});

it('knows no draft of a machine, nothing whose original was changed, and nothing of footage that is gone', async () => {
  storeDrafts(work.vault.db, [{ segmentId: id(0), footageId, language: 'en', text: SAID[0][1], state: 'machine', engine: 'apertium', model: 'm', sources: [{ segmentId: id(0), text: SAID[0][0] }], links: null, unknown: [], writtenBy: null, updatedBy: null, updatedAt: '' }]);
  expect(found('logor')).toEqual([]);
  for (const redacted of [true, false]) await expect(exportMemory(work, { file: join(out, 'drafts.tmx'), redacted })).rejects.toEqual(code('memory-empty'));
  translateAll();
  expect(found('hadzic')).toHaveLength(1);
  editText(work, { segmentId: id(1), text: 'У логору су нас тукли.' });
  expect(found('hadzic')).toEqual([]);
  expect(found('beat')).toEqual([]);
  deleteFootage(work, { footageId });
  expect(found('river')).toEqual([]);
  expect(work.vault.db.prepare('SELECT count(*) AS n FROM memory_search').get()).toEqual({ n: 0 });
});

it('shows editors what is released, redacted, and nothing else', async () => {
  translateAll();
  const other = storeFootage(work.vault, randomBytes(5_000));
  speak(work.vault, other, '9f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c10', 'Logor je bio prazan.');
  writeTranslation(work, { segmentId: '9f0a4b62-8f1d-4c1e-9b58-0d5b4a5a7c10', language: 'en', text: 'The camp was empty.' });
  const passage = markPassage(work, { footageId, target: { words: { fromSegmentId: id(1), fromWord: 4, toSegmentId: id(1), toWord: 5 } }, reason: 'names-third-person', note: '', audio: 'mute', video: 'none' });
  work.vault.db.prepare("UPDATE passage SET state = 'approved' WHERE id = ?").run(passage.id);
  releaseFootage(work.vault.db, footageId, work.actor.id);
  await work.close();
  const editor = await workAs(people.dir, 'editor');
  try {
    const camps = searchMemory(editor, { query: 'logor' });
    expect(camps.map(({ source }) => source).sort()).toEqual([SAID[0][0], SAID[2][0], SAID[3][0]].sort());
    expect(camps.map(({ where }) => where)).toEqual(['', '', '']);
    for (const query of ['hadzic', 'ratko', 'prazan', 'empty']) expect(found(query, editor)).toEqual([]);
    expect(() => similarInMemory(editor, { footageId, segmentId: id(1), language: 'en' })).toThrow(expect.objectContaining({ code: 'not-allowed' }) as unknown as Error);
  } finally {
    await editor.close();
    work = await workAs(people.dir, 'custodian');
  }
});

it('leaves as TMX without every pair of which anything is hidden, and takes nothing back that this vault wrote', async () => {
  translateAll();
  markPassage(work, { footageId, target: { words: { fromSegmentId: id(1), fromWord: 4, toSegmentId: id(1), toWord: 5 } }, reason: 'names-third-person', note: '', audio: 'mute', video: 'none' });
  const [redacted, raw] = [join(out, 'memory.tmx'), join(out, 'raw.tmx')];
  const { units } = await exportMemory(work, { file: redacted, redacted: true });
  const text = readFileSync(redacted, 'utf8');
  expect(text).not.toMatch(/ha[dđ]?[zžџ]i[cćћ]|хаџић|ratko|ратко|\[redacted\]/iu);
  expect(text.match(/<tu /gu)).toHaveLength(units);
  expect(text).toContain('The river was cold.');
  expect(await exportMemory(work, { file: raw, redacted: false })).toEqual({ units: SAID.length });
  expect(readFileSync(raw, 'utf8')).toContain('Ратко Хаџић');
  await expect(importMemory(work, { file: raw })).rejects.toEqual(code('memory-own'));
  await expect(exportMemory(work, { file: join(out, 'hadzic.tmx'), redacted: true })).rejects.toEqual(code('export-name-leaks'));
});

it('takes in what other tools have, and lets it go again', async () => {
  const file = join(out, 'other.tmx');
  const unit = (bs: string, en: string, target = 'en-GB'): string => `<tu><tuv xml:lang="bs-BA"><seg>${bs}</seg></tuv><tuv xml:lang="${target}"><seg>${en}</seg></tuv></tu>`;
  writeFileSync(file, `<tmx version="1.4"><header srclang="bs-BA"/><body>${unit('Optuženi je šutio.', 'The accused was silent.')}${unit('Optuženi je šutio.', 'The accused was silent.')}${unit('Svjedok plače.', 'x', 'tlh')}</body></tmx>`);
  const { added, skipped } = await importMemory(work, { file, name: 'Court' });
  expect([added.units, skipped]).toEqual([1, 2]);
  expect(searchMemory(work, { query: 'optuzeni' })).toMatchObject([{ target: 'The accused was silent.', state: 'imported', place: null, where: 'Court' }]);
  expect(memoryImports(work, {})).toMatchObject([{ id: added.id, name: 'Court', units: 1 }]);
  removeMemoryImport(work, { id: added.id });
  expect(found('optuzeni')).toEqual([]);
  expect(work.vault.db.prepare("SELECT count(*) AS n FROM memory_fts WHERE memory_fts MATCH 'optuzeni'").get()).toEqual({ n: 0 });
});

it('offers for a segment what is like it, the likest first, in other forms too, but not itself', () => {
  translateAll();
  speak(work.vault, footageId, id(8), 'У логору није било ни воде.', 40_000);
  const similar = similarInMemory(work, { footageId, segmentId: id(8), language: 'en' });
  expect(similar[0]).toMatchObject({ source: SAID[3][0], target: SAID[3][1] });
  expect(similar[0]?.likeness).toBeGreaterThan(0.8);
  expect(similar.every(({ likeness: how = 0 }) => how >= 0.55)).toBe(true);
  expect(similarInMemory(work, { footageId, segmentId: id(4), language: 'en' }).map(({ target }) => target)).not.toContain(SAID[4][1]);
  expect(likeness('Most je gorio.', 'МОСТ је горио')).toBe(1);
  expect(likeness('Most je gorio.', 'Mostovi su gorjeli.')).toBeLessThan(0.5);
});

it('lists a term that is rendered differently, with its places, and none that always is the same', () => {
  const interviewId = createInterview(work.vault.db, interviewDraft.parse({ speakerCode: 'N.H.', date: '', region: '', interviewer: '', languages: [], consent: 'unknown', warningGiven: 'unknown', warningWhen: '', notes: '' })).id;
  work.vault.db.prepare('UPDATE footage SET interview_id = ?').run(interviewId);
  for (const term of ['logor', 'rijeka', 'Ratko Hadžić']) saveTerm(work.vault.db, { id: null, interviewId, term, misheard: [], kind: term === 'Ratko Hadžić' ? 'person' : 'word', note: '' });
  translateAll();
  const terms = inconsistentTerms(work, { footageId, language: 'en' });
  expect(terms.map(({ term }) => term)).toEqual(['logor']);
  expect(terms[0]?.renderings.map(({ text, places }) => [text, places.map(({ segmentId }) => segmentId)])).toEqual([['camp', [id(0), id(1), id(3)]], [expect.any(String), [id(2)]]]);
  writeTranslation(work, { segmentId: id(2), language: 'en', text: 'I ran away from the camp across the river.' });
  expect(inconsistentTerms(work, { footageId, language: 'en' })).toEqual([]);
});
