import type { Segment } from '../../../../shared/domain';
import { formatTime } from '../../../../shared/time';

/** Plain text for reading: one paragraph a segment, each headed by its time. */
export function transcriptToTxt(segments: readonly Segment[]): string {
  return segments.filter((s) => s.text !== '').map((s) => `[${formatTime(s.startUs)}] ${s.text}\n`).join('\n');
}
