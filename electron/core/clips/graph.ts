import { US_PER_SECOND, type Span } from '../../../shared/time';
import type { SoundSpan } from '../redaction/plan';
import type { ClipShape } from './parts';
import { pictureCut, type PictureChain } from './pictureFilter';
import { plainSeconds } from './seconds';
import { FADE_US, SAMPLE_RATE, soundCut, soundRedaction, type SoundChain } from './soundFilter';

/** What one input gives to a clip. Null: black, or silence, of the same length. */
export interface GraphPart {
  readonly picture: PictureChain | null;
  readonly sound: Omit<SoundChain, 'spans'> | null;
  /** When it begins in the clip, and when it ends. */
  readonly at: Span;
}

/** What is done to the clip as a whole, behind the parts. All times in the clip. */
export interface Finish {
  readonly durationUs: number;
  /** What must be gone from the sound. */
  readonly sound: readonly SoundSpan[];
  /** Slope before what is gone, microseconds; as short as can be unless given. */
  readonly fadeBeforeUs?: number | undefined;
  readonly fadeInUs: number;
  readonly fadeOutUs: number;
  /** Number of the input that brings all of the sound already, disguised; what must be gone is taken out of it once more. */
  readonly voice?: number;
  /** Where the script of texts to draw in is, and the folder with their font; null draws none. */
  readonly subtitles: { readonly url: string; readonly fontsDir: string } | null;
}

/** The filter graph of a clip, from the inputs to `[v]` and `[a]`. */
export function clipGraph(parts: readonly GraphPart[], shape: ClipShape, finish: Finish): string {
  return [
    ...(shape.video ? picture(parts, shape.video, finish) : []),
    ...(shape.audio ? sound(parts, shape.audio.channels, finish) : []),
  ].join(';');
}

function picture(parts: readonly GraphPart[], frame: { readonly width: number; readonly height: number }, f: Finish): string[] {
  const cuts = parts.map(({ picture: own, at }) => (own ? pictureCut(own) : blackness(frame, at)));
  const last = [
    ...fades('fade', f),
    ...(f.subtitles === null ? [] : [`subtitles=filename=${escapeValue(f.subtitles.url)}:fontsdir=${escapeValue(f.subtitles.fontsDir)}`]),
  ];
  const [only] = cuts;
  if (cuts.length === 1 && only) return [`${[...only, ...last].join(',')}[v]`];
  // Not `concat`: it guesses how long a part's last frame is shown, and what follows would run away from the sound.
  return [
    ...cuts.map((cut, i) => `${[...cut, `setpts=PTS+${parts[i]?.at.startUs ?? 0}`].join(',')}[v${i}]`),
    `${cuts.map((_, i) => `[v${i}]`).join('')}${[`interleave=nb_inputs=${cuts.length}`, ...last].join(',')}[v]`,
  ];
}

function sound(parts: readonly GraphPart[], channels: 1 | 2, f: Finish): string[] {
  if (f.voice !== undefined) return [`${[...soundWhole(f.voice, channels, f.durationUs), ...soundRedaction(f.sound, f.fadeBeforeUs)].join(',')}[a]`];
  const cuts = parts.map(({ sound: own, at }, i) => [
    ...(own ? soundCut({ ...own, channels }) : silence(channels, at)),
    // What ends in the middle of a wave clicks.
    ...(i > 0 ? [`afade=t=in:d=${plainSeconds(FADE_US)}`] : []),
    ...(i < parts.length - 1 ? [`afade=t=out:st=${plainSeconds(at.endUs - at.startUs - FADE_US)}:d=${plainSeconds(FADE_US)}`] : []),
  ]);
  // Redacted behind the joins: what must be gone keeps its guard on both sides of each.
  const last = [...fades('afade', f), ...soundRedaction(f.sound, f.fadeBeforeUs)];
  const [only] = cuts;
  if (cuts.length === 1 && only) return [`${[...only, ...last].join(',')}[a]`];
  return [
    ...cuts.map((cut, i) => `${cut.join(',')}[a${i}]`),
    `${cuts.map((_, i) => `[a${i}]`).join('')}${[`concat=n=${cuts.length}:v=0:a=1`, ...last].join(',')}[a]`,
  ];
}

function fades(filter: 'fade' | 'afade', { fadeInUs, fadeOutUs, durationUs }: Finish): string[] {
  const from = Math.max(0, durationUs - fadeOutUs);
  return [
    ...(fadeInUs > 0 ? [`${filter}=t=in:st=0:d=${plainSeconds(Math.min(fadeInUs, durationUs))}`] : []),
    ...(fadeOutUs > 0 ? [`${filter}=t=out:st=${plainSeconds(from)}:d=${plainSeconds(durationUs - from)}`] : []),
  ];
}

/** When the frames of {@link blackness} are shown: one a second, microseconds from its start. */
export function blackTimes(durationUs: number): number[] {
  return Array.from({ length: Math.ceil(durationUs / US_PER_SECOND) }, (_, second) => second * US_PER_SECOND);
}

function blackness({ width, height }: { readonly width: number; readonly height: number }, { startUs, endUs }: Span): string[] {
  return [`color=c=black:s=${width}x${height}:r=1:d=${plainSeconds(endUs - startUs)}`, 'settb=1/1000000', 'setsar=1', 'format=yuv420p'];
}

/** Sound that is as long as the clip, give or take a sample. */
function soundWhole(input: number, channels: 1 | 2, durationUs: number): string[] {
  const samples = Math.round((durationUs * SAMPLE_RATE) / US_PER_SECOND);
  return [`[${input}:0]aresample=${SAMPLE_RATE}`, `aformat=sample_fmts=fltp:channel_layouts=${channels === 1 ? 'mono' : 'stereo'}`, `apad=whole_len=${samples}`, `atrim=end_sample=${samples}`];
}

function silence(channels: 1 | 2, { startUs, endUs }: Span): string[] {
  const samples = Math.round(((endUs - startUs) * SAMPLE_RATE) / US_PER_SECOND);
  return [`anullsrc=r=${SAMPLE_RATE}:cl=${channels === 1 ? 'mono' : 'stereo'}`, 'aformat=sample_fmts=fltp', `atrim=end_sample=${samples}`];
}

/** Twice, as ffmpeg's manual says ("Notes on filtergraph escaping"): once for the option's value, once for the graph. */
function escapeValue(text: string): string {
  const once = text.replace(/[\\':]/g, '\\$&');
  return once.replace(/[\\'[\],;]/g, '\\$&');
}
