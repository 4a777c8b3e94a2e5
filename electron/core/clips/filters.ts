import { US_PER_SECOND, type Span } from '../../../shared/time';
import type { SoundSpan } from '../redaction/plan';
import { mergeSpans } from '../redaction/spans';
import type { FrameCover } from './frames';

/** Every clip's sample rate, Hz: with lower ones AAC's smear, which is counted in samples, would outgrow the guard. */
export const SAMPLE_RATE = 48_000;
/** The bleep: frequency in Hz and amplitude of full scale (−18 dBFS). */
export const TONE_HZ = 1_000;
export const TONE_AMPLITUDE = 0.126;
/**
 * Sound removed beyond each end of a span, microseconds: an AAC window is 2 048 samples (42.7 ms) long and spreads
 * the noise of what lies in one half over the other. So the decoded clip is silent over the whole span itself.
 */
export const GUARD_US = 43_000;
/** Slope outside the guard, microseconds: long enough that no click marks where a syllable was cut. */
export const FADE_US = 8_000;

/**
 * The gain and bleep of a whole clip as one expression for ffmpeg's `aeval`, which computes it for every sample of
 * every channel: exact to the sample, unlike `volume`, which decides once per frame of 1 024. A balanced tree of
 * comparisons, so that hundreds of spans cost a few comparisons a sample.
 *
 * @param spans sound spans in the clip's time.
 */
export function soundExpression(spans: readonly SoundSpan[]): string {
  const joined = mergeSpans<SoundSpan>(spans, 2 * (GUARD_US + FADE_US), (a, b) => ({ ...a, treatment: a.treatment === 'mute' || b.treatment === 'mute' ? 'mute' : 'bleep' }));
  const slope = US_PER_SECOND / FADE_US;
  const pieces = joined.flatMap(({ startUs, endUs, treatment }) => {
    const from = startUs - GUARD_US;
    const to = endUs + GUARD_US;
    const inside = treatment === 'mute' ? '0' : `${TONE_AMPLITUDE}*sin(2*PI*${TONE_HZ}*t)`;
    return [
      { untilUs: from - FADE_US, value: 'val(ch)' },
      { untilUs: from, value: `val(ch)*(${seconds(from)}-t)*${slope}` },
      { untilUs: to, value: inside },
      { untilUs: to + FADE_US, value: `val(ch)*(t-${seconds(to)})*${slope}` },
    ];
  });
  return tree([...pieces, { untilUs: Number.POSITIVE_INFINITY, value: 'val(ch)' }]);
}

interface Piece { readonly untilUs: number; readonly value: string }

function tree(pieces: readonly Piece[]): string {
  if (pieces.length <= 1) return pieces[0]?.value ?? '0';
  const half = Math.floor(pieces.length / 2);
  return `if(lt(t,${seconds(pieces[half - 1]?.untilUs ?? 0)}),${tree(pieces.slice(0, half))},${tree(pieces.slice(half))})`;
}

/** ffmpeg reads plain decimals only: 1e-7 would end an expression. Signs need brackets after a minus. */
function seconds(us: number): string {
  const text = (us / US_PER_SECOND).toFixed(6);
  return us < 0 ? `(${text})` : text;
}

export interface SoundChain {
  readonly index: number;
  readonly channels: number;
  /** Source time of the clip's start, microseconds. */
  readonly startUs: number;
  readonly durationUs: number;
  readonly spans: readonly SoundSpan[];
}

/**
 * The sound of a clip, from `[0:index]` to `[a]`. Gaps and late starts become silence, so that sound stays in step;
 * the redaction is the last filter, after resampling and mixing down, so nothing behind it can smear what it removed.
 */
export function soundChain(c: SoundChain): string {
  const samples = Math.round((c.durationUs * SAMPLE_RATE) / US_PER_SECOND);
  const leadUs = US_PER_SECOND / 2;
  return [
    `[0:${c.index}]atrim=start=${plainSeconds(c.startUs - leadUs)}:end=${plainSeconds(c.startUs + c.durationUs + leadUs)}`,
    // From zero on purpose: aresample counts first_pts in the input's samples, whatever the manual says.
    `asetpts=PTS-(${plainSeconds(c.startUs - leadUs)})/TB`,
    // Hard compensation from 20 ms: the default of 100 ms would let sound run away from the words' times by two thirds of the padding.
    `aresample=${SAMPLE_RATE}:async=1:min_hard_comp=0.02:first_pts=0`,
    `aformat=sample_fmts=fltp:channel_layouts=${c.channels === 1 ? 'mono' : 'stereo'}`,
    `atrim=start_sample=${SAMPLE_RATE / 2}`,
    `asetpts=PTS-${SAMPLE_RATE / 2}`,
    `apad=whole_len=${samples}`,
    `atrim=end_sample=${samples}`,
    ...(c.spans.length > 0 ? [`aeval=exprs='${soundExpression(c.spans)}':c=same`] : []),
  ].join(',') + '[a]';
}

