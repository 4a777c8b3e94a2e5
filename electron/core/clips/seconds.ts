import { US_PER_SECOND } from '../../../shared/time';

/** ffmpeg reads plain decimals only: 1e-7 would end an expression. Signs need brackets after a minus. */
export function seconds(us: number): string {
  const text = (us / US_PER_SECOND).toFixed(6);
  return us < 0 ? `(${text})` : text;
}

/** Source times are never below zero. */
export function plainSeconds(us: number): string {
  return (us / US_PER_SECOND).toFixed(6);
}

/** Where to begin reading stands in the list of processes: not nearer to what is redacted than this. */
const COARSE_US = 10 * US_PER_SECOND;

/** The last time before `us` from which reading may begin. */
export function coarsely(us: number): number {
  return Math.max(0, Math.floor(us / COARSE_US) * COARSE_US);
}

/** Arguments of an input that is read from shortly before a time on; none where that is the beginning. */
export function coarseSeek(us: number): string[] {
  return coarsely(us) > 0 ? ['-seek_timestamp', '1', '-noaccurate_seek', '-ss', plainSeconds(coarsely(us))] : [];
}
