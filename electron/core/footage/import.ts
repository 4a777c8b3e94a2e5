import type { Footage } from '../../../shared/domain';
import type { MediaEnv } from '../media/env';
import type { FootageWriter } from '../vault/stores';
import { findBySha256, insertFootage } from './footage';
import { isDamaged, measure, recognise } from './measure';
import { playbackPlan } from './playbackPlan';
import { assertRoomFor, openSourceFile } from './sourceFile';
import { buildTimeline, describeAudio, describeVideo, type Measured, type Timeline } from './timeline';

export interface ImportOptions {
  readonly interviewId?: string | null;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: { bytes: number; totalBytes: number }) => void;
}

/**
 * Takes a file into the vault: recognised, copied encrypted while its SHA-256 is computed, then measured
 * from the stored bytes, and only then visible. The file itself is never touched. Footage with the same
 * bytes is recognised, and answered instead. Whatever fails or is cancelled leaves nothing behind.
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
    if (known) return { footage: known, duplicate: true };
    const measured = await measure(env, writer.original(), source.name, found, o.signal);
    const timeline = buildTimeline(measured);
    // Looked at only where it matters: a preview is made from damaged footage anyway.
    const direct = playbackPlan(measured, timeline).playback === 'direct' && !(await isDamaged(env, writer.original(), measured, timeline.durationUs, o.signal));
    o.signal?.throwIfAborted();
    return { footage: commit(env, writer, { name: source.name, interviewId: o.interviewId ?? null, measured, timeline, direct }), duplicate: false };
  } finally {
    source.close();
    // Harmless after the commit; before it, everything written goes.
    writer?.abort();
  }
}

interface Findings {
  readonly name: string;
  readonly interviewId: string | null;
  readonly measured: Measured;
  readonly timeline: Timeline;
  readonly direct: boolean;
}

function commit(env: MediaEnv, writer: FootageWriter, { name, interviewId, measured, timeline, direct }: Findings): Footage {
  const { video, audio, packets, probe } = measured;
  return writer.commit(({ bytes, sha256, storeKey }) => insertFootage(env.vault.db, {
    id: writer.id, interviewId, name, sha256, bytes, storeKey, timeline,
    durationUs: timeline.durationUs,
    container: probe.format,
    video: video && describeVideo(video, packets.get(video.index)),
    audio: audio.map(describeAudio),
    playback: direct ? 'direct' : 'proxy-pending',
  }));
}
