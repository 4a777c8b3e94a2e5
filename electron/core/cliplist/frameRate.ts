import { US_PER_SECOND, type Span } from '../../../shared/time';

/** Frames a second as a fraction, exact where the average of a file is not. */
export interface FrameRate {
  readonly num: number;
  readonly den: number;
}

const COMMON: readonly FrameRate[] = [
  { num: 24_000, den: 1001 }, { num: 24, den: 1 }, { num: 25, den: 1 }, { num: 30_000, den: 1001 }, { num: 30, den: 1 },
  { num: 48, den: 1 }, { num: 50, den: 1 }, { num: 60_000, den: 1001 }, { num: 60, den: 1 },
];
/** Of sound without a picture. */
const PAL: FrameRate = { num: 25, den: 1 };

/** The rate that editing software knows and that is nearest to a footage's average; 25 where there is no picture. */
export function frameRate(fps: number | null): FrameRate {
  if (fps === null || fps <= 0) return PAL;
  const away = ({ num, den }: FrameRate): number => Math.abs(num / den - fps);
  return COMMON.reduce((best, rate) => (away(rate) < away(best) ? rate : best), PAL);
}

/** As near as a cut may lie to a frame's edge and mean that edge, microseconds: as in the export. */
const EDGE_US = 1_000;

/** The frames that are on the screen during a span: the first, and the first that is not any more. */
export function framesIn({ startUs, endUs }: Span, { num, den }: FrameRate): { first: number; end: number } {
  const frames = (us: number): number => (us * num) / den / US_PER_SECOND;
  const first = Math.max(0, Math.floor(frames(startUs + EDGE_US)));
  return { first, end: Math.max(first + 1, Math.ceil(frames(endUs - EDGE_US))) };
}

/** `hh:mm:ss:ff` of a frame, without dropping: each second counts as many frames as the rate rounds to. */
export function timecode(frame: number, { num, den }: FrameRate): string {
  const base = Math.round(num / den);
  const pad = (n: number): string => String(n).padStart(2, '0');
  const seconds = Math.floor(frame / base);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, frame % base].map(pad).join(':');
}
