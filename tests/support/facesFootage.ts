import { createRequire } from 'node:module';
import type { FaceClient } from '../../electron/core/faces/client';
import { findBinaries } from '../../electron/core/media/binaries';
import { spawnSync } from 'node:child_process';
import { makeMedia } from './media';

export const [WIDTH, HEIGHT] = [640, 360];
/** Photographs of people, from a package for developers; never part of what is built. */
const photo = (n: number): string => createRequire(__filename).resolve(`@vladmandic/face-api/demo/sample${n}.jpg`);

/** Where a face truly is, in shares of the picture. */
export interface Truth { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

interface Actor {
  /** Number of the photograph; its largest face plays. */
  readonly photo: number;
  /** Pixels across that the face has. */
  readonly size: number;
  /** Upper left corner of the face at a time in seconds, pixels; null while it is not there. */
  at(seconds: number): readonly [x: number, y: number] | null;
  /** The same as ffmpeg writes it, for `overlay`. */
  readonly x: string; readonly y: string; readonly enable: string;
  readonly look?: string;
}

/** One walks from left to right and is hidden for a moment; one is small and far away; one comes into the dark for two seconds. */
const CAST: readonly Actor[] = [
  { photo: 1, size: 90, at: (t) => (t > 2.5 && t < 3 ? null : [40 + 55 * t, 150 + 20 * Math.sin(t)]), x: '40+55*t', y: '150+20*sin(t)', enable: 'not(between(t,2.5,3))' },
  { photo: 5, size: 26, at: (t) => [560 - 12 * t, 40], x: '560-12*t', y: '40', enable: '1' },
  { photo: 3, size: 60, at: (t) => (t < 4 || t > 6 ? null : [500, 180 + 30 * (t - 4)]), x: '500', y: '180+30*(t-4)', enable: 'between(t,4,6)', look: 'eq=brightness=-0.25:contrast=0.6' },
];
export const SECONDS = 8;
export const RATE = 25;

/** Footage with real faces moving over a moving background, and where each is in every frame. */
export async function facesFootage(dir: string, name: string, detector: FaceClient): Promise<{ file: string; truth: (frame: number) => Truth[] }> {
  const cuts: string[] = [];
  for (const { photo: n } of CAST) {
    const [width, height] = [640, 448];
    const rgb = spawnSync(findBinaries().ffmpeg, ['-v', 'error', '-i', photo(n), '-vf', `scale=${width}:${height}`, '-pix_fmt', 'rgb24', '-f', 'rawvideo', '-'], { maxBuffer: 2 ** 26 }).stdout;
    const [face] = (await detector.find({ width, height, rgb, fine: false, near: [] })).sort((a, b) => b.w * b.h - a.w * a.h);
    if (!face) throw new Error('no face in the photograph');
    cuts.push(`iw*${face.w.toFixed(5)}:ih*${face.h.toFixed(5)}:iw*${face.x.toFixed(5)}:ih*${face.y.toFixed(5)}`);
  }
  // Half a face more on every side than the face itself, so that it has hair and a neck.
  const grown = (cut: string): string => {
    const [w = '', h = '', x = '', y = ''] = cut.split(':');
    return `crop=${w}*1.6:${h}*1.6:max(0\\,${x}-${w}*0.3):max(0\\,${y}-${h}*0.3)`;
  };
  const graph = [
    `testsrc2=s=${WIDTH}x${HEIGHT}:r=${RATE}:d=${SECONDS},boxblur=6,eq=saturation=0.3:contrast=0.4[b0]`,
    ...CAST.map(({ size, look }, i) => `[${i}:v]${grown(cuts[i] ?? '')},scale=${2 * Math.round(size * 0.8)}:-2${look ? `,${look}` : ''}[f${i}]`),
    ...CAST.map(({ size, x, y, enable }, i) => `[b${i}][f${i}]overlay=x='${x}-${size * 0.3}':y='${y}-${size * 0.3}':eval=frame:enable='${enable}'[b${i + 1}]`),
  ];
  const file = makeMedia(dir, name, [
    ...CAST.flatMap(({ photo: n }) => ['-loop', '1', '-framerate', String(RATE), '-t', String(SECONDS), '-i', photo(n)]),
    '-filter_complex', graph.join(';'), '-map', `[b${CAST.length}]`, '-t', String(SECONDS), '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '16', '-pix_fmt', 'yuv420p',
  ]);
  const truth = (frame: number): Truth[] => CAST.flatMap(({ at, size }) => {
    const corner = at(frame / RATE);
    if (!corner) return [];
    // The middle of the face: eyes, nose and mouth, whatever the outline is taken to be.
    const [x, y] = [corner[0] + size * 0.1, corner[1] + size * 0.1];
    return [{ left: x / WIDTH, top: y / HEIGHT, right: (x + size * 0.8) / WIDTH, bottom: (y + size * 0.9) / HEIGHT }];
  });
  return { file, truth };
}
