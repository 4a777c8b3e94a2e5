import { ZapisError } from '../../../shared/errors';
import type { FfmpegBinaries } from '../media/binaries';
import { decoderComplains } from '../media/damage';
import { firstFrameUs } from '../media/firstFrame';
import type { Loopback, Served } from '../media/loopback';
import { scanPackets } from '../media/packets';
import { probe, type Probe } from '../media/probe';
import type { ByteSource } from '../vault/stores';
import { probeRefusal } from './refusals';
import { chooseStreams, type Measured } from './timeline';

export interface Tools { readonly binaries: FfmpegBinaries; readonly loopback: Loopback }

/**
 * Looks at the headers only: enough to refuse what is no footage before gigabytes are copied.
 *
 * @throws ZapisError `import-unknown`, `import-truncated`, `import-encrypted`, `import-no-streams`.
 */
export async function recognise(tools: Tools, source: ByteSource, name: string, signal?: AbortSignal): Promise<Probe> {
  return serving(tools, source, async (served) => {
    const found = await probe(tools.binaries, served, signal).catch((error: unknown) => {
      throw probeRefusal(error, name, source.read(0, Math.min(64, source.bytes)));
    });
    if (found.encrypted) throw new ZapisError('import-encrypted', { name });
    const { video, audio } = chooseStreams(found);
    if (!video && audio.length === 0) throw new ZapisError('import-no-streams', { name });
    return found;
  });
}

/**
 * Reads every packet and decodes the beginning of every kept stream. Streams that yield not one frame are
 * dropped; what can be decoded at least partly is footage, for a lost file cannot be filmed again.
 *
 * @throws ZapisError `import-undecodable` when no stream yields a frame.
 */
export async function measure(tools: Tools, source: ByteSource, name: string, found: Probe, signal?: AbortSignal): Promise<Measured> {
  return serving(tools, source, async (served) => {
    const chosen = chooseStreams(found);
    const kept = [...(chosen.video ? [chosen.video] : []), ...chosen.audio];
    const packets = await scanPackets(tools.binaries, served, kept, signal);
    const firstFrames = new Map<number, number>();
    for (const stream of kept) {
      const us = packets.has(stream.index) ? await firstFrameUs(tools.binaries, served, stream, signal) : null;
      if (us !== null) firstFrames.set(stream.index, us);
    }
    if (firstFrames.size === 0) throw new ZapisError('import-undecodable', { name });
    return {
      probe: found,
      video: chosen.video && firstFrames.has(chosen.video.index) ? chosen.video : null,
      audio: chosen.audio.filter((stream) => firstFrames.has(stream.index)),
      packets,
      firstFrames,
    };
  });
}

/** Whether the player would stumble over pictures that do not decode; see `decoderComplains`. */
export async function isDamaged(tools: Tools, source: ByteSource, { video }: Measured, durationUs: number, signal?: AbortSignal): Promise<boolean> {
  if (!video) return false;
  return serving(tools, source, (served) => decoderComplains(tools.binaries, served, video.index, durationUs, signal).catch((error: unknown) => {
    if (error instanceof ZapisError && error.code === 'ffmpeg-failed') return true;
    throw error;
  }));
}

async function serving<T>({ loopback }: Tools, source: ByteSource, work: (served: Served) => Promise<T>): Promise<T> {
  const served = loopback.serve(source);
  try {
    return await work(served);
  } finally {
    served.close();
  }
}
