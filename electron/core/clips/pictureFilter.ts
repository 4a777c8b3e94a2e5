import type { Span } from '../../../shared/time';
import type { FrameCover } from './frames';
import type { RegionMask } from './regionMask';
import { plainSeconds, seconds } from './seconds';

export interface PictureChain {
  /** Number of the input; the first unless given. */
  readonly input?: number;
  readonly index: number;
  readonly width: number;
  readonly height: number;
  /** How large the footage's picture is in the middle of the frame, black around it; as large as the frame unless given. */
  readonly inset?: { readonly width: number; readonly height: number };
  /** Source time of the clip's start, microseconds. */
  readonly startUs: number;
  /** Source times between which the clip's frames lie. */
  readonly window: Span;
  readonly covers: readonly FrameCover[];
  /** Parts of the frame to cover, and which of ffmpeg's inputs shows them; null covers none. */
  readonly regions: (Pick<RegionMask, 'grid' | 'treatments'> & { readonly input: number }) | null;
  readonly hdr: boolean;
  readonly interlaced: boolean;
}

/** Blocks across the longer side of a blurred picture. */
export const MOSAIC_BLOCKS = 12;

/** Side of a mosaic block, pixels of the clip; even, because colour is stored at half the size. */
export function mosaicBlock(width: number, height: number): number {
  return Math.max(8, 2 * Math.ceil(Math.max(width, height) / MOSAIC_BLOCKS / 2));
}

/** The picture of a clip, from `[0:index]` to `[v]`. */
export function pictureChain(c: PictureChain): string {
  return pictureCut(c).join(',') + '[v]';
}

/**
 * Side of a mosaic block in a covered region: no face is more than three or four of them, however large, and those of the
 * whole picture's mosaic fit into them.
 */
export function regionBlock(width: number, height: number): number {
  return 2 * mosaicBlock(width, height);
}

/**
 * A stretch of a footage's picture, redacted, from its first instant; ffmpeg has turned it upright by then.
 *
 * `black` paints the whole frame. `blur` is a mosaic of at most 12 blocks across, each the mean of what it covers: a
 * Gaussian blur can be undone by deconvolution, a mean of thousands of pixels cannot, and a face is two or three
 * blocks. What stays is light and large movement; where even a silhouette tells who it is, black is the choice.
 */
export function pictureCut(c: PictureChain): string[] {
  const black = enabled(c.covers, 'black');
  const blur = enabled(c.covers, 'blur');
  const block = mosaicBlock(c.width, c.height);
  const { width, height } = c.inset ?? c;
  return [
    `[${c.input ?? 0}:${c.index}]trim=start=${plainSeconds(c.window.startUs)}:end=${plainSeconds(c.window.endUs)}`,
    'settb=1/1000000',
    // The first frame may have appeared before the clip begins: it is shown from the clip's first instant.
    `setpts='max(0,PTS-(${c.startUs}))'`,
    ...(c.interlaced ? ['bwdif=mode=send_frame:deint=interlaced'] : []),
    ...(c.hdr ? TONE_MAP : []),
    `scale=${width}:${height}`,
    'setsar=1',
    'format=yuv420p',
    ...(width === c.width && height === c.height ? [] : [`pad=${c.width}:${c.height}:(ow-iw)/2:(oh-ih)/2`]),
    ...(c.regions ? [coverRegions(c, c.regions)] : []),
    ...(blur === null ? [] : [`pixelize=w=${block}:h=${block}:mode=avg:enable='${blur}'`]),
    ...(black === null ? [] : [`drawbox=x=0:y=0:w=iw:h=ih:color=black:t=fill:enable='${black}'`]),
    // Captions, positions and cameras' own data travel with frames, outside of what was painted over.
    'sidedata=mode=delete',
  ];
}

/**
 * Lays a mosaic of the whole picture, and then black, over it where the mask says so. The mask comes as a picture of few
 * cells, each enlarged to a square of whole, even pixels: no cover has a soft edge.
 */
function coverRegions({ width, height }: PictureChain, { grid: { cell, columns, rows }, treatments, input }: NonNullable<PictureChain['regions']>): string {
  const block = regionBlock(width, height);
  const layers = [
    ...(treatments.has('pixelate') ? [{ name: 'mosaic', make: `pixelize=w=${block}:h=${block}:mode=avg`, from: 64 }] : []),
    ...(treatments.has('black') ? [{ name: 'black', make: 'drawbox=x=0:y=0:w=iw:h=ih:color=black:t=fill', from: 192 }] : []),
  ];
  const label = (what: string): string => `[${what}-${input}]`;
  const outputs = (prefix: string): string => layers.map(({ name }) => label(`${prefix}-${name}`)).join('');
  return [
    `split=${layers.length + 1}${label('bare')}${outputs('whole')}`,
    `[${input}:v]settb=1/1000000,format=gray,split=${layers.length}${outputs('cells')}`,
    ...layers.flatMap(({ name, make, from }, i) => [
      `${label(`cells-${name}`)}lut=y='if(gte(val,${from}),255,0)',scale=${columns * cell}:${rows * cell}:flags=neighbor,crop=${width}:${height}:0:0:exact=1${label(`where-${name}`)}`,
      `${label(`whole-${name}`)}${make}${label(`all-${name}`)}`,
      `${label(`all-${name}`)}${label(`where-${name}`)}alphamerge${label(`cover-${name}`)}`,
      `${label(i === 0 ? 'bare' : 'over')}${label(`cover-${name}`)}overlay=format=yuv420${i === layers.length - 1 ? '' : label('over')}`,
    ]),
  ].join(';');
}

export const TONE_MAP = ['zscale=t=linear:npl=100', 'format=gbrpf32le', 'zscale=p=bt709', 'tonemap=hable:desat=0', 'zscale=t=bt709:m=bt709:r=tv'];

function enabled(covers: readonly FrameCover[], treatment: FrameCover['treatment']): string | null {
  const terms = covers
    .filter((c) => c.treatment === treatment)
    .map((c) => (c.toUs === Number.MAX_SAFE_INTEGER ? `gte(t,${seconds(c.fromUs)})` : `between(t,${seconds(c.fromUs)},${seconds(c.toUs)})`));
  return terms.length === 0 ? null : terms.join('+');
}
