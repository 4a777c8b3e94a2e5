import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { verifyChain } from '../../electron/core/audit';
import { verifyBackup } from '../../electron/core/backup';
import { readPackage } from '../../electron/core/handover/unpack';
import { checkVault } from '../../electron/core/vault/check';
import type { Workspace } from '../../electron/core/workspace/workspace';
import type { Ledger, Order, Stage } from './crashLedger';

const hashOf = (file: string): string => (existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'gone');

/** Compares a vault that has just been opened after a kill with all that was answered. Empty: nothing is lost, nothing half-done is seen. */
export async function compare(workspace: Workspace, { ledger, stage, deep }: Order): Promise<string[]> {
  const { vault } = workspace;
  const { problems } = await checkVault(vault, { deep });
  return [
    ...problems.map(({ code }) => `check: ${code}`),
    ...((await verifyChain(vault.db)).ok ? [] : ['the audit log is not whole']),
    ...parts(stage.dir).map((name) => `half-done in the vault: ${name}`),
    ...footage(workspace, ledger),
    ...work(workspace, ledger),
    ...transcript(workspace, stage),
    ...clips(ledger, stage),
    ...ledger.handedOut.filter((file) => !existsSync(file)).map(() => 'a handover'),
    ...(ledger.backups === 0 || (await verifyBackup(join(stage.out, 'backup'))).ok ? [] : ['the backup is not whole']),
  ];
}

function footage({ vault: { db } }: Workspace, ledger: Ledger): string[] {
  const rows = new Map(db.prepare<[], { id: string; sha256: string }>('SELECT id, sha256 FROM footage').all().map((row) => [row.id, row.sha256]));
  return [
    ...Object.entries(ledger.footage).filter(([id, sha256]) => !ledger.removing.includes(id) && rows.get(id) !== sha256).map(([id]) => `footage ${id}`),
    ...ledger.removed.filter((id) => rows.has(id)).map((id) => `removed footage is back: ${id}`),
  ];
}

/** What people did, and the jobs that they began. */
function work({ vault: { db }, jobs }: Workspace, ledger: Ledger): string[] {
  const value = (sql: string, id: string): string => db.prepare<[string], string>(sql).pluck().get(id) ?? 'gone';
  return [
    ...Object.entries(ledger.texts).filter(([id, texts]) => !texts.includes(value('SELECT text FROM segment WHERE id = ?', id))).map(([id]) => `segment ${id}`),
    ...Object.entries(ledger.passages).filter(([id, states]) => !states.includes(value('SELECT state FROM passage WHERE id = ?', id))).map(([id]) => `passage ${id}`),
    ...ledger.interviews.filter((id) => value('SELECT id FROM interview WHERE id = ?', id) === 'gone').map((id) => `interview ${id}`),
    ...ledger.takenIn.filter((id) => value("SELECT id FROM handover WHERE direction = 'in' AND id = ?", id) === 'gone').map((id) => `handover ${id}`),
    ...Object.keys(ledger.jobs).filter((id) => jobs.get(id) === undefined).map((id) => `job ${id}`),
    ...jobs.list().filter((job) => job.state === 'failed').map((job) => `${job.kind} failed: ${job.error?.code ?? ''}`),
  ];
}

/** Chunks come whole, in order, and as they would without a kill. */
function transcript({ vault: { db } }: Workspace, { speech }: Stage): string[] {
  if (speech === null) return [];
  const rows = db.prepare<[string], { line: string }>("SELECT start_us || ' ' || end_us || ' ' || text || ' ' || words AS line FROM segment WHERE footage_id = ? ORDER BY start_us, rowid").all(speech.id);
  const whole = speech.boundaries.includes(rows.length);
  const same = rows.every(({ line }, at) => line === speech.transcript[at]);
  return [...(whole ? [] : [`half a chunk: ${rows.length} segments`]), ...(same ? [] : ['the transcript is another'])];
}

/** A clip has its name only when it is finished, and never without its manifest. */
function clips(ledger: Ledger, stage: Stage): string[] {
  const seen = readdirSync(stage.out).filter((name) => name.startsWith('clip-') && name.endsWith('.mp4')).map((name) => join(stage.out, name));
  const told = (file: string): string => {
    try {
      return (JSON.parse(readFileSync(file.replace(/mp4$/, 'manifest.json'), 'utf8')) as { clip: { sha256: string } }).clip.sha256;
    } catch {
      return 'no manifest';
    }
  };
  return [
    ...seen.filter((file) => told(file) !== hashOf(file)).map(() => 'a half-done clip has its name'),
    ...Object.entries(ledger.exported).filter(([file, sha256]) => hashOf(file) !== sha256).map(() => 'an exported clip'),
  ];
}

/** When all interrupted work has ended by itself: the same as if nothing had happened. */
export async function compareSettled(workspace: Workspace, { ledger, stage }: Order): Promise<string[]> {
  const { vault, jobs } = workspace;
  const lost: string[] = [];
  for (const [id, kind] of Object.entries(ledger.jobs)) if (jobs.get(id)?.state !== 'succeeded') lost.push(`${kind} is ${jobs.get(id)?.state ?? 'gone'}`);
  for (const [id, sha256] of Object.entries(ledger.imports)) {
    const { footageId, duplicate } = (jobs.result(id) ?? {}) as { footageId?: string; duplicate?: boolean };
    const row = vault.db.prepare<[string], { sha256: string; playback: string }>('SELECT sha256, playback FROM footage WHERE id = ?').get(footageId ?? '');
    if (row?.sha256 !== sha256) lost.push(`import ${id}`);
    else if (duplicate === true) lost.push(`import ${id} calls itself a duplicate`);
  }
  for (const { id } of vault.db.prepare<[], { id: string }>("SELECT id FROM footage WHERE playback = 'proxy-pending'").all()) lost.push(`footage ${id} has no preview`);
  if (stage.speech !== null && Object.values(ledger.jobs).includes('transcribe') && vault.db.prepare<[string], number>('SELECT count(*) FROM segment WHERE footage_id = ?').pluck().get(stage.speech.id) !== stage.speech.transcript.length) lost.push('the transcript is not complete');
  for (const file of readdirSync(stage.out).filter((name) => name.endsWith('.zapis-handover'))) {
    try {
      for await (const item of readPackage(join(stage.out, file), { identity: stage.identity })) for await (const piece of item.content) if (piece.length < 0) break;
    } catch (error) {
      lost.push(`a handover: ${String(error)}`);
    }
  }
  lost.push(...parts(stage.out).map((name) => `half-done outside: ${name}`));
  return lost;
}

/** Files that an unfinished write left. */
function parts(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? parts(path) : name.includes('.part') ? [name] : [];
  });
}
