import { ZapisError } from '../../../shared/errors';
import { US_PER_SECOND } from '../../../shared/time';
import type { FfmpegBinaries } from '../media/binaries';
import type { Served } from '../media/loopback';
import { runFfmpeg } from '../media/process';
import type { PictureSpan } from '../redaction/plan';
import { mosaicBlock } from './pictureFilter';
import { coverFrames, type FrameCover } from './frames';
import { seekTo } from './seconds';

/** Pixels darker than this level are black (16 is black, the rest is the encoder's); all of a frame must be. */
const BLACK_BELOW = 32;
/** Mean distance of a mosaic from its own mosaic, levels of 255; any picture shows its detail as several levels. */
const MOSAIC_MAX = 1.5;

export interface PictureExpectation {
  readonly width: number;
  readonly height: number;
  /** In the clip's time. */
  readonly picture: readonly PictureSpan[];
  /** Subtitles stand on the lower part: only the upper 60 % is measured. */
  readonly burned: boolean;
}

/**
 * Measures every frame whose showing touches a redacted span: black is black, a mosaic does not change when it is
 * made again. Which frames those are comes from the finished clip itself, not from how it was rendered.
 *
 * @param timesUs `clipFrameTimes` of the clip.
 * @throws ZapisError `export-check-failed`.
 */
export async function checkPicture(binaries: FfmpegBinaries, served: Served, timesUs: readonly number[], expected: PictureExpectation, signal?: AbortSignal): Promise<void> {
  const clip = { startUs: 0, endUs: Number.MAX_SAFE_INTEGER };
  for (const cover of coverFrames(expected.picture, { timesUs, lowerUs: 0, upperUs: 0 }, clip)) {
    const values = await measure(binaries, served, cover, expected, signal);
    const covered = cover.treatment === 'black' ? (v: number) => v === 100 : (v: number) => v <= MOSAIC_MAX;
    const whole = values.length === cover.lastFrame - cover.firstFrame + 1;
    if (!whole || !values.every(covered)) throw new ZapisError('export-check-failed', { what: 'picture' });
  }
}

/** One number per frame of the cover: whole percents of black pixels, or its distance from its mosaic. */
async function measure(binaries: FfmpegBinaries, served: Served, cover: FrameCover, { width, height, burned }: PictureExpectation, signal?: AbortSignal): Promise<number[]> {
  const key = cover.treatment === 'black' ? 'lavfi.blackframe.pblack' : 'lavfi.signalstats.YAVG';
  const block = mosaicBlock(width, height);
  const to = cover.toUs === Number.MAX_SAFE_INTEGER ? '' : `:end=${seconds(cover.toUs)}`;
  const cut = `[0:v:0]trim=start=${seconds(cover.fromUs)}${to}`;
  const region = burned ? `,crop=iw:trunc(ih*0.6/${block})*${block}:0:0` : '';
  const graph = cover.treatment === 'black'
    ? `${cut}${region},blackframe=amount=0:threshold=${BLACK_BELOW},metadata=mode=print:key=${key}:file=pipe\\\\:1`
    // A mosaic in the clip's own grid first, then the crop: the grid starts at the upper left either way.
    : `${cut},format=yuv420p,split[a][b];[b]pixelize=w=${block}:h=${block}:mode=avg[m];[a][m]blend=all_mode=difference${region},signalstats,metadata=mode=print:key=${key}:file=pipe\\\\:1`;
  let text = '';
  const seek = seekTo(cover.fromUs);
  await runFfmpeg(binaries, ['-copyts', ...seek, '-i', served.url, '-filter_complex', `${graph}[o]`, '-map', '[o]', '-an', '-f', 'null', '-'], {
    served,
    signal,
    onStdout: (chunk) => { text += chunk.toString('latin1'); },
  });
  return [...text.matchAll(new RegExp(`${key.replaceAll('.', '\\.')}=([\\d.]+)`, 'g'))].map((m) => Number(m[1]));
}

function seconds(us: number): string {
  return (us / US_PER_SECOND).toFixed(6);
}
