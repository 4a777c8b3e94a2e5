import { spawnSync } from 'node:child_process';
import { findBinaries } from '../../electron/core/media/binaries';
import { makeMedia } from './media';

export const WIDTH = 320;
export const HEIGHT = 180;
const BITS = 12;
const BIT_WIDTH = 16;
const BIT_HEIGHT = 64;

/** Left 440 Hz, right 660 Hz, and in both a click of a millisecond at every whole second. */
const click = 'if(lt(mod(t,1),0.001),0.6,0)';
export const SOUND = `aevalsrc='0.2*sin(2*PI*440*t)+${click}|0.2*sin(2*PI*660*t)+${click}':s=48000`;

/**
 * Footage in which every frame carries its number as bars of black and white (lowest bit left) over a moving test
 * card, and sound in both channels that is never silent.
 *
 * @param select ffmpeg `select` expression that drops frames, for variable frame rate.
 */
export function countedFootage(dir: string, name: string, rate: string, seconds: number, o: { select?: string; extra?: string[] } = {}): string {
  const bits = `geq=lum='if(lt(Y,${BIT_HEIGHT})*lt(X,${BITS * BIT_WIDTH}),if(mod(floor(N/pow(2,floor(X/${BIT_WIDTH}))),2),235,16),lum(X,Y))':cb='if(lt(Y,${BIT_HEIGHT / 2})*lt(X,${(BITS * BIT_WIDTH) / 2}),128,cb(X,Y))':cr='if(lt(Y,${BIT_HEIGHT / 2})*lt(X,${(BITS * BIT_WIDTH) / 2}),128,cr(X,Y))'`;
  return makeMedia(dir, name, [
    '-f', 'lavfi', '-i', `testsrc2=s=${WIDTH}x${HEIGHT}:r=${rate}:d=${seconds},format=yuv420p,${bits}${o.select ? `,select='${o.select}'` : ''}`,
    '-f', 'lavfi', '-i', `${SOUND}:d=${seconds}`,
    '-fps_mode', 'passthrough', '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '12', '-g', '50', '-bf', '2', '-c:a', 'aac', '-b:a', '192k', ...(o.extra ?? []),
  ]);
}

export interface SeenFrame {
  /** Seconds. */
  readonly time: number;
  /** The number that its bars say; null where they cannot be read. */
  readonly number: number | null;
  readonly luma: Buffer;
}

/** Decodes a clip with plain ffmpeg and reads every frame. */
export function seeFrames(file: string, width = WIDTH, height = HEIGHT): SeenFrame[] {
  const { ffmpeg, ffprobe } = findBinaries();
  const raw = spawnSync(ffmpeg, ['-v', 'error', '-i', file, '-map', '0:v:0', '-fps_mode', 'passthrough', '-pix_fmt', 'gray', '-f', 'rawvideo', '-'], { maxBuffer: 2 ** 31 }).stdout;
  const times = spawnSync(ffprobe, ['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'frame=pts_time', '-of', 'csv=p=0', file], { encoding: 'utf8', maxBuffer: 2 ** 28 }).stdout
    .split('\n').filter((l) => l.trim() !== '').map((l) => Number.parseFloat(l));
  const size = width * height;
  return times.map((time, i) => {
    const luma = raw.subarray(i * size, (i + 1) * size);
    return { time, number: readBars(luma, width), luma };
  });
}

/** Brightest pixel of a frame. */
export function brightest(frame: SeenFrame): number {
  let most = 0;
  for (const value of frame.luma) if (value > most) most = value;
  return most;
}

function readBars(luma: Buffer, width: number): number | null {
  let number = 0;
  for (let bit = 0; bit < BITS; bit += 1) {
    const value = luma[(BIT_HEIGHT / 2) * width + bit * BIT_WIDTH + BIT_WIDTH / 2] ?? 128;
    if (value > 60 && value < 190) return null;
    if (value >= 190) number += 2 ** bit;
  }
  return number;
}

/** Decodes a clip's sound with plain ffmpeg: one array of samples per channel, 48 kHz. */
export function hear(file: string, channels = 2): Float32Array[] {
  const raw = spawnSync(findBinaries().ffmpeg, ['-v', 'error', '-i', file, '-map', '0:a:0', '-ac', String(channels), '-ar', '48000', '-f', 'f32le', '-'], { maxBuffer: 2 ** 31 }).stdout;
  const all = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length - (raw.length % 4)));
  return Array.from({ length: channels }, (_, c) => all.filter((_v, i) => i % channels === c));
}

/** Largest sample, decibels of full scale, between two times in milliseconds. */
export function peakDb(samples: Float32Array, startMs: number, endMs: number): number {
  const part = samples.subarray(Math.max(0, Math.ceil(startMs * 48)), Math.floor(endMs * 48));
  return 20 * Math.log10(Math.max(1e-9, part.reduce((peak, v) => Math.max(peak, Math.abs(v)), 0)));
}

/** Strength of a tone (Goertzel), decibels of full scale, between two times in milliseconds. */
export function toneDb(samples: Float32Array, hz: number, startMs: number, endMs: number): number {
  const part = samples.subarray(Math.ceil(startMs * 48), Math.floor(endMs * 48));
  let re = 0, im = 0;
  part.forEach((v, i) => {
    re += v * Math.cos((2 * Math.PI * hz * i) / 48_000);
    im += v * Math.sin((2 * Math.PI * hz * i) / 48_000);
  });
  return 20 * Math.log10(Math.max(1e-9, (2 * Math.hypot(re, im)) / part.length));
}

/** Hz from 70 to 420 at which a voice is most like itself one period later; the shortest period of those nearly as good. */
export function pitchHz(samples: Float32Array, startMs: number, endMs: number): number {
  const part = samples.subarray(Math.ceil(startMs * 48), Math.floor(endMs * 48));
  const like = Float64Array.from({ length: 700 }, (_, lag) => {
    let [ab, aa, bb] = [0, 0, 1e-12];
    for (let i = 0; lag >= 112 && i + 700 < part.length; i += 1) {
      const [a, b] = [part[i] as number, part[i + lag] as number];
      ab += a * b; aa += a * a; bb += b * b;
    }
    return ab / Math.sqrt((aa || 1) * bb);
  });
  const most = Math.max(...like.subarray(114, 686));
  for (let lag = 114; lag < 686; lag += 1) if ((like[lag] as number) > 0.85 * most && (like[lag] as number) >= Math.max(like[lag - 1] as number, like[lag + 1] as number)) return 48_000 / lag;
  return NaN;
}

/** Seconds at which clicks begin. @param apartS those nearer to the one before are its echo. */
export function clickTimes(samples: Float32Array, apartS = 0.5): number[] {
  const found: number[] = [];
  samples.forEach((v, i) => {
    if (v > 0.45 && (found.length === 0 || i / 48_000 - (found.at(-1) ?? 0) > apartS)) found.push(i / 48_000);
  });
  return found;
}
