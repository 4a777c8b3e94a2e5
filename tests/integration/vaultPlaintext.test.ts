import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CANARIES, columnsWithoutCanary, findPlaintext, writeCanaries } from '../support/canary';
import { startChild } from '../support/childProcess';
import { tempVault, TEST_PASSPHRASE, type TempVault } from '../support/vault';

let temp: TempVault;
beforeEach(async () => void (temp = await tempVault()));
afterEach(() => temp.dispose());

/** Table and column names are no secret, but in a well encrypted file they do not show either. */
const WORDS = [...CANARIES, 'speaker_code', 'CREATE TABLE', 'SQLite format 3'];

test('the search itself finds a canary in each encoding', () => {
  for (const encoding of ['utf8', 'utf16le'] as const) {
    const path = join(temp.dir, `plain-${encoding}`);
    writeFileSync(path, Buffer.from(`....${CANARIES[1]}....`, encoding));
    expect(findPlaintext(temp.dir, CANARIES).found).toContain(path);
  }
});

test('every text column of every table is searched for, and the search index finds the canary', () => {
  writeCanaries(temp.vault);
  expect(columnsWithoutCanary(temp.vault)).toEqual([]);
  expect(temp.vault.db.prepare('SELECT count(*) FROM segment_fts WHERE segment_fts MATCH ?').pluck().get(CANARIES[1])).toBe(1);
});

test('nothing written into any table or store stands in plaintext on the disk, open or locked', () => {
  for (let round = 0; round < 5; round++) writeCanaries(temp.vault);
  const open = findPlaintext(temp.dir, WORDS);
  expect(open.searched.some((path) => path.endsWith('-wal'))).toBe(true);
  expect(open.found).toEqual([]);
  temp.vault.close();
  expect(findPlaintext(temp.dir, WORDS)).toMatchObject({ found: [] });
});

test('nor after the process was killed in the middle of writing', async () => {
  temp.vault.close();
  for (const work of ['canary', 'import']) {
    for (const stopAfter of [50, 200]) {
      const child = startChild('vaultChild.ts', [work, temp.dir]);
      await child.line('ready');
      await new Promise((resolve) => setTimeout(resolve, stopAfter));
      await child.kill();
      const { searched, found } = findPlaintext(temp.dir, [...WORDS, TEST_PASSPHRASE]);
      expect(searched.length).toBeGreaterThan(3);
      expect(found).toEqual([]);
    }
  }
});
