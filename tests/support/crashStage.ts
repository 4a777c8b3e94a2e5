import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importFootage } from '../../electron/core/footage/import';
import { createIdentity, exportHandover } from '../../electron/core/handover';
import { modelPath } from '../../electron/core/models/catalogue';
import { transcribeFootage } from '../../electron/core/transcription/transcribe';
import { forkWorkers } from '../../electron/core/transcription/workerHost';
import { first } from '../../electron/core/vault/migrations/0001-first';
import { createVault, type OpenVault } from '../../electron/core/vault/vault';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace } from '../../electron/core/workspace/workspace';
import { tellInterview } from './handover';
import { makeSampleInterview, SENTENCES } from './interview';
import { emptyLedger, HEARD, type Ledger, type Stage } from './crashLedger';
import { newFilm } from './crashPhases';
import { makeMedia, testCard } from './media';
import { HOST } from './people';
import { FAST, TEST_PASSPHRASE } from './vault';
import { buildWorkers } from './worker';

/** What every round of the crash test begins with. */
export interface Scenery {
  /** A fresh vault of the first version in a folder of its own, and what must be in it. */
  round(name: string): { stage: Stage; ledger: Ledger };
}

/** Columns of the first version: the rows are made by this version and carried back. */
const FOOTAGE = 'id, interview_id, name, sha256, bytes, duration_us, origin_us, container, video, audio, streams, playback, store_key, imported_at';
const WORDS = ['jedan', 'dva', 'tri', 'četiri'];

/** Makes footage, a reference transcript, handover packages and a vault of the first version, once for all rounds. */
export async function makeScenery(root: string): Promise<Scenery> {
  const media = join(root, 'media');
  mkdirSync(media);
  const film = makeMedia(media, 'film.mp4', [...testCard(0.4, '64x48'), '-c:v', 'mpeg4', '-c:a', 'aac', '-shortest']);
  const talkFile = makeMedia(media, 'talk.mp4', [...testCard(2, '160x120'), '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-shortest']);
  const diaryFile = makeMedia(media, 'diary.wav', ['-f', 'lavfi', '-i', 'sine=f=300:d=1:r=16000']);
  const workers = buildWorkers();
  const modern = await openWorkspace(await createVault(join(root, 'modern'), TEST_PASSPHRASE, FAST), { ...HOST, startWorker: forkWorkers(workers) }, new Changes());
  const old = await createVault(join(root, 'old'), TEST_PASSPHRASE, { ...FAST, migrations: [first] });
  const base = emptyLedger(TEST_PASSPHRASE);
  const interviewId = randomUUID();
  old.db.prepare("INSERT INTO interview VALUES (?, 'N.H.', '', '', '', '[]', 'unknown', 'unknown', '', '', '2020', '2020')").run(interviewId);
  base.interviews.push(interviewId);
  const bring = async (file: string): Promise<string> => {
    const { footage: { id, sha256 } } = await importFootage(modern, file);
    carryBack(modern.vault, old, id, interviewId);
    base.footage[id] = sha256;
    return id;
  };
  const [talk, diary] = [await bring(talkFile), await bring(diaryFile)];
  for (const footageId of [talk, diary]) for (const text of ['prva rečenica ovdje', 'druga rečenica tamo']) base.texts[segment(old, footageId, text)] = [text];
  const lacking = lacksForSpeech();
  if (lacking !== null) console.warn(`SKIPPED: kills during transcription (${lacking})`);
  // Whatever else goes wrong with it fails: a phase that is skipped unseen proves nothing.
  const speech = lacking === null ? await referenceOf(modern, bring, media) : null;
  const { identity, recipient } = await createIdentity();
  const packages = await packagesFor(recipient, root, media);
  old.close();
  await modern.close();
  return {
    round: (name) => {
      const place = join(root, name);
      mkdirSync(join(place, 'out'), { recursive: true });
      cpSync(join(root, 'old'), join(place, 'vault'), { recursive: true });
      const stage: Stage = { dir: join(place, 'vault'), out: join(place, 'out'), workers, talk, diary, speech, interviewId, identity, recipient, packages, film };
      return { stage, ledger: structuredClone(base) };
    },
  };
}