export interface PictureChain {
  readonly index: number;
  readonly width: number;
  readonly height: number;
  /** Source time of the clip's start, microseconds. */
  readonly startUs: number;
  /** Source times between which the clip's frames lie. */
  readonly window: Span;
  readonly covers: readonly FrameCover[];
  readonly hdr: boolean;
  readonly interlaced: boolean;
  /** Where the script of subtitles to burn in is, and the folder with their font; null burns none. */
  readonly subtitles: { readonly url: string; readonly fontsDir: string } | null;
}

/** Blocks across the longer side of a blurred picture. */
export const MOSAIC_BLOCKS = 12;

/** Side of a mosaic block, pixels of the clip; even, because colour is stored at half the size. */
export function mosaicBlock(width: number, height: number): number {
  return Math.max(8, 2 * Math.ceil(Math.max(width, height) / MOSAIC_BLOCKS / 2));
}

/**
 * The picture of a clip, from `[0:index]` to `[v]`; ffmpeg has turned it upright by then.
 *
 * `black` paints the whole frame. `blur` is a mosaic of at most 12 blocks across, each the mean of what it covers: a
 * Gaussian blur can be undone by deconvolution, a mean of thousands of pixels cannot, and a face is two or three
 * blocks. What stays is light and large movement; where even a silhouette tells who it is, black is the choice.
 */
export function pictureChain(c: PictureChain): string {
  const black = enabled(c.covers, 'black');
  const blur = enabled(c.covers, 'blur');
  const block = mosaicBlock(c.width, c.height);
  return [
    `[0:${c.index}]trim=start=${plainSeconds(c.window.startUs)}:end=${plainSeconds(c.window.endUs)}`,
    'settb=1/1000000',
    // The first frame may have appeared before the clip begins: it is shown from the clip's first instant.
    `setpts='max(0,PTS-(${c.startUs}))'`,
    ...(c.interlaced ? ['bwdif=mode=send_frame:deint=interlaced'] : []),
    ...(c.hdr ? TONE_MAP : []),
    `scale=${c.width}:${c.height}`,
    'setsar=1',
    'format=yuv420p',
    ...(blur === null ? [] : [`pixelize=w=${block}:h=${block}:mode=avg:enable='${blur}'`]),
    ...(black === null ? [] : [`drawbox=x=0:y=0:w=iw:h=ih:color=black:t=fill:enable='${black}'`]),
    // Captions, positions and cameras' own data travel with frames, outside of what was painted over.
    'sidedata=mode=delete',
    ...(c.subtitles === null ? [] : [`subtitles=filename=${escapeValue(c.subtitles.url)}:fontsdir=${escapeValue(c.subtitles.fontsDir)}`]),
  ].join(',') + '[v]';
}

const TONE_MAP = ['zscale=t=linear:npl=100', 'format=gbrpf32le', 'zscale=p=bt709', 'tonemap=hable:desat=0', 'zscale=t=bt709:m=bt709:r=tv'];

function enabled(covers: readonly FrameCover[], treatment: FrameCover['treatment']): string | null {
  const terms = covers
    .filter((c) => c.treatment === treatment)
    .map((c) => (c.toUs === Number.MAX_SAFE_INTEGER ? `gte(t,${seconds(c.fromUs)})` : `between(t,${seconds(c.fromUs)},${seconds(c.toUs)})`));
  return terms.length === 0 ? null : terms.join('+');
}

function plainSeconds(us: number): string {
  return (us / US_PER_SECOND).toFixed(6);
}

/** Twice, as ffmpeg's manual says ("Notes on filtergraph escaping"): once for the option's value, once for the graph. */
function escapeValue(text: string): string {
  const once = text.replace(/[\\':]/g, '\\$&');
  return once.replace(/[\\'[\],;]/g, '\\$&');
}
