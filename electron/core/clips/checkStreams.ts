import { z } from 'zod';
import type { ClipFormat } from '../../../shared/domain';
import { US_PER_SECOND } from '../../../shared/time';
import type { FfmpegBinaries } from '../media/binaries';
import type { Served } from '../media/loopback';
import { ffprobeLines, runFfmpeg, runFfprobe } from '../media/process';
import type { ByteSource } from '../vault/stores';
import { checkContainer } from './checkContainer';
import { FORMATS, type FormatRecipe } from './formats';
import { finding, findingOf, type LeakFinding } from './leak/finding';

const tags = z.record(z.string(), z.string()).default({});
const probe = z.object({
  format: z.object({ format_name: z.string(), tags, duration: z.coerce.number() }),
  streams: z.array(z.object({
    codec_type: z.string(), codec_name: z.string().default('unknown'), width: z.number().optional(), height: z.number().optional(), channels: z.number().optional(),
    tags, side_data_list: z.array(z.unknown()).default([]), disposition: z.record(z.string(), z.number()).default({}),
  })),
  chapters: z.array(z.unknown()),
  programs: z.array(z.unknown()).default([]),
});

export interface StreamExpectation {
  readonly format: ClipFormat;
  readonly video: { readonly width: number; readonly height: number } | null;
  readonly audio: { readonly channels: number } | null;
}

/** Exactly the expected streams, no tag or box beyond the harmless ones, no chapters: everything else is found. */
export async function checkStreams(binaries: FfmpegBinaries, served: Served, source: ByteSource, expected: StreamExpectation, signal?: AbortSignal): Promise<LeakFinding[]> {
  const text = await runFfprobe(binaries, ['-show_format', '-show_streams', '-show_chapters', '-show_programs', '-of', 'json', '-i', served.url], { env: served.env, signal });
  const found = probe.parse(JSON.parse(text));
  const recipe = FORMATS[expected.format];
  const wanted = [
    ...(expected.video ? [`video ${recipe.video?.codec ?? 'none'} ${expected.video.width}x${expected.video.height}`] : []),
    ...(expected.audio ? [`audio ${recipe.audio.codec} ${expected.audio.channels}`] : []),
  ];
  const got = found.streams.map((s) => (s.codec_type === 'video' ? `video ${s.codec_name} ${s.width}x${s.height}` : `${s.codec_type} ${s.codec_name} ${s.channels}`));
  const unlike = Array.from({ length: Math.max(got.length, wanted.length) }, (_, i) => i).filter((i) => got[i] !== wanted[i]);
  return [
    ...unlike.map((i) => finding('streams', { in: `stream ${i}` })),
    ...(found.chapters.length > 0 || found.programs.length > 0 ? [finding('chapters')] : []),
    ...[found.format, ...found.streams].flatMap((part) => strangeTags(part.tags, recipe)),
    ...found.streams.flatMap((s, i) => (s.side_data_list.length > 0 || s.disposition['attached_pic'] === 1 ? [finding('metadata', { in: `stream ${i}` })] : [])),
    ...(expected.video && recipe.video?.codec === 'h264' ? await messageFindings(binaries, served, signal) : []),
    ...containerFindings(source, expected.format),
  ];
}

/** Units of type 6 in H.264 (supplemental enhancement information, ITU-T H.264 annex D) hold captions, cameras' own data and whatever anybody puts there. No reader tells them. */
async function messageFindings(binaries: FfmpegBinaries, served: Served, signal?: AbortSignal): Promise<LeakFinding[]> {
  let bytes = 0;
  await runFfmpeg(binaries, ['-i', served.url, '-map', '0:v:0', '-c', 'copy', '-bsf:v', 'filter_units=pass_types=6', '-f', 'rawvideo', 'pipe:1'], { env: served.env, signal, onStdout: (chunk) => { bytes += chunk.length; } });
  return bytes === 0 ? [] : [finding('metadata', { in: 'stream 0' })];
}

/** Names of tags that may be told; a name itself may be somebody's words. */
const KNOWN_TAGS = new Set(['title', 'comment', 'artist', 'album', 'date', 'location', 'encoder', 'creation_time', 'handler_name', 'language', 'description', 'copyright', 'filename', 'mimetype']);

function strangeTags(tags: Readonly<Record<string, string>>, recipe: FormatRecipe): LeakFinding[] {
  return Object.entries(tags).filter(([name, value]) => !recipe.tags[name]?.test(value)).map(([name]) => finding('metadata', { in: `tag ${KNOWN_TAGS.has(name.toLowerCase()) ? name.toLowerCase() : 'of its own'}` }));
}

function containerFindings(source: ByteSource, format: ClipFormat): LeakFinding[] {
  try {
    checkContainer(source, format);
    return [];
  } catch (error) {
    const found = findingOf(error);
    if (found === null) throw error;
    return [found];
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
