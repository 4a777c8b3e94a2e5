import type { FastCue } from '../../shared/domain';
import { formatTime, msToUs } from '../../shared/time';

/** Subtitles that go by too fast to be read, for people; nothing where all can be. */
export function tooFastLines(cues: readonly FastCue[]): string[] {
  if (cues.length === 0) return [];
  return [
    `${cues.length} ${cues.length === 1 ? 'subtitle goes' : 'subtitles go'} by faster than 17 characters a second, with no pause to stay up into:`,
    ...cues.map(({ startMs, charactersASecond }) => `  ${formatTime(msToUs(startMs), true)}  ${charactersASecond} a second`),
  ];
}
