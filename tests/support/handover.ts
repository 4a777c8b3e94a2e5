import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Passage, Segment } from '../../shared/domain';
import type { Actor } from '../../electron/core/handover';
import { insertFootage } from '../../electron/core/footage/footage';
import { createInterview } from '../../electron/core/footage/interviews';
import { markPassage } from '../../electron/core/redaction/passages';
import { insertSegment, listSegments } from '../../electron/core/transcript/segments';
import type { Vault } from '../../electron/core/vault/vault';

export const ANA: Actor = { id: 'person-ana', name: 'Ana' };
export const BORIS: Actor = { id: 'person-boris', name: 'Boris' };

/** Names that must never be read in a file outside a vault. */
export const CANARY = 'Tihomir Jarebičić';

const SENTENCES = [
  `Tada je ${CANARY} rekao da idemo.`,
  'Bili smo u selu iza brda.',
  'Ne znam ko je pucao prvi.',
  'Posle toga sam otišao kući.',
];

/** Seconds of one sentence of the made-up transcript. */
const SENTENCE_US = 10_000_000;

function segmentOf(footageId: string, text: string, at: number): Segment {
  const startUs = at * SENTENCE_US;
  const tokens = text.split(' ');
  const step = SENTENCE_US / tokens.length;
  return {
    id: randomUUID(), footageId, startUs, endUs: startUs + SENTENCE_US, text, language: 'sr', origin: 'machine',
    words: tokens.map((token, i) => ({ text: token, startUs: Math.round(startUs + i * step), endUs: Math.round(startUs + (i + 1) * step), trust: 'aligned' })),
  };
}

export interface Told { readonly interviewId: string; readonly footageId: string; readonly segments: readonly Segment[]; readonly passage: Passage; readonly bytes: Buffer | null }

/** An interview with footage (made-up bytes, or a stream of them), a transcript of four sentences, and the name marked in it. */
export function tellInterview(vault: Vault, bytes: Buffer | Iterable<Buffer>): Told {
  const interview = createInterview(vault.db, {
    speakerCode: 'N.H.', date: '2016-06', region: 'Balkans', interviewer: 'Speckhard', languages: ['sr'], consent: 'recorded', warningGiven: 'yes', warningWhen: 'at 0:12', notes: `His brother is ${CANARY}.`,
  });
  const writer = vault.stores.create();
  for (const piece of Buffer.isBuffer(bytes) ? [bytes] : bytes) writer.write(piece);
  const { sha256, bytes: length } = writer.finish();
  const footage = writer.commit(({ storeKey }) => insertFootage(vault.db, {
    id: writer.id, interviewId: interview.id, name: `${CANARY}.mp4`, sha256, bytes: length, durationUs: 60_000_000, container: 'mov', video: null,
    audio: [{ codec: 'aac', channels: 1, sampleRate: 48_000, language: '' }], playback: 'direct', storeKey,
    timeline: { originUs: 0, durationUs: 60_000_000, frameDurationUs: 0, videoStream: null, audioStreams: [{ index: 0, channels: 1, sampleRate: 48_000, startUs: 0, endUs: 60_000_000 }] },
  }));
  SENTENCES.forEach((text, at) => { insertSegment(vault.db, segmentOf(footage.id, text, at)); });
  const segments = listSegments(vault.db, footage.id);
  const [first] = segments;
  if (!first) throw new Error('no segments');
  // Words 2 and 3: the name.
  const passage = markPassage(vault.db, {
    footageId: footage.id, target: { words: { fromSegmentId: first.id, fromWord: 2, toSegmentId: first.id, toWord: 3 } }, reason: 'names-third-person', note: '', audio: 'mute', video: 'blur',
  });
  return { interviewId: interview.id, footageId: footage.id, segments, passage, bytes: Buffer.isBuffer(bytes) ? bytes : null };
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Everything of a vault that a person would miss or notice, without what is its own (keys, times of change). */
export function contentsOf(vault: Vault): unknown {
  const all = (sql: string): unknown[] => vault.db.prepare(sql).all();
  return {
    interviews: all('SELECT * FROM interview ORDER BY id'),
    footage: all('SELECT id, interview_id, name, sha256, bytes, playback FROM footage ORDER BY id'),
    segments: all('SELECT id, footage_id, start_us, end_us, text, language, words, speaker_id, overlap, doubts FROM segment ORDER BY id'),
    speakers: all('SELECT * FROM speaker ORDER BY id'),
    passages: all('SELECT id, footage_id, start_us, end_us, text, anchor, reason, note, audio, video, state FROM passage ORDER BY id'),
    versions: all('SELECT kind, row_id, hash FROM handover_version ORDER BY kind, row_id, hash'),
    conflicts: all('SELECT * FROM conflict ORDER BY id'),
    edits: all('SELECT count(*) AS edits FROM edit'),
  };
}

/** A folder of its own for packages; removed by `dispose`. */
export function stick(): { file(name?: string): string; dir: string; dispose(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'zapis-stick-'));
  let count = 0;
  return { dir, file: (name = `${(count += 1)}.zapis-handover`) => join(dir, name), dispose: () => { rmSync(dir, { recursive: true, force: true }); } };
}
