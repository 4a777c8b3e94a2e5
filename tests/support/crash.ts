import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyChain } from '../../electron/core/audit';
import { verifyBackup } from '../../electron/core/backup';
import { checkVault } from '../../electron/core/vault/check';
import { first } from '../../electron/core/vault/migrations/0001-first';
import { createVault, openVault, type OpenVault } from '../../electron/core/vault/vault';
import { startChild } from './childProcess';
import { seeded } from './random';
import { FAST, TEST_PASSPHRASE } from './vault';

export interface CrashReport {
  kills: number;
  /** Kills while the database was being migrated, or before it was open. */
  early: number;
  /** Steps that were answered, by kind. */
  readonly steps: Record<string, number>;
  /** What was answered and is not there, or is there half: must stay empty. */
  readonly lost: string[];
}

interface Known {
  readonly footage: Map<string, string>;
  readonly unsure: Set<string>;
  readonly removed: Set<string>;
  readonly texts: Map<string, readonly string[]>;
  readonly rows: Map<string, 'passage' | 'interview'>;
  readonly checkpoints: Map<string, number>;
  readonly exported: Map<string, string>;
  backups: number;
  passphrases: readonly string[];
}

/**
 * Kills a process at random moments of the whole chain, opens the vault again each time, and compares it with all
 * that was ever answered. A vault of version 1 begins each tenth run, so that migrations are killed as well.
 */
export async function crashRuns(o: { kills: number; atLeast?: number; forMs: number; seed: number; onKill?: (report: CrashReport) => void }): Promise<CrashReport> {
  const random = seeded(o.seed);
  const root = mkdtempSync(join(tmpdir(), 'zapis-crash-'));
  const report: CrashReport = { kills: 0, early: 0, steps: {}, lost: [] };
  const old = join(root, 'old');
  (await createVault(old, TEST_PASSPHRASE, { ...FAST, migrations: [first] })).close();
  const until = Date.now() + o.forMs;
  let place = { dir: '', out: '' };
  let known = nothing();
  try {
    while (report.kills < o.kills && (Date.now() < until || report.kills < (o.atLeast ?? 0)) && report.lost.length === 0) {
      if (report.kills % 10 === 0) {
        if (place.dir !== '') for (const dir of Object.values(place)) rmSync(dir, { recursive: true, force: true });
        place = { dir: join(root, `vault-${report.kills}`), out: join(root, `out-${report.kills}`) };
        cpSync(old, place.dir, { recursive: true });
        mkdirSync(place.out);
        known = nothing();
      }
      const child = startChild('crashChild.ts', [place.dir, place.out, String(random.int(2 ** 31)), known.passphrases[0] ?? '']);
      // Half of the first runs are killed while they open and migrate; the rest is counted from the first step on.
      if (report.kills % 20 !== 0) await child.line('ready').catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, random.int(800)));
      await child.kill();
      report.kills += 1;
      if (!child.lines.includes('ready')) report.early += 1;
      hear(child.lines, known, report);
      const vault = await reopen(place.dir, known, report);
      if (vault === null) break;
      try {
        await compare(vault, known, report);
      } finally {
        vault.close();
      }
      if (known.backups > 0 && !(await verifyBackup(join(place.out, 'backup'))).ok) report.lost.push('the backup is not whole');
      o.onKill?.(report);
    }
    return report;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function nothing(): Known {
  return { footage: new Map(), unsure: new Set(), removed: new Set(), texts: new Map(), rows: new Map(), checkpoints: new Map(), exported: new Map(), backups: 0, passphrases: [TEST_PASSPHRASE] };
}

function hear(lines: readonly string[], known: Known, report: CrashReport): void {
  for (const line of lines) {
    const [what = '', id = '', ...rest] = line.split(' ');
    const value = rest.join(' ');
    report.steps[what] = (report.steps[what] ?? 0) + 1;
    if (what === 'error') report.lost.push(line);
    else if (what === 'footage') known.footage.set(id, value);
    else if (what === 'writing') known.texts.set(id, [...(known.texts.get(id) ?? []), value]);
    else if (what === 'text') known.texts.set(id, [value]);
    else if (what === 'passage' || what === 'interview') known.rows.set(id, what);
    else if (what === 'step') known.checkpoints.set(id, Number(value));
    else if (what === 'exported') known.exported.set(value, id);
    else if (what === 'backup') known.backups += 1;
    else if (what === 'removing') known.unsure.add(id);
    else if (what === 'removed') known.removed.add(id);
    else if (what === 'changing') known.passphrases = [`${id} ${value}`, ...known.passphrases];
    else if (what === 'changed') known.passphrases = [`${id} ${value}`];
  }
}

async function reopen(dir: string, known: Known, report: CrashReport): Promise<OpenVault | null> {
  const failed: string[] = [];
  for (const passphrase of known.passphrases) {
    try {
      const vault = await openVault(dir, passphrase, FAST);
      known.passphrases = [passphrase];
      return vault;
    } catch (error) {
      failed.push(String(error));
    }
  }
  report.lost.push(`the vault does not open: ${failed.join(', ')}`);
  return null;
}

async function compare(vault: OpenVault, known: Known, { lost }: CrashReport): Promise<void> {
  const { db } = vault;
  const { problems } = await checkVault(vault, { deep: true });
  lost.push(...problems.map(({ code }) => `check: ${code}`));
  if (!(await verifyChain(db)).ok) lost.push('the audit log is not whole');
  lost.push(...half(vault.dir).map((name) => `half-done: ${name}`));
  const footage = new Map(db.prepare<[], { id: string; sha256: string }>('SELECT id, sha256 FROM footage').all().map((row) => [row.id, row.sha256]));
  for (const [id, sha256] of known.footage) {
    if (known.removed.has(id) && footage.has(id)) lost.push(`removed footage is back: ${id}`);
    if (!known.unsure.has(id) && footage.get(id) !== sha256) lost.push(`footage ${id}`);
  }
  const gone = (footageId: string): boolean => !footage.has(footageId) && known.unsure.has(footageId);
  const anyGone = [...known.unsure].some(gone);
  for (const [id, texts] of known.texts) {
    const text = db.prepare<[string], string>('SELECT text FROM segment WHERE id = ?').pluck().get(id);
    if (text === undefined ? !anyGone : !texts.includes(text)) lost.push(`segment ${id}`);
    if (text === undefined) known.texts.delete(id);
  }
  for (const [id, table] of known.rows) {
    if (db.prepare(`SELECT 1 FROM ${table} WHERE id = ?`).get(id) !== undefined) continue;
    if (table === 'interview' || !anyGone) lost.push(`${table} ${id}`);
  }
  for (const [id, step] of known.checkpoints) {
    const job = db.prepare<[string], { state: string; checkpoint: string | null }>('SELECT state, checkpoint FROM job WHERE id = ?').get(id);
    if (job === undefined || (job.state !== 'succeeded' && Number(job.checkpoint) < step) || job.state === 'failed') lost.push(`job ${id} at step ${step}`);
  }
  for (const [file, sha256] of known.exported) {
    if (!existsSync(file) || createHash('sha256').update(readFileSync(file)).digest('hex') !== sha256) lost.push('an exported clip');
  }
}

/** Files in a vault that an unfinished write left. */
function half(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? half(path) : name.includes('.part') ? [name] : [];
  });
}
