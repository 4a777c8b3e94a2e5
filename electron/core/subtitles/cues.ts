import type { FastCue, Segment } from '../../../shared/domain';
import { bilingualDrafts } from './bilingual';
import { cutWords } from './cut';
import { charactersASecond, isTooFast, timed, type Cue, type Draft } from './timing';
import { subtitleWords } from './words';

export { isTooFast, type Cue } from './timing';

/** Words stay up so long after they are said, within a segment: a breath is no reason to take them away. */
const LINGER_US = 500_000;

/**
 * Cuts segments into subtitles by the rules of `rules.ts`: two lines of 42 characters, time to read 17 a second. Where a
 * segment is followed by its translation, under the same id, they are shown together, a line each.
 *
 * @param borders where no subtitle reaches over, µs.
 */
export function toCues(segments: readonly Segment[], borders: readonly number[] = []): Cue[] {
  const drafts: Draft[] = [];
  for (let i = 0; i < segments.length; i += 1) {
    const segment = segments[i];
    if (!segment) continue;
    const translation = translationBehind(segments, i);
    if (translation) i += 1;
    if (translation && segment.text !== '' && translation.text !== '') drafts.push(...bilingualDrafts(segment, translation));
    else drafts.push(...draftsOf(segment.text === '' && translation ? translation : segment, segments[i + 1]?.startUs ?? Number.POSITIVE_INFINITY));
  }
  return timed(drafts, borders);
}

/** Those that stay too fast, since no pause follows them. */
export function fastCues(segments: readonly Segment[], borders: readonly number[] = []): FastCue[] {
  return toCues(segments, borders).filter(isTooFast).map((cue) => ({ startMs: cue.startMs, endMs: cue.endMs, charactersASecond: Math.ceil(charactersASecond(cue)) }));
}

/** The next segment, where it says the same in another language. */
export function translationBehind(segments: readonly Segment[], index: number): Segment | null {
  const [segment, next] = [segments[index], segments[index + 1]];
  return segment && next && next.id === segment.id && next.startUs === segment.startUs && next.language !== segment.language ? next : null;
}

function draftsOf(segment: Segment, nextUs: number): Draft[] {
  const words = subtitleWords(segment);
  return cutWords(words, segment.language, nextUs > segment.endUs ? nextUs : segment.endUs).map(({ from, to, lines }) => {
    const next = words[to];
    const startUs = from === 0 ? segment.startUs : words[from]?.startUs ?? segment.startUs;
    return { lines, startUs, endUs: next ? Math.min(next.startUs, (words[to - 1]?.endUs ?? next.startUs) + LINGER_US) : segment.endUs };
  });
}
