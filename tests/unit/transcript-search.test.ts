import { randomUUID } from 'node:crypto';
import { editSegmentText } from '../../electron/core/transcript/editText';
import { insertSegment } from '../../electron/core/transcript/segments';
import { indexTranscripts, searchTranscripts } from '../../electron/core/transcript/search';
import { storeFootage, tempVault, type TempVault } from '../support/vault';

let temp: TempVault;
let footageId: string;
beforeEach(async () => {
  temp = await tempVault();
  footageId = storeFootage(temp.vault, Buffer.from('footage'));
});
afterEach(() => temp.dispose());

function add(text: string): string {
  const id = randomUUID();
  const words = text.split(' ').map((word) => ({ text: word, startUs: 0, endUs: 5, trust: 'estimated' as const }));
  insertSegment(temp.vault.db, { id, footageId, startUs: 0, endUs: 5, text, language: 'bs', origin: 'machine', words });
  return id;
}
const find = (query: string): string[] => searchTranscripts(temp.vault.db, query).map((hit) => hit.segmentId);

test('script, diacritics and case do not matter; every word must occur; quotes mean in a row; a star means beginnings', () => {
  const latin = add('Odveli su ga iz Đakova, rekao je Željko.');
  const cyrillic = add('Одвели су га из Ђакова, рекао је Жељко.');
  const other = add('Željko je rekao: srebrenički put.');
  expect(find('djakova')).toEqual([cyrillic, latin]);
  expect(find('ĐAKOVA zeljko')).toEqual([cyrillic, latin]);
  expect(find('рекао')).toEqual([other, cyrillic, latin]);
  expect(find('"rekao je"')).toEqual([cyrillic, latin]);
  expect(find('"je rekao"')).toEqual([other]);
  expect(find('srebren')).toEqual([]);
  expect(find('srebren*')).toEqual([other]);
  expect(find('rekao, srebrenički')).toEqual([other]);
});

test('nothing that a person types is taken for an operator', () => {
  const id = add('ili NOT ovo AND ono (x) kolona folded:x a* ^b');
  for (const query of ['NOT', 'AND', 'ili OR', 'NEAR(', '(', ')', '"', '""', '*', 'folded:x', '^', '-', "'; DROP TABLE segment; --", '\0', '"x', 'x"']) {
    expect(() => find(query)).not.toThrow();
  }
  expect(find('not and')).toEqual([id]);
  expect(find('  ')).toEqual([]);
});

test('an edit, a removal and a cascade take the old words out of the index itself', () => {
  const edited = add('tajnaRijec ostaje');
  const removed = add('drugaTajna');
  expect(find('tajnarijec')).toEqual([edited]);
  editSegmentText(temp.vault.db, edited, 'zamjena ostaje');
  expect(find('tajnarijec')).toEqual([]);
  expect(find('zamjena ostaje')).toEqual([edited]);
  temp.vault.db.prepare('DELETE FROM segment WHERE id = ?').run(removed);
  temp.vault.db.exec('CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, segment_fts, row)');
  const terms = (): unknown[] => temp.vault.db.prepare('SELECT term FROM vocabulary ORDER BY term').pluck().all();
  expect(terms()).toEqual(['ostaje', 'zamjena']);
  temp.vault.stores.remove(footageId);
  expect(terms()).toEqual([]);
  temp.vault.db.exec("INSERT INTO segment_fts (segment_fts, rank) VALUES ('integrity-check', 1)");
});

test('the index waits for nobody: what is not indexed yet is found all the same', () => {
  const ids = Array.from({ length: 1234 }, (_, n) => add(`riječ broj${n}`));
  expect(indexTranscripts(temp.vault.db, 700)).toBe(700);
  expect(find('broj1233')).toEqual([ids[1233]]);
  expect(indexTranscripts(temp.vault.db)).toBe(0);
});

test('a snippet shows the words around the match as written', () => {
  add('jedan dva tri četiri pet šest sedam Osam, devet deset jedanaest dvanaest trinaest četrnaest petnaest');
  expect(searchTranscripts(temp.vault.db, 'osam')[0]?.snippet).toBe('… dva tri četiri pet šest sedam Osam, devet deset jedanaest dvanaest trinaest četrnaest …');
  expect(searchTranscripts(temp.vault.db, 'jedan')[0]?.snippet).toBe('jedan dva tri četiri pet šest sedam …');
});
