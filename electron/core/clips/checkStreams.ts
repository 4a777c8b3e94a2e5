import { z } from 'zod';
import type { ClipFormat } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { US_PER_SECOND } from '../../../shared/time';
import type { FfmpegBinaries } from '../media/binaries';
import type { Served } from '../media/loopback';
import { ffprobeLines, runFfprobe } from '../media/process';
import type { ByteSource } from '../vault/stores';
import { checkContainer } from './checkContainer';
import { FORMATS } from './formats';

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

export interface StreamExpectation {
  readonly format: ClipFormat;
  readonly video: { readonly width: number; readonly height: number } | null;
  readonly audio: { readonly channels: number } | null;
}

/** Exactly the expected streams, no tag or box beyond the harmless ones, no chapters. @throws ZapisError `export-check-failed`. */
export async function checkStreams(binaries: FfmpegBinaries, served: Served, source: ByteSource, expected: StreamExpectation, signal?: AbortSignal): Promise<void> {
  const text = await runFfprobe(binaries, ['-show_format', '-show_streams', '-show_chapters', '-show_programs', '-of', 'json', '-i', served.url], { env: served.env, signal });
  const found = probe.parse(JSON.parse(text));
  const recipe = FORMATS[expected.format];
  const wanted = [
    ...(expected.video ? [`video ${recipe.video?.codec ?? 'none'} ${expected.video.width}x${expected.video.height}`] : []),
    ...(expected.audio ? [`audio ${recipe.audio.codec} ${expected.audio.channels}`] : []),
  ];
  const got = found.streams.map((s) => (s.codec_type === 'video' ? `video ${s.codec_name} ${s.width}x${s.height}` : `${s.codec_type} ${s.codec_name} ${s.channels}`));
  if (got.join() !== wanted.join()) throw new ZapisError('export-check-failed', { what: 'streams' });
  if (found.chapters.length > 0 || found.programs.length > 0) throw new ZapisError('export-check-failed', { what: 'chapters' });
  for (const [name, value] of [found.format, ...found.streams].flatMap((part) => Object.entries(part.tags))) {
    if (!recipe.tags[name]?.test(value)) throw new ZapisError('export-check-failed', { what: 'metadata' });
  }
  if (found.streams.some((s) => s.side_data_list.length > 0 || s.disposition['attached_pic'] === 1)) throw new ZapisError('export-check-failed', { what: 'metadata' });
  checkContainer(source, expected.format);
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