/** The same footage, row and store, in a vault of the first version. */
function carryBack(from: OpenVault, to: OpenVault, id: string, interviewId: string): void {
  const row = from.db.prepare<[string], Record<string, unknown>>(`SELECT ${FOOTAGE} FROM footage WHERE id = ?`).get(id);
  mkdirSync(to.paths.stores, { recursive: true });
  cpSync(from.stores.path(id), to.stores.path(id));
  to.db.prepare(`INSERT INTO footage (${FOOTAGE}) VALUES (${FOOTAGE.replace(/\w+/g, '@$&')})`).run({ ...row, interview_id: interviewId, playback: 'direct' });
}

let place = 0;
function segment(vault: OpenVault, footageId: string, text: string): string {
  const id = randomUUID();
  const at = (place++ % 2) * 400_000;
  const words = text.split(' ').map((word, n) => ({ text: word, startUs: at + n * 100_000, endUs: at + (n + 1) * 100_000, trust: 'aligned' }));
  vault.db.prepare("INSERT INTO segment VALUES (?, ?, ?, ?, ?, 'bs', 'machine', ?, '2020')").run(id, footageId, at, at + 300_000, text, JSON.stringify(words));
  return id;
}

/** What this machine lacks for a spoken interview; null when it has all. */
function lacksForSpeech(): string | null {
  if (spawnSync('espeak-ng', ['--version'], { stdio: 'ignore' }).error !== undefined) return 'no espeak-ng to speak';
  try {
    modelPath('whisper-tiny');
    return null;
  } catch {
    return 'no speech model';
  }
}

/** Transcribes a spoken interview of two chunks without any interruption. */
async function referenceOf(workspace: Awaited<ReturnType<typeof openWorkspace>>, bring: (file: string) => Promise<string>, dir: string): Promise<NonNullable<Stage['speech']>> {
  const model = modelPath('whisper-tiny');
  const { file } = makeSampleInterview(join(dir, 'speech'), [...SENTENCES, ...SENTENCES.slice(0, 3).map((one) => `Again: ${one}`)]);
  const wav = makeMedia(dir, 'speech.wav', ['-i', file, '-vn', '-ac', '1', '-ar', '16000']);
  const id = await bring(wav);
  const { db } = workspace.vault;
  const lines = (): string[] => db.prepare<[string], string>("SELECT start_us || ' ' || end_us || ' ' || text || ' ' || words FROM segment WHERE footage_id = ? ORDER BY start_us, rowid").pluck().all(id);
  const boundaries = [0];
  await transcribeFootage(workspace, id, {
    ...HEARD, modelId: 'whisper-tiny', modelPath: model, signal: new AbortController().signal, onCheckpoint: () => undefined, onProgress: () => undefined,
    onSegments: () => { boundaries.push(lines().length); },
  });
  if (new Set(boundaries).size < 3) throw new Error('the speech is one chunk');
  return { id, transcript: lines(), boundaries };
}

/** A colleague's interviews, each with a minute of sound of its own. */
async function packagesFor(recipient: string, root: string, media: string): Promise<string[]> {
  const minute = makeMedia(media, 'minute.m4a', ['-f', 'lavfi', '-i', 'sine=f=200:d=60:r=48000', '-c:a', 'aac', '-b:a', '32k']);
  const peer = await createVault(join(root, 'peer'), TEST_PASSPHRASE, FAST);
  const files: string[] = [];
  for (const name of WORDS) {
    const own = join(media, `${name}.m4a`);
    newFilm(minute, own);
    const { interviewId } = tellInterview(peer, readFileSync(own));
    const file = join(root, `${name}.zapis-handover`);
    await exportHandover(peer, { interviewIds: [interviewId], withFootage: true, to: { recipient }, by: 'Peer' }, file);
    files.push(file);
  }
  peer.close();
  return files;
}
