import type { Segment } from '../../../../shared/domain';
import { toCues } from '../../subtitles/cues';
import { timestamp } from './timestamp';

/** WebVTT subtitles, at most two lines of 42 characters each. */
export function transcriptToVtt(segments: readonly Segment[], borders: readonly number[] = []): string {
  const cues = toCues(segments, borders).map((cue) => `${timestamp(cue.startMs, '.')} --> ${timestamp(cue.endMs, '.')}\n${cue.lines.map(escape).join('\n')}\n`);
  return ['WEBVTT\n', ...cues].join('\n');
}

function escape(line: string): string {
  return line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
