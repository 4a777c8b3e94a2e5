import { randomBytes } from 'node:crypto';
import { backUp } from '../../electron/core/backup';
import { openVault } from '../../electron/core/vault/vault';
import { storeFootage, TEST_PASSPHRASE } from './vault';

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Changes a vault and backs it up, again and again, until it is killed; says what each finished backup holds. */
async function main(): Promise<void> {
  const [vaultDir = '', backupDir = '', first = '0'] = process.argv.slice(2);
  const vault = await openVault(vaultDir, TEST_PASSPHRASE);
  say('ready');
  for (let round = Number(first); ; round++) {
    vault.db.prepare("INSERT OR REPLACE INTO setting VALUES ('round', ?)").run(String(round));
    const id = storeFootage(vault, randomBytes(2_500_000));
    await vault.stores.open(id).putDerived('waveform', randomBytes(1_000));
    say(`begin ${round}`);
    await backUp(vault, backupDir);
    say(`done ${round}`);
    // The vault stays small, and deletions are part of the work.
    const ids = vault.db.prepare<[], string>('SELECT id FROM footage ORDER BY rowid').pluck().all();
    for (const old of ids.slice(0, -3)) vault.stores.remove(old);
  }
}

main().catch((error: unknown) => {
  say(`error ${error instanceof Error ? error.message : 'unknown'}`);
  process.exitCode = 1;
});
