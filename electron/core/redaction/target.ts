import type { Passage, PassageDraft, Segment, WordAnchor } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import type { Span } from '../../../shared/time';
import { anchoredWords } from './anchors';
import { hull, overlaps } from './spans';

/** Where a passage lies and what is said there. */
export type Target = Pick<Passage, 'startUs' | 'endUs' | 'text' | 'anchor'>;

/**
 * The time and the words that a person pointed at.
 *
 * @throws ZapisError `passage-empty` when nothing lies between its ends; `passage-outside` when the words are not this
 *   footage's or the time is not within it.
 */
export function targetOf(segments: readonly Segment[], target: PassageDraft['target'], footage: Span): Target {
  return 'words' in target ? fromWords(segments, target.words, footage) : fromTime(segments, target, footage);
}

function fromWords(segments: readonly Segment[], anchor: WordAnchor, footage: Span): Target {
  for (const [id, index] of [[anchor.fromSegmentId, anchor.fromWord], [anchor.toSegmentId, anchor.toWord]] as const) {
    const segment = segments.find((s) => s.id === id);
    if (!segment || index >= segment.words.length) throw new ZapisError('passage-outside');
  }
  const forward = inOrder(segments, anchor);
  const words = anchoredWords(segments, forward);
  const spans = words.map(({ segment, index }) => {
    const word = segment.words[index];
    // An untimed word has no time of its own: the passage must still lie somewhere, and not too narrow.
    return word && word.trust !== 'untimed' && word.endUs > word.startUs ? word : segment;
  });
  const [first, ...rest] = spans;
  if (!first) throw new ZapisError('passage-empty');
  const text = words.map(({ segment, index }) => segment.words[index]?.text ?? '').join(' ');
  return { ...within(hull(first, ...rest), footage), text, anchor: forward };
}

/** A selection made from its end to its start means the same words. */
function inOrder(segments: readonly Segment[], a: WordAnchor): WordAnchor {
  const from = segments.findIndex((s) => s.id === a.fromSegmentId);
  const to = segments.findIndex((s) => s.id === a.toSegmentId);
  const backward = from > to || (from === to && a.fromWord > a.toWord);
  return backward ? { fromSegmentId: a.toSegmentId, fromWord: a.toWord, toSegmentId: a.fromSegmentId, toWord: a.fromWord } : a;
}

function fromTime(segments: readonly Segment[], span: Span, footage: Span): Target {
  const target = within(span, footage);
  const text = segments.flatMap((s) => s.words).filter((w) => overlaps(w, target)).map((w) => w.text).join(' ');
  return { ...target, text, anchor: null };
}

function within(span: Span, footage: Span): Span {
  if (span.endUs <= span.startUs) throw new ZapisError('passage-empty');
  if (span.startUs < 0 || span.startUs >= footage.endUs) throw new ZapisError('passage-outside');
  return { startUs: span.startUs, endUs: Math.min(span.endUs, footage.endUs) };
}
