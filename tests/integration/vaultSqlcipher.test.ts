import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseKey, tempVault } from '../support/vault';

const version = spawnSync('sqlcipher', [':memory:', 'PRAGMA cipher_version;'], { encoding: 'utf8' }).stdout?.trim();
if (!version) console.warn('SKIPPED: the tool sqlcipher is not installed, so nothing outside Zapis opened the vault');
const withTool = version ? test : test.skip;

withTool('the outside tool sqlcipher opens the vault with its raw key, and with no other', async () => {
  const temp = await tempVault();
  try {
    temp.vault.db.exec("INSERT INTO interview VALUES ('i1', 'N.H.', '2016-06', 'Balkans', 'Speckhard', '[\"bs\"]', 'oral', 'yes', 'at 0:12', 'Ђорђе', '', '')");
    temp.vault.close();
    const key = await databaseKey(temp.dir);
    const old = version?.startsWith('3') ?? false;
    const profile = old ? 'PRAGMA cipher_page_size=4096;' : 'PRAGMA cipher_hmac_algorithm=HMAC_SHA1; PRAGMA cipher_kdf_algorithm=PBKDF2_HMAC_SHA1;';
    const copy = join(temp.dir, 'copy.db');
    copyFileSync(join(temp.dir, 'vault.db'), copy);
    // The key goes in on stdin: nothing secret in the process list, in tests either.
    const run = (hex: string, sql: string): string => spawnSync('sqlcipher', [copy], { encoding: 'utf8', input: `PRAGMA key="x'${hex}'"; ${profile} ${sql}` }).stdout;
    const read = (hex: string): string => run(hex, 'SELECT speaker_code, interviewer, notes FROM interview;');
    // SQLCipher 3.4 holds SQLite 3.15, which decrypts the file but has never heard of STRICT tables: told so in the copy, it reads them.
    if (old) run(key.toString('hex'), "PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = replace(sql, ') STRICT', ')');");
    expect(read(key.toString('hex')).trim().split('\n').at(-1)).toBe('N.H.|Speckhard|Ђорђе');
    expect(read('00'.repeat(32))).not.toContain('N.H.');
  } finally {
    temp.dispose();
  }
});
