import type { Segment } from '../../../../shared/domain';
import { timestamp, toCues } from './cues';

/** WebVTT subtitles, at most two lines of 42 characters each. */
export function transcriptToVtt(segments: readonly Segment[]): string {
  const cues = toCues(segments).map((cue) => `${timestamp(cue.startMs, '.')} --> ${timestamp(cue.endMs, '.')}\n${cue.lines.map(escape).join('\n')}\n`);
  return ['WEBVTT\n', ...cues].join('\n');
}

function escape(line: string): string {
  return line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
