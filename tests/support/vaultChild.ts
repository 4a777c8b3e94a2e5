import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { addImport } from '../../electron/core/memory/imports';
import { registerMemory } from '../../electron/core/workspace/memoryRunner';
import { JobQueue } from '../../electron/core/jobs/queue';
import { openVault, type Vault } from '../../electron/core/vault/vault';
import { canaryBytes, writeCanaries } from './canary';
import { manyPairs } from './manyPairs';
import { insertFootageRow, TEST_PASSPHRASE } from './vault';

/** Work to be killed in the middle of; each prints what it has been told is committed. */
const WORK: Readonly<Record<string, (vault: Vault) => Promise<void>>> = {
  /** Holds the vault open. */
  async hold() {
    await new Promise(() => setInterval(() => undefined, 1_000));
  },

  /** Writes a footage that never ends. */
  async import(vault) {
    const writer = vault.stores.create();
    for (let mebibytes = 1; ; mebibytes++) {
      writer.write(canaryBytes(1024 * 1024));
      say(`written ${mebibytes} ${writer.id}`);
      await pause();
    }
  },

  /** Commits footage, derived streams, edits and removals in a loop, and says so after each. */
  async chain(vault) {
    for (;;) {
      const bytes = randomBytes(1 + Math.floor(Math.random() * 3_000_000));
      const writer = vault.stores.create();
      writer.write(bytes);
      writer.finish();
      writer.commit((stored) => insertFootageRow(vault, { id: writer.id, ...stored }));
      say(`committed ${writer.id} ${createHash('sha256').update(bytes).digest('hex')}`);
      await vault.stores.open(writer.id).putDerived('proxy', bytes);
      say(`derived ${writer.id}`);
      const interview = randomUUID();
      vault.db.prepare(`INSERT INTO interview VALUES (?, 'N.H.', '', '', '', '[]', 'unknown', 'unknown', '', '', '', '')`).run(interview);
      say(`row ${interview}`);
      if (Math.random() < 0.3) {
        say(`removing ${writer.id}`);
        vault.stores.remove(writer.id);
        say(`removed ${writer.id}`);
      }
      await pause();
    }
  },

  /** Fills every table with the canary, again and again, and a footage as well. */
  async canary(vault) {
    for (let round = 1; ; round++) {
      writeCanaries(vault);
      say(`round ${round}`);
      await pause();
    }
  },

  /** Takes many pairs into the memory and indexes them as a job. */
  async memory(vault) {
    addImport(vault, manyPairs(4_000), 'many.tmx', null);
    const jobs = new JobQueue(vault.db);
    registerMemory({ vault, jobs });
    jobs.onChange(({ id, progress }) => { if (progress > 0) say(`at ${id} ${progress}`); });
    await jobs.wait(jobs.enqueue('memory', 'vault', null, {}).id);
  },

  /** Runs a job of a hundred steps, each committed as a checkpoint. */
  async job(vault) {
    const jobs = new JobQueue(vault.db);
    jobs.register('transcribe', async (context) => {
      for (let step = Number(context.checkpoint ?? 0) + 1; step <= 100; step++) {
        context.saveCheckpoint(step);
        context.progress(step / 100);
        say(`step ${step}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return { steps: 100 };
    });
    jobs.resume();
    say(`job ${jobs.enqueue('transcribe', 'Interview 7', null, { language: 'bs' }).id}`);
    await new Promise(() => undefined);
  },
};

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function pause(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

async function main(): Promise<void> {
  const [work = '', dir = ''] = process.argv.slice(2);
  try {
    const vault = await openVault(dir, TEST_PASSPHRASE);
    say('ready');
    await WORK[work]?.(vault);
  } catch (error) {
    say(`error ${error instanceof Error ? error.message : 'unknown'}`);
    process.exitCode = 1;
  }
}

void main();
