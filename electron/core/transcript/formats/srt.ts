import type { Segment } from '../../../../shared/domain';
import { timestamp, toCues } from './cues';

/** SubRip subtitles, UTF-8, at most two lines of 42 characters each. */
export function transcriptToSrt(segments: readonly Segment[]): string {
  return toCues(segments)
    .map((cue, index) => `${index + 1}\n${timestamp(cue.startMs, ',')} --> ${timestamp(cue.endMs, ',')}\n${cue.lines.map(harmless).join('\n')}\n`)
    .join('\n');
}

/** SRT knows no escape: an arrow in the text would read as a time line, and players take <…> for a tag. */
function harmless(line: string): string {
  return line.replaceAll('-->', '→').replaceAll('<', '‹').replaceAll('>', '›');
}
