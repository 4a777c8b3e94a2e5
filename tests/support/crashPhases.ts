import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { interviewDraft, passageDraft, type ExportedClip, type Job } from '../../shared/domain';
import { exportClip } from '../../electron/core/operations/clips';
import { deleteFootage, importFootage } from '../../electron/core/operations/footage';
import { createInterview } from '../../electron/core/operations/interviews';
import { log } from '../../electron/core/operations/operation';
import { approvePassage, markPassage, withdrawPassage } from '../../electron/core/operations/passages';
import { beginBackup, beginHandoverExport, beginHandoverImport } from '../../electron/core/operations/safekeeping';
import { editText, startTranscription, undo } from '../../electron/core/operations/transcript';
import { changePassphrase } from '../../electron/core/people/access';
import type { Workspace } from '../../electron/core/workspace/workspace';
import { HEARD, type Order, type Phase } from './crashLedger';
import { seeded } from './random';
import { FAST, storeFootage } from './vault';

export interface Scene { readonly workspace: Workspace; readonly order: Order; say(...parts: string[]): void }
type Random = ReturnType<typeof seeded>;

/** Waits for a job as the window does; its failure is a loss. */
async function done({ workspace, say }: Scene, { id }: Job): Promise<unknown> {
  const job = await workspace.jobs.wait(id);
  if (job.state !== 'succeeded') say('lost', `${job.kind} ended ${job.state}: ${job.error?.code ?? ''}`);
  return workspace.jobs.result(id);
}

/** The film with a box of its own at the end that players skip: footage of which no two are the same. */
export function newFilm(film: string, file: string): string {
  const box = Buffer.concat([Buffer.from([0, 0, 0, 40]), Buffer.from('free'), randomBytes(32)]);
  const bytes = Buffer.concat([readFileSync(film), box]);
  writeFileSync(file, bytes);
  return createHash('sha256').update(bytes).digest('hex');
}

function segmentOf({ vault }: Workspace, footageId: string, random: Random): { id: string; text: string } {
  return random.pick(vault.db.prepare<[string], { id: string; text: string }>('SELECT id, text FROM segment WHERE footage_id = ? ORDER BY id').all(footageId));
}

