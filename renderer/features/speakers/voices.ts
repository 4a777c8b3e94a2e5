import type { Interview, Segment, Speaker, WordAnchor } from '../../../shared/domain';
import { wordAt, type SegmentOrder, type WordPoint } from '../transcript/words';

/** The segments that are one after the other with the same voice, from `index` on. */
export function untilVoiceChanges(segments: readonly Segment[], index: number): string[] {
  const end = segments.findIndex((s, i) => i > index && s.speakerId !== segments[index]?.speakerId);
  return segments.slice(index, end < 0 ? undefined : end).map(({ id }) => id);
}

interface Place {
  readonly segments: readonly Segment[];
  readonly order: SegmentOrder;
  /** The selected words; null without a selection. */
  readonly anchor: WordAnchor | null;
  readonly cursor: WordPoint | null;
  /** Where the player stands, µs: counts where nobody has put a cursor. */
  readonly nowUs: number;
}

/** What a key for a voice is about: the selected segments, else the one under the cursor, else the one being heard. */
export function segmentsMeant({ segments, order, anchor, cursor, nowUs }: Place, reach: 'segment' | 'change'): string[] {
  if (anchor) return segments.slice(order.get(anchor.fromSegmentId), (order.get(anchor.toSegmentId) ?? -1) + 1).map(({ id }) => id);
  const index = order.get((cursor ?? wordAt(segments, nowUs))?.segmentId ?? '');
  const segment = index === undefined ? undefined : segments[index];
  if (index === undefined || !segment) return [];
  return reach === 'segment' ? [segment.id] : untilVoiceChanges(segments, index);
}

/** How many segments each voice has, by its id. */
export function countByVoice(segments: readonly Segment[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { speakerId } of segments) if (speakerId !== undefined) counts.set(speakerId, (counts.get(speakerId) ?? 0) + 1);
  return counts;
}

/** Names that a voice may be meant to have, the likeliest first, without those that others have already. */
export function namesToSuggest(interview: Interview | null, interpreter: string, elsewhere: readonly string[], voices: readonly Speaker[]): string[] {
  const taken = new Set(voices.map(({ name }) => name));
  return [...new Set([interview?.speakerCode ?? '', interview?.interviewer ?? '', interpreter, ...elsewhere])].filter((name) => name.trim() !== '' && !taken.has(name));
}
