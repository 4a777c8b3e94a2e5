import path from 'node:path';
import { passageSide, type ConflictView, type Job, type PassageSide } from '../../../shared/domain';
import { exportAudit as exportLines } from '../audit';
import { backUp as copyOut, type BackupDone } from '../backup';
import {
  createIdentity, exportHandover as give, importHandover as take, listConflicts as conflicts, resolveConflict as resolve,
  type Conflict, type ConflictChoice, type HandedOver, type HandoverKey, type HandoverRecipient, type TakenIn,
} from '../handover';
import type { Database } from '../vault/database';
import { listSegments } from '../transcript/segments';
import { listSpeakers } from '../transcript/speakers';
import type { Workspace } from '../workspace/workspace';
import { enqueuePreview } from '../workspace/runners';
import { authorise, changing, log, looking, working } from './operation';
import { writeOutFile } from './outFile';

interface Watch {
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

const byBytes = ({ onProgress }: Watch) => (progress: { bytes: number; totalBytes: number }): void => {
  onProgress?.(progress.totalBytes === 0 ? 0 : progress.bytes / progress.totalBytes);
};

/** One encrypted backup into a folder; only new footage is copied. */
export const backUp = working('vault.backUp', ({ vault }, { dir, ...watch }: { dir: string } & Watch): Promise<BackupDone> =>
  copyOut(vault, dir, { ...(watch.signal ? { signal: watch.signal } : {}), onProgress: byBytes(watch) }), () => ({ item: null }));

/** The audit log as signed JSON Lines. @throws as `writeOutFile`. */
export const exportAudit = working('audit.export', async ({ vault }, { file }: { file: string }): Promise<{ entries: number }> => {
  let lines = 0;
  await writeOutFile(file, (async function* () {
    for await (const line of exportLines(vault)) {
      lines += 1;
      yield `${line}\n`;
    }
  })());
  // Header and end are lines too.
  return { entries: lines - 2 };
}, (_input, { entries }) => ({ item: null, details: { entries } }));

/** Packs interviews for a colleague into one encrypted file. */
export const exportHandover = working('handover.export', ({ vault, actor }, { file, interviewIds, withFootage, withMemory, to, ...watch }: { file: string; interviewIds: readonly string[]; withFootage: boolean; withMemory?: boolean | undefined; to: HandoverRecipient } & Watch): Promise<HandedOver> =>
  give(vault, { interviewIds, withFootage, withMemory, to, by: actor.name }, file, { signal: watch.signal, onProgress: byBytes(watch) }),
({ withFootage }, { handoverId, interviews, footage, memoryUnits }) => ({ item: { kind: 'handover', id: handoverId }, details: { interviews, footage, withFootage, ...(memoryUnits > 0 ? { memoryUnits } : {}) } }));

/** Takes a colleague's package in; what both changed waits as conflicts. */
export const importHandover = working('handover.import', async (workspace, { file, key, ...watch }: { file: string; key: HandoverKey } & Watch): Promise<TakenIn> => {
  const taken = await take(workspace.vault, file, key, { by: workspace.actor, signal: watch.signal, onProgress: byBytes(watch) });
  for (const footageId of taken.footageIds) announce(workspace, footageId);
  for (const footageId of taken.toPreview) enqueuePreview(workspace, footageId);
  workspace.changes.emit('interviews');
  return taken;
}, (_input, { handoverId, segments, passages }) => ({ item: { kind: 'handover', id: handoverId }, details: { segments: segments.changed, passages: passages.changed, conflicts: segments.conflicts + passages.conflicts } }));

/** The same as jobs, for the window: they show progress, can be cancelled and resume after a crash. */
export const beginBackup = changing('vault.backUp', ({ jobs }, { dir }: { dir: string }): Job => jobs.enqueue('backup', path.basename(dir), null, { dir }), () => ({ item: null }));

export const beginHandoverExport = changing('handover.export', ({ jobs }, input: { file: string; interviewIds: readonly string[]; withFootage: boolean; withMemory?: boolean | undefined; to: HandoverRecipient }): Job =>
  // The secret lies in the job's row: in the vault, beside what it protects a copy of.
  jobs.enqueue('handover-export', path.basename(input.file), null, input),
({ interviewIds, withFootage, withMemory = false }) => ({ item: null, details: { interviews: interviewIds.length, withFootage, ...(withMemory ? { withMemory } : {}) } }));

export const beginHandoverImport = changing('handover.import', ({ jobs }, { file, title, passphrase }: { file: string; title: string; passphrase: string | null }): Job =>
  jobs.enqueue('handover-import', title, null, { file, passphrase }), () => ({ item: null }));

export const listConflictViews = looking('handover.resolve', ({ vault }: Workspace): ConflictView[] => conflicts(vault.db).map((one) => viewOf(one, vault.db)));

export const listConflicts = looking('handover.resolve', ({ vault }: Workspace): Conflict[] => conflicts(vault.db));

export const resolveConflict = changing('handover.resolve', (workspace, { id, choice }: { id: string; choice: ConflictChoice }): object => {
  const conflict = conflicts(workspace.vault.db).find((c) => c.id === id);
  // A colleague's version of a passage may withdraw or narrow it, which not everybody may do.
  if (conflict?.kind === 'passage' && choice !== 'ours') authorise(workspace, 'passages.withdraw');
  resolve(workspace.vault.db, id, choice, workspace.actor);
  if (conflict?.footageId) announce(workspace, conflict.footageId);
  return {};
}, ({ id, choice }) => ({ item: { kind: 'conflict', id }, details: { choice: typeof choice === 'string' ? choice : 'text' } }));

/** The person's own public key for handovers; made at the first call, its secret half kept in the vault. */
export const ownRecipient = looking('handover.import', async (workspace: Workspace): Promise<{ recipient: string; identity: string }> => {
  const { vault, actor } = workspace;
  const name = `handover-identity/${actor.id}`;
  const kept = vault.db.prepare<[string], { value: Buffer }>('SELECT value FROM secret WHERE name = ?').get(name);
  const known = vault.db.prepare<[string], { recipient: string | null }>('SELECT recipient FROM person WHERE id = ?').get(actor.id)?.recipient;
  if (kept !== undefined && known) return { recipient: known, identity: kept.value.toString('utf8') };
  const { identity, recipient } = await createIdentity();
  vault.db.transaction(() => {
    vault.db.prepare('INSERT OR REPLACE INTO secret (name, value) VALUES (?, ?)').run(name, Buffer.from(identity, 'utf8'));
    vault.db.prepare('UPDATE person SET recipient = ? WHERE id = ?').run(recipient, actor.id);
    // Only the making is a deed: to look at the key takes nothing in.
    log(workspace, 'handover.key', { item: { kind: 'person', id: actor.id } });
  })();
  return { recipient, identity };
});

function announce({ changes }: Workspace, footageId: string): void {
  changes.emit('footage', footageId);
  changes.emit('transcript', footageId);
  changes.emit('passages', footageId);
}

/** Snapshots as a person reads them: the words where there are any, and a passage field by field. */
function viewOf({ id, kind, rowId, field, footageId, interviewId, peer, base, ours, theirs }: Conflict, db: Database): ConflictView {
  const passage = kind === 'passage' ? { base: sideOf(base), ours: sideOf(ours), theirs: sideOf(theirs) } : null;
  return { id, kind, field, footageId, interviewId, peer, speaker: kind === 'segment' && footageId !== null ? speakerOf(db, footageId, rowId) : null, base: wordsOf(base), ours: wordsOf(ours), theirs: wordsOf(theirs), passage };
}

/** Whose voice it is here: of a word in dispute it matters who says it. */
function speakerOf(db: Database, footageId: string, segmentId: string): ConflictView['speaker'] {
  const voice = listSegments(db, footageId).find(({ id }) => id === segmentId)?.speakerId;
  const found = listSpeakers(db, footageId).find(({ id }) => id === voice);
  return found ? { name: found.name, number: found.number } : null;
}

function sideOf(snapshot: unknown): PassageSide | null {
  return passageSide.safeParse(snapshot).data ?? null;
}

function wordsOf(snapshot: unknown): string | null {
  if (snapshot === null || snapshot === undefined) return null;
  if (typeof snapshot === 'string') return snapshot;
  if (Array.isArray(snapshot)) return snapshot.map((part) => wordsOf(part) ?? '').join('\n');
  if (typeof snapshot === 'object' && 'text' in snapshot && typeof snapshot.text === 'string') return snapshot.text;
  return JSON.stringify(snapshot);
}
