import { z } from 'zod';
import type { Segment, Word } from '../../../shared/domain';
import type { Span } from '../../../shared/time';
import type { MediaEnv } from '../media/pcm';
import { listSegments } from '../transcript/segments';
import { storeTimes, withTimes, type FoundTimes } from '../transcript/wordTimes';
import { transaction } from '../vault/database';
import type { AlignerClient } from './alignerClient';
import { openSound } from './soundWindow';

/** So far beyond a segment's borders its words are looked for, as far as its neighbours leave room: the engine's borders are rough, microseconds. */
const ROUGH_US = 300_000;
/** So much sound is looked at between two commits, microseconds: what an interruption costs, a second or two of work. */
const BATCH_US = 60_000_000;

export interface RealignOptions {
  /** These only; null: all of the footage. */
  readonly segmentIds: ReadonlySet<string> | null;
  /** Go on behind this instant, where an interrupted run had come to, µs. */
  readonly fromUs?: number;
  readonly signal: AbortSignal;
  /** Called inside the transaction that stores the times: both stand or neither. */
  onStored?(stored: StoredTimes): void;
}

export interface StoredTimes {
  /** All that begins before this instant is done, µs. */
  readonly reachedUs: number;
  /** Segments whose times were stored just now. */
  readonly taken: readonly string[];
  /** Of the whole run so far. */
  readonly counts: RealignCounts;
}

const count = z.number().int().nonnegative();
export const realignCounts = z.object({
  /** Segments whose words were looked for and whose times were stored. */
  segments: count,
  /** Segments that a person changed meanwhile, or where the aligner gave up: left as they were. */
  left: count,
  /** Words, by trust. */
  aligned: count,
  estimated: count,
  untimed: count,
});
export type RealignCounts = z.infer<typeof realignCounts>;

export const NOTHING_REALIGNED: RealignCounts = { segments: 0, left: 0, aligned: 0, estimated: 0, untimed: 0 };

export function addCounts(a: RealignCounts, b: RealignCounts): RealignCounts {
  return { segments: a.segments + b.segments, left: a.left + b.left, aligned: a.aligned + b.aligned, estimated: a.estimated + b.estimated, untimed: a.untimed + b.untimed };
}

/**
 * Finds the words of a transcript in the sound again, as its text stands now. Text is never changed; a segment edited
 * while its sound is looked at keeps what was edited. What is not found is untimed, and redaction widens over it.
 *
 * @throws ZapisError `footage-no-audio`, `ffmpeg-failed`; AbortError on `signal`, everything stored before stays.
 */
export async function realign(env: MediaEnv, footageId: string, aligner: AlignerClient, o: RealignOptions): Promise<RealignCounts> {
  const { db } = env.vault;
  const all = listSegments(db, footageId);
  const fromUs = o.fromUs ?? 0;
  const wanted = all.flatMap((segment, index) => (segment.words.length > 0 && segment.startUs >= fromUs && (o.segmentIds?.has(segment.id) ?? true) ? [{ segment, index }] : []));
  const sound = openSound(env, footageId, o.signal);
  let counts = NOTHING_REALIGNED;
  let batch: FoundTimes[] = [];
  let lookedAt = 0;
  const rooms = new Map<string, Span>();
  const commit = (): void => {
    const reachedUs = (batch.at(-1)?.segment.startUs ?? fromUs) + 1;
    if (lookedAt === 0) return;
    transaction(db, () => {
      const taken = storeTimes(db, footageId, batch, (segment) => rooms.get(segment.id) ?? segment);
      counts = addCounts(counts, countsOf(batch.filter((one) => taken.includes(one.segment.id)), lookedAt - taken.length));
      o.onStored?.({ reachedUs, taken, counts });
    });
    [batch, lookedAt] = [[], 0];
    rooms.clear();
  };
  let freeUs = 0;
  let batchedUs = 0;
  try {
    for (const { segment, index } of wanted) {
      o.signal.throwIfAborted();
      const room = roomOf(segment, Math.max(freeUs, ...ends(all, index)), all[index + 1]);
      const words = await alignIn(room, segment, sound, aligner);
      o.signal.throwIfAborted();
      lookedAt += 1;
      if (words !== null) {
        rooms.set(segment.id, room);
        batch.push({ segment, words });
        freeUs = Math.max(freeUs, withTimes(segment, words, room).endUs);
      }
      batchedUs += segment.endUs - segment.startUs;
      if (batchedUs >= BATCH_US) {
        commit();
        batchedUs = 0;
      }
    }
    commit();
    return counts;
  } finally {
    await sound.close();
  }
}

/** How far back a segment may reach that overlaps later ones: voices that speak over each other, a handful of segments. */
const BACK = 8;

function ends(all: readonly Segment[], index: number): number[] {
  return all.slice(Math.max(0, index - BACK), index).map((segment) => segment.endUs);
}

function roomOf(segment: Segment, freeUs: number, next: Segment | undefined): Span {
  return {
    startUs: Math.min(segment.startUs, Math.max(0, freeUs, segment.startUs - ROUGH_US)),
    endUs: Math.max(segment.endUs, Math.min(next?.startUs ?? Infinity, segment.endUs + ROUGH_US)),
  };
}

async function alignIn(room: Span, segment: Segment, sound: { read(span: Span): Promise<Float32Array> }, aligner: AlignerClient): Promise<Word[] | null> {
  const pcm = await sound.read(room);
  const words = await aligner.align({ pcm, text: segment.words.map((word) => word.text).join(' '), language: segment.language });
  if (words === null || words.length !== segment.words.length) return null;
  return words.map((word) => ({ ...word, startUs: word.startUs + room.startUs, endUs: word.endUs + room.startUs }));
}

function countsOf(stored: readonly FoundTimes[], left: number): RealignCounts {
  const trusted = (trust: Word['trust']): number => stored.flatMap((one) => one.words).filter((word) => word.trust === trust).length;
  return { segments: stored.length, left, aligned: trusted('aligned'), estimated: trusted('estimated'), untimed: trusted('untimed') };
}
