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

/** Arguments of an input that is read from the keyframe before a time on, for a run with a filter graph, which cuts; none where that is the beginning. */
export function seekTo(us: number): string[] {
  return us > 0 ? ['-seek_timestamp', '1', '-noaccurate_seek', '-ss', plainSeconds(us)] : [];
}
