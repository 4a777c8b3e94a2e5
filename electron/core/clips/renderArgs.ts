import type { ClipFormat } from '../../../shared/domain';
import { US_PER_SECOND, type Span } from '../../../shared/time';
import { inClipTime, type RedactionPlan } from '../redaction/plan';
import { pictureChain, type PictureChain } from './pictureFilter';
import { SAMPLE_RATE, soundChain } from './soundFilter';
import type { ClipFrames, FrameCover } from './frames';
import { FORMATS } from './formats';
import type { ClipSource } from './source';

export interface RenderInput {
  readonly format: ClipFormat;
  readonly source: ClipSource;
  readonly clip: Span;
  readonly plan: RedactionPlan;
  readonly frames: ClipFrames | null;
  readonly covers: readonly FrameCover[];
  /** Burned-in subtitles; none unless given. */
  readonly subtitles?: PictureChain['subtitles'];
  /** Address of the footage on the loopback. */
  readonly url: string;
  readonly outFile: string;
  /** Seconds before the clip at which to begin reading; null reads from the beginning, for containers that cannot seek. */
  readonly leadS: number | null;
}

/**
 * Arguments for ffmpeg that render a clip. Always encoded anew: a copied stream would keep the pre-roll before the
 * cut. Source times are kept (`-copyts`) and the filters cut by them, so seeking only saves time and never decides
 * a frame. Everything that is not picture or sound stays behind.
 */
export function renderArgs(i: RenderInput): string[] {
  const startUs = i.source.originUs + i.clip.startUs;
  const durationUs = i.clip.endUs - i.clip.startUs;
  const { video, audio } = i.source;
  const recipe = FORMATS[i.format];
  const chains: string[] = [];
  if (video && i.frames) {
    const window = { startUs: i.source.originUs + i.frames.lowerUs, endUs: i.source.originUs + i.frames.upperUs };
    chains.push(pictureChain({ ...video, startUs, window, covers: i.covers, subtitles: i.subtitles ?? null }));
  }
  if (audio) chains.push(soundChain({ ...audio, startUs, durationUs, spans: i.plan.sound.map((s) => inClipTime(s, i.clip)) }));
  const readFromUs = Math.min(startUs, i.source.originUs + (i.frames?.timesUs[0] ?? i.clip.startUs)) - (i.leadS ?? 0) * US_PER_SECOND;
  const seek = i.leadS !== null && readFromUs > i.source.originUs ? ['-seek_timestamp', '1', '-noaccurate_seek', '-ss', (readFromUs / US_PER_SECOND).toFixed(6)] : [];
  return [
    // Damaged footage is exported as far as it can be seen; the check counts what is missing.
    '-y', '-max_error_rate', '1', '-copyts', ...seek, '-i', i.url,
    '-filter_complex', chains.join(';'),
    ...(video && i.frames ? ['-map', '[v]', ...(recipe.video?.args ?? [])] : []),
    ...(audio ? ['-map', '[a]', ...recipe.audio.args(audio.channels), '-ar', String(SAMPLE_RATE), '-flags:a', '+bitexact'] : []),
    '-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact',
    ...recipe.container, i.outFile,
  ];
}
