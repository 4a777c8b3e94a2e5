import { randomBytes, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importFootage } from '../../electron/core/footage/import';
import { exportClip } from '../../electron/core/clips/export';
import { deleteFootage } from '../../electron/core/operations/footage';
import { createInterview } from '../../electron/core/operations/interviews';
import { markPassage } from '../../electron/core/operations/passages';
import { backUp } from '../../electron/core/operations/safekeeping';
import { editText } from '../../electron/core/operations/transcript';
import { changePassphrase } from '../../electron/core/people/access';
import { insertSegment } from '../../electron/core/transcript/segments';
import { openVault } from '../../electron/core/vault/vault';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace, type Workspace } from '../../electron/core/workspace/workspace';
import { interviewDraft, passageDraft } from '../../shared/domain';
import { HOST } from './people';
import { seeded } from './random';
import { FAST } from './vault';

const [dir = '', out = '', seed = '0', given = ''] = process.argv.slice(2);
const random = seeded(Number(seed));
let passphrase = given;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Half a second of noise as a WAV file: real footage, different each time. */
function noise(): string {
  const pcm = randomBytes(16_000);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + pcm.length, 4);
  head.write('WAVEfmt ', 8);
  for (const [at, value] of [[16, 16], [24, 16_000], [28, 32_000], [40, pcm.length]] as const) head.writeUInt32LE(value, at);
  for (const [at, value] of [[20, 1], [22, 1], [32, 2], [34, 16]] as const) head.writeUInt16LE(value, at);
  head.write('data', 36);
  const file = join(out, `${randomUUID()}.wav`);
  writeFileSync(file, Buffer.concat([head, pcm]));
  return file;
}

const footageOf = ({ vault }: Workspace): string | undefined => {
  const ids = vault.db.prepare<[], string>('SELECT id FROM footage ORDER BY id').pluck().all();
  return ids.length === 0 ? undefined : random.pick(ids);
};

/** The steps of the chain; each says what it is about to do where the outcome of a kill is open, and what is committed. */
const STEPS: readonly ((workspace: Workspace) => unknown)[] = [
  async (workspace) => {
    const { footage } = await importFootage(workspace, noise());
    say(`footage ${footage.id} ${footage.sha256}`);
    const id = randomUUID();
    const words = [{ text: 'riječ', startUs: 0, endUs: 200_000, trust: 'aligned' as const }];
    insertSegment(workspace.vault.db, { id, footageId: footage.id, startUs: 0, endUs: 200_000, text: 'riječ', language: 'bs', origin: 'machine', words });
    say(`text ${id} riječ`);
  },
  (workspace) => {
    const id = workspace.vault.db.prepare<[], string>('SELECT id FROM segment ORDER BY random() LIMIT 1').pluck().get();
    if (id === undefined) return;
    const text = `riječ${random.int(1_000_000)}`;
    say(`writing ${id} ${text}`);
    editText(workspace, { segmentId: id, text });
    say(`text ${id} ${text}`);
  },
  (workspace) => {
    const footageId = footageOf(workspace);
    if (footageId !== undefined) say(`passage ${markPassage(workspace, passageDraft.parse({ footageId, target: { startUs: 0, endUs: 90_000 }, reason: 'other' })).id}`);
  },
  (workspace) => {
    say(`interview ${createInterview(workspace, interviewDraft.parse({ speakerCode: 'N.H.', date: '', region: '', interviewer: '', languages: [], consent: 'unknown', warningGiven: 'unknown', warningWhen: '', notes: '' })).id}`);
  },
  async (workspace) => {
    await backUp(workspace, { dir: join(out, 'backup') });
    say('backup done');
  },
  async (workspace) => {
    const fresh = `${random.int(1_000_000)} copper kettles hang over the stove`;
    say(`changing ${fresh}`);
    await changePassphrase(workspace.vault, workspace.actor.id, passphrase, fresh, FAST);
    say(`changed ${fresh}`);
    passphrase = fresh;
  },
  async (workspace) => {
    const footageId = footageOf(workspace);
    if (footageId === undefined) return;
    const file = join(out, `${randomUUID()}.m4a`);
    const clip = await exportClip(workspace, { footageId, startUs: 0, endUs: 300_000, subtitles: 'none' }, file);
    say(`exported ${clip.sha256} ${clip.file}`);
  },
  (workspace) => {
    const ids = workspace.vault.db.prepare<[], string>('SELECT id FROM footage ORDER BY id').pluck().all();
    if (ids.length < 6) return;
    const footageId = random.pick(ids);
    say(`removing ${footageId}`);
    deleteFootage(workspace, { footageId });
    say(`removed ${footageId}`);
  },
];

async function main(): Promise<void> {
  const vault = await openVault(dir, passphrase);
  const workspace = await openWorkspace(vault, { ...HOST, onlyOwnJobs: false }, new Changes());
  workspace.jobs.register('transcribe', async (context) => {
    for (let step = Number(context.checkpoint ?? 0) + 1; step <= 40; step++) {
      context.saveCheckpoint(step);
      say(`step ${context.jobId} ${step}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    return { steps: 40 };
  });
  workspace.jobs.resume();
  say('ready');
  if (!workspace.jobs.list().some((job) => job.kind === 'transcribe' && job.finishedAt === null)) {
    say(`job ${workspace.jobs.enqueue('transcribe', 'Interview', null, {}).id}`);
  }
  for (;;) {
    await random.pick(STEPS)(workspace);
    await new Promise((resolve) => void setImmediate(resolve));
  }
}

main().catch((error: unknown) => {
  say(`error ${error instanceof Error ? `${error.message} ${String((error as { cause?: unknown }).cause ?? '')}` : 'unknown'}`);
  process.exitCode = 1;
});
