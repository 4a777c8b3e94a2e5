import { ZapisError } from '../../../shared/errors';
import { timelineOf } from '../footage/timeline';
import type { MediaEnv } from './env';
import { brokenReading } from './loopback';
import { ffmpegStream } from './stream';

export type { MediaEnv } from './env';

/** Samples a second of all sound that is analysed; what speech recognisers are trained on. */
export const PCM_RATE = 16_000;

/** Sound decoded before the wanted start: codecs with memory (MP3, Opus) need some to be right at once. */
const RUN_UP_US = 1_000_000;
/** Samples of one piece at most when silence is filled in. */
const PIECE = PCM_RATE;

export interface PcmOptions {
  /** Canonical microseconds; the whole footage unless told. */
  readonly startUs?: number;
  readonly endUs?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The footage's first track of sound as mono 16 kHz samples (−1…1) on the canonical timeline: sample n lies
 * at `startUs + n·1e6/16000`. Gaps, a late start and an early end are silence, so the number of samples is
 * exactly that of the span. Pieces are pulled; memory does not grow with the footage.
 *
 * @throws ZapisError `footage-no-audio`, `footage-damaged`, `ffmpeg-failed` (only when no sample came out), `AbortError`.
 */
export async function* pcm16k(env: MediaEnv, footageId: string, o: PcmOptions = {}): AsyncGenerator<Float32Array, void, undefined> {
  const { originUs, durationUs, audioStreams: [track] } = timelineOf(env.vault.db, footageId);
  if (!track) throw new ZapisError('footage-no-audio');
  const startUs = Math.max(0, o.startUs ?? 0);
  const first = samplesAt(startUs);
  let left = samplesAt(Math.min(o.endUs ?? durationUs, durationUs)) - first;
  const served = env.loopback.serve(env.vault.stores.open(footageId).original());
  const fromUs = startUs - RUN_UP_US;
  const args = [
    // The source's own clock all the way: filters then see the timestamps that the timeline was built from.
    '-copyts', ...(fromUs > track.startUs ? ['-noaccurate_seek', '-seek_timestamp', '1', '-ss', seconds(originUs + fromUs)] : []),
    '-max_error_rate', '1', '-i', served.url, '-map', `0:${track.index}`, '-vn', '-sn', '-dn',
    '-af', alignedSound(PCM_RATE, originUs + (first * 1e6) / PCM_RATE), '-ac', '1', '-ar', String(PCM_RATE), '-f', 'f32le', 'pipe:1',
  ];
  let heard = false;
  try {
    if (left > 0) {
      for await (const samples of floats(ffmpegStream(env.binaries, args, { env: served.env, signal: o.signal }))) {
        heard = true;
        const piece = samples.length > left ? samples.subarray(0, left) : samples;
        left -= piece.length;
        if (piece.length > 0) yield piece;
        if (left === 0) break;
      }
    }
  } catch (error) {
    // Damaged sound: what could be decoded stands, the rest is silence, and times stay true.
    if (!(heard && error instanceof ZapisError && error.code === 'ffmpeg-failed')) throw error;
  } finally {
    served.close();
  }
  // Damage of the source is silence that everybody has; damage of the vault is what a backup still has, and must be told.
  const broke = left > 0 ? brokenReading(served.env) : undefined;
  if (broke) throw broke;
  for (; left > 0; left -= Math.min(left, PIECE)) yield new Float32Array(Math.min(left, PIECE));
}

/**
 * Filter that puts sound at its timestamps: silence for gaps over 20 ms, overlaps cut, and the first sample
 * exactly at `firstUs` of the source's clock. Below 20 ms timestamps are rounding noise of the container.
 *
 * The clock is shifted so that the first sample is at zero: aresample counts `first_pts` in samples of its INPUT's
 * rate, whatever the manual says, and any other value would move 48 kHz sound by two thirds of its start.
 */
export function alignedSound(rate: number, firstUs: number): string {
  return `asetpts=PTS-(${seconds(firstUs)})/TB,aresample=${rate}:async=1:min_comp=0.0001:min_hard_comp=0.02:first_pts=0`;
}

/** Microseconds as the decimal seconds that ffmpeg reads. */
export function seconds(us: number): string {
  return (us / 1e6).toFixed(6);
}

function samplesAt(us: number): number {
  return Math.round((us * PCM_RATE) / 1e6);
}

/** Bytes of 32-bit floats to samples; a sample may be cut by the border of two pieces. */
export async function* floats(chunks: AsyncIterable<Buffer>): AsyncGenerator<Float32Array, void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const joined = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const whole = joined.length - (joined.length % 4);
    rest = Buffer.from(joined.subarray(whole));
    // Copied: samples outlive ffmpeg's buffer, and a Float32Array needs a start divisible by four.
    const samples = new Float32Array(whole / 4);
    new Uint8Array(samples.buffer).set(joined.subarray(0, whole));
    yield samples;
  }
}
