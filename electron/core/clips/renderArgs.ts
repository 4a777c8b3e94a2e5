import type { ClipFormat } from '../../../shared/domain';
import { US_PER_SECOND } from '../../../shared/time';
import type { SoundSpan } from '../redaction/plan';
import { FORMATS } from './formats';
import { timesInClip, type ClipFrames, type FrameCover } from './frames';
import { blackTimes, clipGraph, type Finish, type GraphPart } from './graph';
import { SOUND_IN, SOUND_OUT } from './otherSound';
import { durationOf, offsetsOf, soundOf, type ClipPart, type ClipShape } from './parts';
import type { PictureChain } from './pictureFilter';
import type { RegionMask } from './regionMask';
import { plainSeconds, seekTo } from './seconds';
import { SAMPLE_RATE } from './soundFilter';

/** A part with what was found out about its frames. */
export interface PreparedPart extends ClipPart {
  /** Null where the footage shows no picture then. */
  readonly frames: ClipFrames | null;
  readonly covers: readonly FrameCover[];
  /** Address of the footage on the loopback. */
  readonly url: string;
  /** What to cover of its picture, and where ffmpeg finds that; none unless given. */
  readonly mask?: (RegionMask & { readonly url: string }) | null;
}

export interface RenderInput extends Partial<Pick<Finish, 'subtitles' | 'fadeInUs' | 'fadeOutUs'>> {
  readonly format: ClipFormat;
  readonly shape: ClipShape;
  readonly parts: readonly PreparedPart[];
  readonly outFile: string;
  /** The sound comes by a pipe, disguised. */
  readonly disguised?: boolean;
  /** Kilobits a second for the picture; no limit unless given. */
  readonly maxKbit?: number;
  /** Seconds before each cut at which to begin reading; null reads from the beginning, for containers that cannot seek. */
  readonly leadS: number | null;
}

/**
 * Arguments for ffmpeg that render a clip, one input for each part. Always encoded anew: a copied stream would keep the
 * pre-roll before the cut. Source times are kept (`-copyts`) and the filters cut by them, so seeking only saves time and
 * never decides a frame. Everything that is not picture or sound stays behind.
 */
export function renderArgs(i: RenderInput): string[] {
  const recipe = FORMATS[i.format];
  const { video, audio } = i.shape;
  const masks = i.parts.flatMap(({ mask }) => mask ?? []);
  return [
    '-y', ...inputs(i), ...masks.flatMap(({ url }) => ['-i', url]), ...(i.disguised === true ? SOUND_IN : []),
    '-filter_complex', graphOf(i, i.shape, { sound: soundOf(i.parts), fadeBeforeUs: recipe.audio.fadeBeforeUs, subtitles: i.subtitles ?? null, ...(i.disguised === true ? { voice: i.parts.length + masks.length } : {}) }),
    ...(video ? ['-map', '[v]', ...withLastFrame(recipe.video?.args ?? [], i.parts), ...(i.maxKbit === undefined ? [] : (recipe.video?.limit(i.maxKbit) ?? []))] : []),
    ...(audio ? ['-map', '[a]', ...recipe.audio.args(audio.channels), '-ar', String(SAMPLE_RATE), '-flags:a', '+bitexact'] : []),
    '-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact',
    ...recipe.container, i.outFile,
  ];
}

/**
 * Behind a join nobody knows how long frames are shown. MP4 would take the last one to end as it begins, and its edit list
 * would leave it out: it is shown to the clip's end.
 */
function withLastFrame(args: readonly string[], parts: readonly PreparedPart[]): string[] {
  const last = parts.at(-1);
  if (parts.length < 2 || !last) return [...args];
  const lengthUs = last.clip.endUs - last.clip.startUs;
  const lastUs = (last.frames && last.source.video ? timesInClip(last.frames, last.clip) : blackTimes(lengthUs)).at(-1) ?? 0;
  const shown = `setts=pts=PTS:dts=DTS:duration=${plainSeconds(Math.max(1_000, lengthUs - lastUs))}/TB`;
  return args.map((arg, at) => (args[at - 1] === '-bsf:v' ? `${arg},${shown}` : arg));
}

/** Arguments for ffmpeg that give a clip's sound to whoever disguises it. What must be gone is gone from it, whatever will stand in its place. */
export function soundArgs(i: Omit<RenderInput, 'format' | 'outFile'>): string[] {
  const sound = soundOf(i.parts).map((span): SoundSpan => ({ ...span, treatment: 'mute' }));
  return [...inputs(i), '-filter_complex', graphOf(i, { video: null, audio: { channels: 1 } }, { sound, subtitles: null }), ...SOUND_OUT];
}

function inputs({ parts, leadS }: Pick<RenderInput, 'parts' | 'leadS'>): string[] {
  // Damaged footage is exported as far as it can be seen; the check counts what is missing.
  return ['-max_error_rate', '1', '-copyts', ...parts.flatMap((part) => [...seek(part, leadS), '-i', part.url])];
}

function graphOf(i: Omit<RenderInput, 'format' | 'outFile'>, shape: ClipShape, finish: Pick<Finish, 'sound' | 'fadeBeforeUs' | 'subtitles' | 'voice'>): string {
  const at = offsetsOf(i.parts);
  const masks = i.parts.flatMap(({ mask }) => mask ?? []);
  const parts = i.parts.map((part, input) => graphPart(part, { input, maskInput: i.parts.length + (part.mask ? masks.indexOf(part.mask) : 0) }, shape, at[input] ?? 0));
  return clipGraph(parts, shape, { durationUs: durationOf(i.parts), fadeInUs: i.fadeInUs ?? 0, fadeOutUs: i.fadeOutUs ?? 0, ...finish });
}

function graphPart({ source: { originUs, video, audio }, clip, frames, covers, mask }: PreparedPart, { input, maskInput }: { input: number; maskInput: number }, shape: ClipShape, offsetUs: number): GraphPart {
  const startUs = originUs + clip.startUs;
  const durationUs = clip.endUs - clip.startUs;
  const window = frames && { startUs: originUs + frames.lowerUs, endUs: originUs + frames.upperUs };
  const picture: PictureChain | null = video && window && shape.video && { ...video, ...shape.video, inset: contained(video, shape.video), input, startUs, window, covers, regions: mask ? { ...mask, input: maskInput } : null };
  return { picture, sound: audio && { ...audio, input, startUs, durationUs }, at: { startUs: offsetUs, endUs: offsetUs + durationUs } };
}

interface Size { readonly width: number; readonly height: number }

/** The largest size of this shape in the frame; even. A frame of all but the same shape is filled. */
export function contained(own: Size, frame: Size): Size {
  const scale = Math.min(frame.width / own.width, frame.height / own.height);
  const fit = (pixels: number, most: number): number => (most - pixels * scale < 4 ? most : Math.max(2, 2 * Math.round((pixels * scale) / 2)));
  return { width: fit(own.width, frame.width), height: fit(own.height, frame.height) };
}

function seek({ source: { originUs }, clip, frames }: PreparedPart, leadS: number | null): string[] {
  const readFromUs = originUs + Math.min(clip.startUs, frames?.timesUs[0] ?? clip.startUs) - (leadS ?? 0) * US_PER_SECOND;
  return leadS !== null && readFromUs > originUs ? seekTo(readFromUs) : [];
}
