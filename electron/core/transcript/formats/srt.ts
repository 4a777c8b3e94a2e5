import type { Segment } from '../../../../shared/domain';
import { toCues } from '../../subtitles/cues';
import { timestamp } from './timestamp';

/** SubRip subtitles, UTF-8, at most two lines of 42 characters each. */
export function transcriptToSrt(segments: readonly Segment[], borders: readonly number[] = []): string {
  return toCues(segments, borders)
    .map((cue, index) => `${index + 1}\n${timestamp(cue.startMs, ',')} --> ${timestamp(cue.endMs, ',')}\n${cue.lines.map(harmless).join('\n')}\n`)
    .join('\n');
}

/** SRT knows no escape: an arrow in the text would read as a time line, and players take <…> for a tag. */
function harmless(line: string): string {
  return line.replaceAll('-->', '→').replaceAll('<', '‹').replaceAll('>', '›');
}
