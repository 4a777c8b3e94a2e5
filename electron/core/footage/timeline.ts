import { z } from 'zod';
import type { AudioInfo, VideoInfo } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import type { PacketFacts } from '../media/packets';
import type { Probe, StreamFacts } from '../media/probe';
import type { Database } from '../vault/database';

const videoStream = z.object({
  /** ffmpeg's stream number. */
  index: z.number().int().nonnegative(),
  /** On the canonical timeline. */
  startUs: z.number().int(),
  endUs: z.number().int(),
  interlaced: z.boolean(),
  hdr: z.boolean(),
});
const audioStream = z.object({
  index: z.number().int().nonnegative(),
  channels: z.number().int().positive(),
  sampleRate: z.number().int().positive(),
  /** On the canonical timeline; negative when sound begins (a little) before the picture. */
  startUs: z.number().int(),
  endUs: z.number().int(),
});

/** How the footage's own clock and the canonical timeline meet. Kept in `footage.streams`. */
export const timeline = z.object({
  /** Time of the canonical zero on the source's own clock: canonical = source − origin. */
  originUs: z.number().int(),
  durationUs: z.number().int().positive(),
  /** Typical duration of one picture; 0 without picture. */
  frameDurationUs: z.number().int().nonnegative(),
  videoStream: videoStream.nullable(),
  audioStreams: z.array(audioStream),
});
export type Timeline = z.infer<typeof timeline>;

/** The timeline found at import. @throws ZapisError `footage-missing`. */
export function timelineOf(db: Database, footageId: string): Timeline {
  const row = db.prepare<[string], { streams: string }>('SELECT streams FROM footage WHERE id = ?').get(footageId);
  if (!row) throw new ZapisError('footage-missing', { id: footageId });
  return timeline.parse(JSON.parse(row.streams));
}

/** Everything measured about the streams that are kept. */
export interface Measured {
  readonly probe: Probe;
  readonly video: StreamFacts | null;
  readonly audio: readonly StreamFacts[];
  readonly packets: ReadonlyMap<number, PacketFacts>;
  /** First decoded frame by stream number. */
  readonly firstFrames: ReadonlyMap<number, number>;
}

/** Sound this much earlier than the picture moves the zero to the sound: no speech may fall off the timeline. */
const LOST_SOUND_US = 100_000;

/** The picture and the tracks of sound that are footage; cover pictures, subtitles and data are not. */
export function chooseStreams(probe: Probe): { video: StreamFacts | null; audio: StreamFacts[] } {
  const pictures = probe.streams.filter((s) => s.codec_type === 'video' && !s.disposition.attached_pic && !s.disposition.still_image);
  return {
    video: pictures.find((s) => s.disposition.default) ?? pictures[0] ?? null,
    audio: probe.streams.filter((s) => s.codec_type === 'audio' && s.channels > 0 && s.sample_rate > 0),
  };
}

/**
 * The canonical timeline: whole microseconds from the first presented picture, or from the first sample of
 * sound where there is no picture or where sound leads by more than 100 ms.
 */
export function buildTimeline({ video, audio, packets, firstFrames }: Measured): Timeline {
  const startOf = (s: StreamFacts): number => firstFrames.get(s.index) ?? packets.get(s.index)?.startUs ?? 0;
  const endOf = (s: StreamFacts): number => packets.get(s.index)?.endUs ?? startOf(s);
  const soundUs = Math.min(...audio.map(startOf));
  const pictureUs = video ? startOf(video) : soundUs;
  const originUs = soundUs < pictureUs - LOST_SOUND_US ? soundUs : pictureUs;
  const endUs = Math.max(...[...(video ? [video] : []), ...audio].map(endOf));
  return {
    originUs,
    durationUs: Math.max(1, endUs - originUs),
    frameDurationUs: video ? Math.max(0, packets.get(video.index)?.medianStepUs ?? 0) : 0,
    videoStream: video && {
      index: video.index,
      startUs: startOf(video) - originUs,
      endUs: endOf(video) - originUs,
      interlaced: !['progressive', 'unknown'].includes(video.field_order),
      hdr: ['smpte2084', 'arib-std-b67'].includes(video.color_transfer),
    },
    audioStreams: audio.map((s) => ({ index: s.index, channels: s.channels, sampleRate: s.sample_rate, startUs: startOf(s) - originUs, endUs: endOf(s) - originUs })),
  };
}

/** The picture as it is presented: square pixels, upright. */
export function describeVideo(stream: StreamFacts, packets: PacketFacts | undefined): VideoInfo {
  const rotation = clockwise(stream);
  const shape = stream.sample_aspect_ratio;
  const wide = shape && shape.above > 0 && shape.below > 0 ? Math.round((stream.width * shape.above) / shape.below) : stream.width;
  const [width, height] = rotation % 180 === 90 ? [stream.height, wide] : [wide, stream.height];
  const rate = stream.avg_frame_rate;
  const measured = packets && packets.count > 1 ? ((packets.count - 1) * 1e6) / (packets.endUs - packets.startUs - packets.medianStepUs) : NaN;
  const fps = Number.isFinite(measured) && measured > 0 ? measured : rate && rate.below > 0 ? rate.above / rate.below : 0;
  return { codec: stream.codec_name, width: Math.max(1, width), height: Math.max(1, height), rotation, fps: Math.round(fps * 1000) / 1000, variableRate: packets?.uneven ?? false };
}

export function describeAudio(stream: StreamFacts): AudioInfo {
  return { codec: stream.codec_name, channels: stream.channels, sampleRate: stream.sample_rate, language: stream.tags.language === 'und' ? '' : stream.tags.language };
}

/** Degrees clockwise that the player turns the picture: 0, 90, 180 or 270. ffprobe counts the other way. */
function clockwise(stream: StreamFacts): number {
  const counter = stream.side_data_list.find((side) => side.rotation !== undefined)?.rotation ?? 0;
  return ((Math.round(-counter / 90) * 90) % 360 + 360) % 360;
}
