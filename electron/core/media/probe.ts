import { z } from 'zod';
import type { FfmpegBinaries } from './binaries';
import type { Served } from './loopback';
import { runFfprobe } from './process';

const fraction = z.string().regex(/^-?\d+[/:]\d+$/).transform((text) => {
  const [above = 0, below = 0] = text.split(/[/:]/).map(Number);
  return { above, below };
});
const seconds = z.string().transform(Number).refine(Number.isFinite);

const streamFacts = z.object({
  index: z.number().int().nonnegative(),
  codec_type: z.enum(['video', 'audio', 'subtitle', 'data', 'attachment']).or(z.string()).optional(),
  codec_name: z.string().default('unknown'),
  codec_tag_string: z.string().default(''),
  profile: z.string().default(''),
  width: z.number().int().nonnegative().default(0),
  height: z.number().int().nonnegative().default(0),
  pix_fmt: z.string().default(''),
  field_order: z.string().default('unknown'),
  color_transfer: z.string().default(''),
  sample_aspect_ratio: fraction.optional().catch(undefined),
  avg_frame_rate: fraction.optional().catch(undefined),
  time_base: fraction,
  sample_rate: z.coerce.number().int().nonnegative().default(0),
  channels: z.number().int().nonnegative().default(0),
  nb_frames: z.coerce.number().int().nonnegative().default(0).catch(0),
  disposition: z.object({ default: z.number().default(0), attached_pic: z.number().default(0), still_image: z.number().default(0) }).default({ default: 0, attached_pic: 0, still_image: 0 }),
  tags: z.object({ language: z.string().default('') }).default({ language: '' }),
  side_data_list: z.array(z.object({ side_data_type: z.string().optional(), rotation: z.number().optional().catch(undefined) })).default([]),
});
export type StreamFacts = z.infer<typeof streamFacts>;

const probeOutput = z.object({
  format: z.object({ format_name: z.string(), duration: seconds.optional().catch(undefined) }),
  streams: z.array(streamFacts).default([]),
  packets: z.array(z.object({ side_data_list: z.array(z.object({ side_data_type: z.string().optional() })).default([]) })).default([]),
});

/** What the headers of a file say; nothing of it is believed where it can be measured. */
export interface Probe {
  /** ffmpeg's name of the demuxer, such as `mov,mp4,m4a,3gp,3g2,mj2`. */
  readonly format: string;
  /** Seconds, as the header says; undefined where it does not. */
  readonly headerDuration: number | undefined;
  readonly streams: readonly StreamFacts[];
  /** Samples are encrypted (DRM, Common Encryption). */
  readonly encrypted: boolean;
}

const ENTRIES = [
  'format=format_name,duration',
  'stream=index,codec_type,codec_name,codec_tag_string,profile,width,height,pix_fmt,field_order,color_transfer,sample_aspect_ratio,avg_frame_rate,time_base,sample_rate,channels,nb_frames',
  'stream_disposition=default,attached_pic,still_image', 'stream_tags=language', 'stream_side_data=side_data_type,rotation',
  'packet=stream_index', 'packet_side_data=side_data_type',
].join(':');

/**
 * Reads headers and the first packets.
 *
 * @throws ZapisError `ffmpeg-failed` (cause `ToolExit`) when ffprobe does not know the file.
 */
export async function probe(binaries: FfmpegBinaries, served: Served, signal?: AbortSignal): Promise<Probe> {
  const json = await runFfprobe(binaries, ['-show_entries', ENTRIES, '-read_intervals', '%+#24', '-of', 'json=compact=1', '-i', served.url], { env: served.env, signal });
  return parseProbe(json);
}

/** Parses ffprobe's JSON. @throws ZodError when it is not what ffprobe writes. */
export function parseProbe(json: string): Probe {
  const { format, streams, packets } = probeOutput.parse(JSON.parse(json));
  const sideData = [...streams, ...packets].flatMap((part) => part.side_data_list.map((side) => side.side_data_type ?? ''));
  return {
    format: format.format_name,
    headerDuration: format.duration,
    streams,
    // Sample entries: encv/enca (ISO 23001-7), drmi/drms (FairPlay), aavd (Audible).
    encrypted: sideData.some((type) => /^encryption/i.test(type)) || streams.some((stream) => /^(encv|enca|drmi|drms|aavd)$/.test(stream.codec_tag_string)),
  };
}
