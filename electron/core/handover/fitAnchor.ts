import { moveAnchor, wordsBetween } from '../transcript/reanchor';
import { remapWords } from '../transcript/remapWords';
import type { Segment, WordAnchor } from '../../../shared/domain';
import type { PassageSnapshot, SegmentSnapshot } from './format';

type Transcript = ReadonlyMap<string, SegmentSnapshot>;

const wordsOf = (s: SegmentSnapshot | undefined): string => JSON.stringify(s?.words.map((w) => [w.text, w.startUs, w.endUs]) ?? null);

/** A transcript in the order it was spoken, as the functions that count words across segments want it. */
export function inOrder(transcript: Transcript): Segment[] {
  return [...transcript.values()].map((s) => ({ ...s, footageId: '' })).sort((a, b) => a.startUs - b.startUs || (a.id < b.id ? -1 : 1));
}

/**
 * A passage's anchor counts words in the transcript of the vault where it was set; the merge may have put another
 * text there. It follows its words to the merged transcript; its time may grow, never shrink. When its words are
 * not found there it keeps its time alone, which redacts every word that may be heard in it.
 */
export function fitPassage(p: PassageSnapshot, from: Transcript, to: Transcript): PassageSnapshot {
  if (!p.anchor) return p;
  const before = inOrder(from);
  const span = before.slice(before.findIndex((s) => s.id === p.anchor?.fromSegmentId), before.findIndex((s) => s.id === p.anchor?.toSegmentId) + 1);
  if (span.length > 0 && span.every((s) => wordsOf(s) === wordsOf(to.get(s.id)))) return p;
  const anchor = follow(p.anchor, from, to);
  const words = anchor ? wordsBetween(inOrder(to), anchor) : [];
  if (words.length === 0) return { ...p, anchor: null };
  return {
    ...p, anchor, text: words.map((w) => w.text).join(' '),
    startUs: Math.min(p.startUs, ...words.filter((w) => w.trust !== 'untimed').map((w) => w.startUs)),
    endUs: Math.max(p.endUs, ...words.filter((w) => w.trust !== 'untimed').map((w) => w.endUs)),
  };
}

function follow(anchor: WordAnchor, from: Transcript, to: Transcript): WordAnchor | null {
  let moved: WordAnchor | null = anchor;
  for (const id of new Set([anchor.fromSegmentId, anchor.toSegmentId])) {
    const was = from.get(id);
    const is = to.get(id);
    if (!was || !is || !moved) return null;
    if (was.text !== is.text) moved = moveAnchor(moved, id, remapWords(was.words, is.text, was).kept, is.words.length);
  }
  return moved;
}
