import { rmSync } from 'node:fs';
import path from 'node:path';
import { exportClip, type ExportEnv } from '../../electron/core/clips/export';
import { importFootage } from '../../electron/core/footage/import';
import { countedFootage, hear, seeFrames } from './clipFootage';
import { seeded } from './random';

/** Footage whose frames are numbered and that clicks every second. */
export interface CountedSource {
  readonly name: string;
  /** As ffmpeg writes it, and in frames a second. */
  readonly rate: string;
  readonly fps: number;
  /** Whether a frame is there at all: false for some where the rate varies. */
  kept(n: number): boolean;
  readonly select?: string;
  readonly extra?: string[];
}

const irregular = (n: number): boolean => n % 3 === 0 || n % 7 === 0 || (n > 90 && n < 130);
const VARIABLE = { kept: irregular, select: 'not(mod(n,3))+not(mod(n,7))+gt(n,90)*lt(n,130)' };
const constant = { kept: () => true };
export const SOURCES: readonly CountedSource[] = [
  { name: '25.mp4', rate: '25', fps: 25, ...constant },
  { name: '2997.mp4', rate: '30000/1001', fps: 30_000 / 1001, ...constant },
  { name: '23976.mkv', rate: '24000/1001', fps: 24_000 / 1001, ...constant },
  { name: '50.ts', rate: '50', fps: 50, ...constant, extra: ['-muxdelay', '0.7'] },
  { name: '60.mp4', rate: '60', fps: 60, ...constant },
  { name: 'vfr.mp4', rate: '30', fps: 30, ...VARIABLE },
  { name: 'vfr.mkv', rate: '60', fps: 60, ...VARIABLE },
];
const SECONDS = 13;
/** How far from a frame's edge a cut still means that edge: people and containers count in milliseconds. */
const EDGE_US = 1_000;

export interface CutsMeasured {
  clips: number;
  /** Clips with another frame than expected, anywhere, or with one at another time: each said in words. */
  readonly wrong: string[];
  /** Largest distance of a click from where it should be, milliseconds. */
  worstSoundMs: number;
}

export interface CutWish {
  readonly clips: number;
  readonly seed: number;
  readonly longestMs?: number;
  /** Of these clips only those numbered so (the first, and the one behind the last): the same as when all are made. */
  readonly only?: readonly [from: number, to: number];
  /** Hears of each clip: what is wrong with it, and how far off its sound is, milliseconds. */
  readonly onClip?: (i: number, wrong: string | null, soundMs: number) => void;
}

/** Exports clips of random ins and outs, two at a time, and looks at every frame and every click of them with plain tools. */
export async function cutRandomly(env: ExportEnv, dir: string, source: CountedSource, o: CutWish): Promise<CutsMeasured> {
  const { footage } = await importFootage(env, countedFootage(dir, source.name, source.rate, SECONDS, { ...(source.select === undefined ? {} : { select: source.select }), ...(source.extra === undefined ? {} : { extra: source.extra }) }));
  const numbers = Array.from({ length: Math.ceil(SECONDS * source.fps) }, (_, n) => n).filter((n) => source.kept(n));
  // Matroska counts in milliseconds: that is when its frames are shown.
  const unitUs = source.name.endsWith('.mkv') ? 1_000 : 1;
  const timeOf = (n: number): number => Math.round((n / source.fps) * (1e6 / unitUs)) * unitUs;
  const random = seeded(o.seed);
  const measured: CutsMeasured = { clips: 0, wrong: [], worstSoundMs: 0 };
  const cuts = Array.from({ length: o.clips }, (_, i) => {
    // In turn from the very beginning, from a frame as people write it, and from anywhere.
    const startUs = i === 0 ? 0 : i % 2 === 1 ? Math.round(timeOf(random.pick(numbers.filter((n) => timeOf(n) < 11e6))) / 1000) * 1000 : 11_000 + random.int(11_000_000);
    return { i, startUs, endUs: Math.min(startUs + 300_000 + random.int((o.longestMs ?? 1_700) * 1000), footage.durationUs) };
  });
  const queue = cuts.slice(...(o.only ?? []));
  const work = async (): Promise<void> => {
    for (let cut = queue.shift(); cut; cut = queue.shift()) {
      const { startUs, endUs } = cut;
      const out = path.join(dir, `${source.name}-${cut.i}.mp4`);
      await exportClip(env, { footageId: footage.id, startUs, endUs, subtitles: 'none' }, out, { overwrite: true });
      const seen = seeFrames(out);
      const first = numbers.findLast((n) => timeOf(n) <= startUs + EDGE_US) ?? 0;
      const wanted = numbers.filter((n) => n >= first && timeOf(n) < endUs - EDGE_US);
      const exact = seen.length === wanted.length && seen.every((frame, i) => frame.number === wanted[i] && Math.abs(frame.time * 1e6 - Math.max(0, timeOf(wanted[i] ?? 0) - startUs)) < 1_100);
      const late = seen.reduce((worst, frame, i) => Math.max(worst, Math.abs(frame.time * 1e6 - Math.max(0, timeOf(wanted[i] ?? 0) - startUs))), 0);
      const wrong = exact ? null : `${source.name} ${startUs}–${endUs}: ${seen[0]?.number}…${seen.at(-1)?.number} (${seen.length}), not ${wanted[0]}…${wanted.at(-1)} (${wanted.length}), ${(late / 1000).toFixed(2)} ms off`;
      if (wrong !== null) measured.wrong.push(wrong);
      const [left = new Float32Array()] = hear(out);
      const soundMs = Math.max(0, ...clicks(left).map((at) => Math.abs(((at + startUs / 1e6 + 0.5) % 1) - 0.5) * 1000));
      measured.worstSoundMs = Math.max(measured.worstSoundMs, soundMs);
      measured.clips++;
      o.onClip?.(cut.i, wrong, soundMs);
      rmSync(out);
    }
  };
  await Promise.all([work(), work()]);
  return measured;
}

/** Seconds at which clicks begin. */
export function clicks(samples: Float32Array): number[] {
  const found: number[] = [];
  samples.forEach((v, i) => {
    if (v > 0.45 && (found.length === 0 || i / 48_000 - (found.at(-1) ?? 0) > 0.5)) found.push(i / 48_000);
  });
  return found;
}