/** Each is one step of its phase, done over and over until the kill. */
const STEPS: Readonly<Record<Exclude<Phase, 'opening' | 'migration'>, (scene: Scene, random: Random) => unknown>> = {
  import: async (scene) => {
    const { workspace, order: { stage }, say } = scene;
    const file = join(stage.out, `${randomUUID()}.mp4`);
    const sha256 = newFilm(stage.film, file);
    const [job] = importFootage(workspace, { paths: [file], interviewId: null });
    if (job === undefined) return;
    say('enqueued', job.id, 'import', sha256);
    const { footageId } = (await done(scene, job)) as { footageId: string };
    say('footage', footageId, sha256);
  },
  transcription: async (scene) => {
    const { workspace, order: { stage }, say } = scene;
    if (stage.speech === null) return;
    const running = workspace.jobs.list().find((job) => job.kind === 'transcribe' && job.finishedAt === null);
    const job = running ?? startTranscription(workspace, { footageId: stage.speech.id, ...HEARD, modelId: 'whisper-tiny', replace: true });
    say('enqueued', job.id, 'transcribe');
    await done(scene, job);
  },
  editing: ({ workspace, order: { stage }, say }, random) => {
    const segment = segmentOf(workspace, stage.diary, random);
    const text = `riječ ${random.int(1_000_000)}`;
    say('writing', segment.id, text);
    editText(workspace, { segmentId: segment.id, text });
    say('text', segment.id, text);
    if (random.int(3) === 0) {
      say('writing', segment.id, segment.text);
      undo(workspace, { footageId: stage.diary });
      say('text', segment.id, segment.text);
    }
    if (random.int(5) === 0) say('interview', createInterview(workspace, interviewDraft.parse({ speakerCode: 'N.H.', date: '', region: '', interviewer: '', languages: [], consent: 'unknown', warningGiven: 'unknown', warningWhen: '', notes: '' })).id);
  },
  redaction: ({ workspace, order: { stage }, say }, random) => {
    const { id } = segmentOf(workspace, stage.talk, random);
    const passage = markPassage(workspace, passageDraft.parse({ footageId: stage.talk, target: { words: { fromSegmentId: id, fromWord: 1, toSegmentId: id, toWord: 2 } }, reason: 'other' }));
    say('passage', passage.id, 'marked');
    say('judging', passage.id, 'approved');
    approvePassage({ ...workspace, actor: { id: 'second', name: 'Second', role: 'custodian' } }, { passageId: passage.id });
    say('passage', passage.id, 'approved');
    // Few stay, so that exports stay quick.
    if (random.int(8) === 0) return;
    say('judging', passage.id, 'withdrawn');
    withdrawPassage(workspace, { passageId: passage.id });
    say('passage', passage.id, 'withdrawn');
  },
  export: async (scene, random) => {
    const { workspace, order: { stage }, say } = scene;
    const outFile = join(stage.out, `clip-${randomUUID()}.mp4`);
    const job = exportClip(workspace, { request: { footageId: stage.talk, startUs: random.int(1_000) * 1_000, endUs: 1_500_000, subtitles: 'sidecar' }, outFile, overwrite: false, listen: false, overrideWhy: 'It is broken off anyway.' });
    say('enqueued', job.id, 'export');
    const clip = (await done(scene, job)) as ExportedClip;
    say('exported', clip.file, clip.sha256);
  },
  backup: async (scene) => {
    const { workspace, order: { stage }, say } = scene;
    const job = beginBackup(workspace, { dir: join(stage.out, 'backup') });
    say('enqueued', job.id, 'backup');
    await done(scene, job);
    say('backed-up');
    // Something new for the next one.
    createInterview(workspace, interviewDraft.parse({ speakerCode: 'B', date: '', region: '', interviewer: '', languages: [], consent: 'unknown', warningGiven: 'unknown', warningWhen: '', notes: '' }));
  },
  passphrase: async ({ workspace, order, say }, random) => {
    const fresh = `${random.int(1_000_000)} copper kettles hang over the stove`;
    say('changing', fresh);
    // The operation itself, but for the calibration that would make each later unlocking take half a second.
    await changePassphrase(workspace.vault, workspace.actor.id, order.ledger.passphrases[0] ?? '', fresh, FAST);
    log(workspace, 'vault.changeOwnPassphrase', { item: null });
    say('changed', fresh);
    order.ledger.passphrases = [fresh];
  },
  deletion: ({ workspace, say }) => {
    const bytes = randomBytes(40_000);
    const id = storeFootage(workspace.vault, bytes);
    say('footage', id, createHash('sha256').update(bytes).digest('hex'));
    say('removing', id);
    deleteFootage(workspace, { footageId: id });
    say('removed', id);
  },
  'handover-out': async (scene) => {
    const { workspace, order: { stage }, say } = scene;
    const file = join(stage.out, `${randomUUID()}.zapis-handover`);
    const job = beginHandoverExport(workspace, { file, interviewIds: [stage.interviewId], withFootage: true, to: { recipient: stage.recipient } });
    say('enqueued', job.id, 'handover-export');
    await done(scene, job);
    say('handed-out', file);
  },
  'handover-in': async (scene, random) => {
    const { workspace, order: { stage }, say } = scene;
    const job = beginHandoverImport(workspace, { file: random.pick(stage.packages), title: 'handover', passphrase: null });
    say('enqueued', job.id, 'handover-import');
    const { handoverId } = (await done(scene, job)) as { handoverId: string };
    say('taken-in', handoverId);
  },
};

/** Does the steps of one phase until the process is killed; says when it begins. */
export async function runPhase(scene: Scene): Promise<void> {
  const { order: { phase, seed, stage }, workspace: { vault, actor } } = scene;
  const random = seeded(seed);
  vault.db.prepare('INSERT OR IGNORE INTO secret (name, value) VALUES (?, ?)').run(`handover-identity/${actor.id}`, Buffer.from(stage.identity));
  scene.say('phase');
  for (;;) {
    if (phase === 'opening' || phase === 'migration' || phase === 'settle') await new Promise((resolve) => setTimeout(resolve, 1_000));
    else await STEPS[phase](scene, random);
    await new Promise((resolve) => void setImmediate(resolve));
  }
}

/** Lets all that was interrupted end by itself, and backs up once more. */
export async function settle(scene: Scene): Promise<void> {
  const { workspace } = scene;
  for (;;) {
    const left = workspace.jobs.list().filter((job) => job.finishedAt === null);
    if (left.length === 0) break;
    for (const job of left) await done(scene, job);
  }
  await STEPS.backup(scene, seeded(1));
}
