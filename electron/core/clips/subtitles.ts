import type { Segment, Word } from '../../../shared/domain';
import type { Span } from '../../../shared/time';
import { REDACTED } from '../redaction/policy';
import { overlaps } from '../redaction/spans';

/**
 * The part of a redacted transcript that is spoken in a clip, in the clip's time. A word that the cut goes through
 * stays when more than half of it is heard; a `[redacted]` stays when any of it is.
 *
 * @param redacted segments from `redactedSegments`, never the raw transcript.
 */
export function clipSegments(redacted: readonly Segment[], clip: Span): Segment[] {
  const shift = (us: number): number => Math.min(Math.max(us, clip.startUs), clip.endUs) - clip.startUs;
  return redacted.filter((s) => overlaps(s, clip)).flatMap((segment) => {
    const words = segment.words
      .filter((w) => (w.text === REDACTED ? overlaps(w.trust === 'untimed' ? segment : w, clip) : isHeard(w, segment, clip)))
      .map((w): Word => ({ ...w, startUs: shift(w.startUs), endUs: shift(w.endUs) }));
    const startUs = shift(segment.startUs);
    const endUs = shift(segment.endUs);
    if (words.length === 0 || endUs <= startUs) return [];
    return [{ ...segment, startUs, endUs, words, text: words.map((w) => w.text).join(' ') }];
  });
}

/** Each segment with its translation behind it, under the same id. What is translated of words that are not heard stays out. */
export function inTurn(original: readonly Segment[], translated: readonly Segment[]): Segment[] {
  const byId = new Map(translated.map((segment) => [segment.id, segment]));
  return original.flatMap((segment) => {
    const translation = byId.get(segment.id);
    return translation ? [segment, translation] : [segment];
  });
}

function isHeard(word: Word, segment: Segment, clip: Span): boolean {
  const { startUs, endUs } = word.trust === 'untimed' ? segment : word;
  const middle = (startUs + endUs) / 2;
  return middle >= clip.startUs && middle < clip.endUs;
}

/**
 * The same segments with the speaker's number before what he says, wherever another speaks than before. Numbers only: a name
 * that somebody typed may be one that must not leave.
 */
export function withSpeakers(segments: readonly Segment[], numbers: ReadonlyMap<string, number>): Segment[] {
  return segments.map((segment, i) => {
    const number = numbers.get(segment.speakerId ?? '');
    if (number === undefined || segment.speakerId === segments[i - 1]?.speakerId) return segment;
    const [first] = segment.words;
    const label = ['Speaker', `${number}:`].map((text): Word => ({
      text, startUs: segment.startUs, endUs: Math.max(first?.startUs ?? 0, segment.startUs), trust: first === undefined || first.trust === 'untimed' ? 'untimed' : 'estimated',
    }));
    return { ...segment, words: [...label, ...segment.words], text: `Speaker ${number}: ${segment.text}` };
  });
}
