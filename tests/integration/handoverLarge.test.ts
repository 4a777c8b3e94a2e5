import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIdentity, exportHandover, importHandover, isAwaited } from '../../electron/core/handover';
import { entriesOf } from '../../electron/core/vault/files';
import { createVault, openVault } from '../../electron/core/vault/vault';
import { startChild } from '../support/childProcess';
import { ANA, BORIS, tellInterview } from '../support/handover';
import { FAST, TEST_PASSPHRASE } from '../support/vault';

jest.setTimeout(900_000);

const FOOTAGE_MIB = 300;
const ROUNDS = 10;
/** Buffers of the pipeline and what the collector has not yet swept; footage may be a hundred times as large. */
const MOST_GROWTH_MIB = 120;

test('hundreds of megabytes pass in bounded memory, and a kill in the middle leaves nothing half visible', async () => {
  const root = mkdtempSync(join(tmpdir(), 'zapis-large-'));
  const [origin, target, file] = [join(root, 'a'), join(root, 'b'), join(root, 'big.zapis-handover')];
  const key = await createIdentity();
  const run = async (...args: string[]): Promise<{ mib: number; ms: number }> => {
    const child = startChild('handoverChild.ts', args);
    const [, mib, ms] = (await child.line('grew ')).split(' ').map(Number);
    await child.kill();
    return { mib: mib ?? Infinity, ms: ms ?? 0 };
  };
  try {
    const prepare = startChild('handoverChild.ts', ['prepare', origin, '', '', String(FOOTAGE_MIB)]);
    await prepare.line('told ');
    await new Promise((resolve) => prepare.process.once('close', resolve));

    const giving = startChild('handoverChild.ts', ['give', origin, file, key.recipient]);
    await giving.line('at 5');
    await giving.kill();
    expect(readdirSync(root)).not.toContain('big.zapis-handover');
    const out = await run('give', origin, file, key.recipient);
    expect(out.mib).toBeLessThan(MOST_GROWTH_MIB);
    expect(statSync(file).size).toBeGreaterThan(FOOTAGE_MIB * 1024 * 1024);

    (await createVault(target, TEST_PASSPHRASE, FAST)).close();
    for (const moment of ['begun', 'at 5', 'at 2']) {
      const taking = startChild('handoverChild.ts', ['take', target, file, key.identity]);
      await taking.line(moment);
      await taking.kill();
      const vault = await openVault(target, TEST_PASSPHRASE, FAST);
      try {
        expect(vault.db.prepare('SELECT count(*) AS n FROM footage').get()).toEqual({ n: 0 });
        expect(vault.db.prepare('SELECT count(*) AS n FROM segment').get()).toEqual({ n: 0 });
        expect(entriesOf(join(target, 'stores'))).toEqual([]);
      } finally {
        vault.close();
      }
    }
    const into = await run('take', target, file, key.identity);
    console.info(`handover of ${FOOTAGE_MIB} MiB: out +${out.mib} MiB in ${out.ms} ms, in +${into.mib} MiB in ${into.ms} ms`);
    expect(into.mib).toBeLessThan(MOST_GROWTH_MIB);
    const vault = await openVault(target, TEST_PASSPHRASE, FAST);
    try {
      const [footage] = vault.db.prepare<[], { id: string }>('SELECT id FROM footage').all();
      await vault.stores.verify(footage?.id ?? '', { deep: true });
    } finally {
      vault.close();
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

test.each(['new', 'awaited'] as const)('killed at random moments, %s footage is wholly there or not at all', async (kind) => {
  const root = mkdtempSync(join(tmpdir(), 'zapis-kill-'));
  const key = await createIdentity();
  const origin = await createVault(join(root, 'a'), TEST_PASSPHRASE, FAST);
  const told = tellInterview(origin, randomBytes(2_000_000));
  const give = async (name: string, withFootage: boolean): Promise<string> => {
    await exportHandover(origin, { interviewIds: [told.interviewId], withFootage, to: { recipient: key.recipient }, by: 'Ana' }, join(root, name));
    return join(root, name);
  };
  let complete = 0;
  try {
    const [bare, full] = [await give('bare', false), await give('full', true)];
    for (let round = 0; round < ROUNDS; round += 1) {
      const dir = join(root, `b${round}`);
      const fresh = await createVault(dir, TEST_PASSPHRASE, FAST);
      if (kind === 'awaited') await importHandover(fresh, bare, { identity: key.identity }, { by: BORIS });
      fresh.close();
      const child = startChild('handoverChild.ts', ['take', dir, full, key.identity]);
      await child.line('begun');
      // Evenly over the work, which takes a few hundred milliseconds, up to past its end.
      await new Promise((resolve) => setTimeout(resolve, (round * 600) / ROUNDS));
      await child.kill();
      const vault = await openVault(dir, TEST_PASSPHRASE, FAST);
      try {
        const here = vault.db.prepare('SELECT 1 FROM footage').get() !== undefined && !isAwaited(vault.db, told.footageId);
        expect(vault.db.prepare('SELECT count(*) AS n FROM segment').get()).toEqual({ n: here || kind === 'awaited' ? 4 : 0 });
        expect(vault.db.prepare('SELECT count(*) AS n FROM passage').get()).toEqual({ n: here || kind === 'awaited' ? 1 : 0 });
        expect(vault.stores.orphans()).toEqual([]);
        if (here) complete += 1;
        // What was cut short is simply done again.
        await importHandover(vault, full, { identity: key.identity }, { by: ANA });
        await vault.stores.verify(told.footageId, { deep: true });
      } finally {
        vault.close();
      }
    }
    console.info(`killed ${ROUNDS} times with ${kind} footage: ${complete} had been committed, none was half there`);
  } finally {
    origin.close();
    rmSync(root, { recursive: true, force: true });
  }
});
