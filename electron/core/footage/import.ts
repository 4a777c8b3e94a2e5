import type { Footage } from '../../../shared/domain';
import type { MediaEnv } from '../media/env';
import type { FootageWriter } from '../vault/stores';
import { isAwaited, markArrived } from '../vault/awaited';
import { findBySha256, getFootage, insertFootage } from './footage';
import { isDamaged, measure, recognise } from './measure';
import { playbackPlan } from './playbackPlan';
import { assertRoomFor, openSourceFile } from './sourceFile';
import { buildTimeline, describeAudio, describeVideo, type Measured, type Timeline } from './timeline';

export interface ImportOptions {
  readonly interviewId?: string | null;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: { bytes: number; totalBytes: number }) => void;
  /** Called inside the transaction that makes the footage visible: what it writes stands with it, or neither does. */
  readonly onInserted?: (footageId: string) => void;
}

/**
 * Takes a file into the vault: recognised, copied encrypted while its SHA-256 is computed, then measured
 * from the stored bytes, and only then visible. The file itself is never touched. Footage with the same
 * bytes is recognised, and answered instead; footage of which a handover brought the words alone gets its
 * bytes, and keeps all that was said and marked in it. Whatever fails or is cancelled leaves nothing behind.
 *
 * @throws ZapisError `import-…`, `footage-empty`, `disk-full` and others, each with one sentence; `AbortError`.
 */
export async function importFootage(env: MediaEnv, path: string, o: ImportOptions = {}): Promise<{ footage: Footage; duplicate: boolean }> {
  o.signal?.throwIfAborted();
  const source = openSourceFile(path);
  let writer: FootageWriter | null = null;
  try {
    const found = await recognise(env, source, source.name, o.signal);
    assertRoomFor(source.bytes, env.vault.dir);
    writer = env.vault.stores.create();
    await source.copyTo(writer, { signal: o.signal, onBytes: (bytes) => o.onProgress?.({ bytes, totalBytes: source.bytes }) });
    const { sha256 } = writer.finish();
    const known = findBySha256(env.vault.db, sha256);
    if (known && isAwaited(env.vault.db, known.id)) return { footage: fill(env, writer, known, o), duplicate: false };
    if (known) return { footage: known, duplicate: true };
    const measured = await measure(env, writer.original(), source.name, found, o.signal);
    const timeline = buildTimeline(measured);
    // Looked at only where it matters: a preview is made from damaged footage anyway.
    const direct = playbackPlan(measured, timeline).playback === 'direct' && !(await isDamaged(env, writer.original(), measured, timeline.durationUs, o.signal));
    o.signal?.throwIfAborted();
    return { footage: commit(env, writer, { name: source.name, interviewId: o.interviewId ?? null, measured, timeline, direct }, o.onInserted), duplicate: false };
  } finally {
    source.close();
    // Harmless after the commit; before it, everything written goes.
    writer?.abort();
  }
}

/** The same bytes have the same timeline, so words and passages fit as they are. */
function fill({ vault }: MediaEnv, writer: FootageWriter, { id }: Footage, o: ImportOptions): Footage {
  o.signal?.throwIfAborted();
  return writer.fill(id, ({ storeKey }) => {
    markArrived(vault.db, id, storeKey);
    if (o.interviewId) vault.db.prepare('UPDATE footage SET interview_id = coalesce(interview_id, ?) WHERE id = ?').run(o.interviewId, id);
    o.onInserted?.(id);
    return getFootage(vault.db, id);
  });
}

interface Findings {
  readonly name: string;
  readonly interviewId: string | null;
  readonly measured: Measured;
  readonly timeline: Timeline;
  readonly direct: boolean;
}

function commit(env: MediaEnv, writer: FootageWriter, { name, interviewId, measured, timeline, direct }: Findings, inserted: ImportOptions['onInserted']): Footage {
  const { video, audio, packets, probe } = measured;
  return writer.commit(({ bytes, sha256, storeKey }) => {
    const footage = insertFootage(env.vault.db, {
      id: writer.id, interviewId, name, sha256, bytes, storeKey, timeline,
      durationUs: timeline.durationUs,
      container: probe.format,
      video: video && describeVideo(video, packets.get(video.index)),
      audio: audio.map(describeAudio),
      playback: direct ? 'direct' : 'proxy-pending',
    });
    inserted?.(footage.id);
    return footage;
  });
}
