import { record } from '../../electron/core/audit';
import { KDF_FLOOR } from '../../electron/core/vault/keys';
import { openVault } from '../../electron/core/vault/vault';

/** Changes one person's passphrase there and back as fast as the disk takes it, each change with its audit entry, until it is killed. */
async function main(): Promise<void> {
  const [dir = '', now = '', ...two] = process.argv.slice(2);
  const vault = await openVault(dir, now);
  const own = vault.db.prepare<[string], string>('SELECT wrap_id FROM person WHERE id = ?').pluck().get(vault.person?.id ?? '') ?? '';
  // Made beforehand: a derivation takes a hundred times as long as the change that is to be hit.
  const wraps = await Promise.all(two.map((passphrase) => vault.wrap(passphrase, 'person', KDF_FLOOR, own)));
  process.stdout.write('ready\n');
  for (let round = 0; ; round++) {
    const which = round % two.length;
    const wrap = wraps[which];
    vault.changeWraps((all) => all.map((w) => (w.id === own && wrap ? wrap : w)), () => record(vault.db, { person: vault.person, action: 'test.change', details: { which } }));
    await new Promise(setImmediate);
  }
}

main().catch((error: unknown) => {
  process.stdout.write(`error ${error instanceof Error ? error.message : 'unknown'}\n`);
  process.exitCode = 1;
});
