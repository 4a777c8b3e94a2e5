import { z } from 'zod';
import { ZapisError } from '../../../shared/errors';
import { US_PER_SECOND } from '../../../shared/time';
import type { FfmpegBinaries } from '../media/binaries';
import type { Served } from '../media/loopback';
import { ffprobeLines, runFfprobe } from '../media/process';
import type { ByteSource } from '../vault/stores';

const tags = z.record(z.string(), z.string()).default({});
const probe = z.object({
  format: z.object({ format_name: z.string(), tags, duration: z.coerce.number() }),
  streams: z.array(z.object({
    codec_type: z.string(), codec_name: z.string(), width: z.number().optional(), height: z.number().optional(), channels: z.number().optional(),
    tags, side_data_list: z.array(z.unknown()).default([]), disposition: z.record(z.string(), z.number()).default({}),
  })),
  chapters: z.array(z.unknown()),
  programs: z.array(z.unknown()).default([]),
});

/** Tags that every MP4 has and that say nothing about the footage; anything else is a leak until proved otherwise. */
const ALLOWED_TAGS: Readonly<Record<string, RegExp>> = {
  major_brand: /^isom$/, minor_version: /^512$/, compatible_brands: /^(isom|iso2|avc1|mp41|iso4|iso5|iso6)+$/,
  language: /^und$/, handler_name: /^(Video|Sound)Handler$/, vendor_id: /^\[0\]\[0\]\[0\]\[0\]$/, encoder: /^Lavc libx264$/,
};
/** ffmpeg always writes this list of tags; it must be this one, which holds none. */
const EMPTY_TAG_LIST = Buffer.from('0000003d75647461000000356d657461000000000000002168646c7200000000000000006d6469726170706c00000000000000000000000008696c7374', 'hex');
/** Boxes that a plain MP4 is made of. No `udta`, `meta`, `uuid`: there metadata, positions and pictures would hide. */
const ALLOWED_BOXES: Readonly<Record<string, readonly string[]>> = {
  '': ['ftyp', 'free', 'moov', 'mdat'],
  moov: ['mvhd', 'trak'],
  trak: ['tkhd', 'edts', 'mdia'],
};

export interface StreamExpectation {
  readonly video: { readonly width: number; readonly height: number } | null;
  readonly audio: { readonly channels: number } | null;
}

/** Exactly the expected streams, no tag or box beyond the harmless ones, no chapters. @throws ZapisError `export-check-failed`. */
export async function checkStreams(binaries: FfmpegBinaries, served: Served, source: ByteSource, expected: StreamExpectation, signal?: AbortSignal): Promise<void> {
  const text = await runFfprobe(binaries, ['-show_format', '-show_streams', '-show_chapters', '-show_programs', '-of', 'json', '-i', served.url], { env: served.env, signal });
  const found = probe.parse(JSON.parse(text));
  const wanted = [
    ...(expected.video ? [`video h264 ${expected.video.width}x${expected.video.height}`] : []),
    ...(expected.audio ? [`audio aac ${expected.audio.channels}`] : []),
  ];
  const got = found.streams.map((s) => (s.codec_type === 'video' ? `video ${s.codec_name} ${s.width}x${s.height}` : `${s.codec_type} ${s.codec_name} ${s.channels}`));
  if (got.join() !== wanted.join()) throw new ZapisError('export-check-failed', { what: 'streams' });
  if (found.chapters.length > 0 || found.programs.length > 0) throw new ZapisError('export-check-failed', { what: 'chapters' });
  for (const [name, value] of [found.format, ...found.streams].flatMap((part) => Object.entries(part.tags))) {
    if (!ALLOWED_TAGS[name]?.test(value)) throw new ZapisError('export-check-failed', { what: 'metadata' });
  }
  if (found.streams.some((s) => s.side_data_list.length > 0 || s.disposition['attached_pic'] === 1)) throw new ZapisError('export-check-failed', { what: 'metadata' });
  checkBoxes(source, 0, source.bytes, '');
}

/** Walks the boxes of ISO/IEC 14496-12 (§4.2: 32-bit size, type; size 1 means a 64-bit size follows) down to the tracks. */
function checkBoxes(source: ByteSource, start: number, end: number, parent: string): void {
  const allowed = ALLOWED_BOXES[parent];
  if (!allowed) return;
  for (let at = start; at < end;) {
    if (end - at < 8) throw new ZapisError('export-check-failed', { what: 'container' });
    const header = Buffer.from(source.read(at, Math.min(16, end - at)));
    const type = header.toString('latin1', 4, 8);
    const short = header.readUInt32BE(0);
    const size = short === 1 && header.length === 16 ? Number(header.readBigUInt64BE(8)) : short;
    if (size < 8 || at + size > end) throw new ZapisError('export-check-failed', { what: 'container' });
    const isEmptyTagList = parent === 'moov' && type === 'udta' && EMPTY_TAG_LIST.equals(source.read(at, size));
    if (!allowed.includes(type) && !isEmptyTagList) throw new ZapisError('export-check-failed', { what: 'metadata' });
    checkBoxes(source, at + 8, at + size, type);
    at += size;
  }
}

/** When the frames of a finished clip are shown, microseconds from its start, ascending. */
export async function clipFrameTimes(binaries: FfmpegBinaries, served: Served, signal?: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  await ffprobeLines(binaries, ['-select_streams', 'v:0', '-show_entries', 'packet=pts_time', '-of', 'csv=p=0', '-i', served.url], {
    env: served.env,
    signal,
    onLine: (line) => {
      const seconds = Number.parseFloat(line);
      if (Number.isFinite(seconds)) times.push(Math.round(seconds * US_PER_SECOND));
      return true;
    },
  });
  return times.sort((a, b) => a - b);
}
