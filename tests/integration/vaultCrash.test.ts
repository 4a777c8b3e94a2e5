import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkVault } from '../../electron/core/vault/check';
import { entriesOf } from '../../electron/core/vault/files';
import { openVault } from '../../electron/core/vault/vault';
import { startChild } from '../support/childProcess';
import { tempVault, TEST_PASSPHRASE, type TempVault } from '../support/vault';

let temp: TempVault;
beforeEach(async () => {
  temp = await tempVault();
  temp.vault.close();
});
afterEach(() => temp.dispose());

test('a vault held by another process is refused at once, and free again the moment that one is killed', async () => {
  const child = startChild('vaultChild.ts', ['hold', temp.dir]);
  await child.line('ready');
  await expect(openVault(temp.dir, TEST_PASSPHRASE)).rejects.toMatchObject({ code: 'vault-in-use' });
  await child.kill();
  (await openVault(temp.dir, TEST_PASSPHRASE)).close();
});

test('a killed import leaves nothing behind', async () => {
  const child = startChild('vaultChild.ts', ['import', temp.dir]);
  await child.line('written 20 ');
  await child.kill();
  expect(readdirSync(join(temp.dir, 'stores'))).toHaveLength(1);
  const vault = await temp.reopen();
  expect(readdirSync(join(temp.dir, 'stores'))).toEqual([]);
  expect(await checkVault(vault, { deep: true })).toEqual({ ok: true, footage: 0, problems: [] });
});

test('killed at random moments of import, preview, edit and removal: all that was answered is there, nothing half-done is', async () => {
  const runs = 12;
  const committed = new Map<string, string>();
  const removed = new Set<string>();
  const unsure = new Set<string>();
  const derived = new Set<string>();
  const rows = new Set<string>();
  for (let run = 0; run < runs; run++) {
    const child = startChild('vaultChild.ts', ['chain', temp.dir]);
    // A slow disk must not keep the kills from reaching the later steps.
    await child.line(['ready', 'committed', 'derived', 'row'][run % 4] ?? 'ready');
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 250));
    await child.kill();
    for (const line of child.lines) {
      const [what, id = '', hash = ''] = line.split(' ');
      if (what === 'committed') committed.set(id, hash);
      else if (what === 'derived') derived.add(id);
      else if (what === 'row') rows.add(id);
      else if (what === 'removing') unsure.add(id);
      else if (what === 'removed') removed.add(id);
    }
    const vault = await temp.reopen();
    expect(await checkVault(vault, { deep: true })).toMatchObject({ ok: true, problems: [] });
    for (const [id, hash] of committed) {
      if (removed.has(id)) expect(() => vault.stores.open(id)).toThrow('footage-missing');
      if (unsure.has(id)) continue;
      const source = vault.stores.open(id).original();
      expect(createHash('sha256').update(source.read(0, source.bytes)).digest('hex')).toBe(hash);
      if (derived.has(id)) expect(vault.stores.open(id).derived('proxy')?.bytes).toBe(source.bytes);
    }
    for (const id of rows) expect(vault.db.prepare('SELECT 1 FROM interview WHERE id = ?').get(id)).toBeDefined();
    vault.close();
    // An empty journal beside a store is SQLite's own to clear; anything of nobody's is an orphan, and reported above.
    expect(entriesOf(join(temp.dir, 'stores')).filter((name) => name.includes('.part'))).toEqual([]);
  }
  console.info(`${runs} kills: ${committed.size} footage, ${derived.size} previews, ${rows.size} rows, ${removed.size} removals; lost 0`);
  expect(committed.size).toBeGreaterThanOrEqual(runs / 2);
});
