import type { Segment } from '../../../shared/domain';
import { foldForSearch } from '../../../shared/text';

/** Words of one segment that a search found, `to` inclusive. */
export interface Hit {
  readonly segmentId: string;
  readonly from: number;
  readonly to: number;
}

interface Folded {
  text: string;
  /** Where each word begins in `text`. */
  starts: number[];
}

/** Folding is the costly part and a segment never changes in place: it is done once for each. */
const cache = new WeakMap<Segment, Folded>();

/** People type đ as đ, dj or d: all three are made one. */
const fold = (text: string): string => foldForSearch(text).replaceAll('dj', 'd');

function folded(segment: Segment): Folded {
  const known = cache.get(segment);
  if (known) return known;
  let text = '';
  const starts = segment.words.map((word) => {
    const start = text.length;
    text += `${fold(word.text)} `;
    return start;
  });
  const result = { text, starts };
  cache.set(segment, result);
  return result;
}

/** Every place where the query stands, also inside words and across them, whatever the script, case or diacritics. */
export function findHits(segments: readonly Segment[], query: string): Hit[] {
  const wanted = fold(query).trim().replace(/\s+/g, ' ');
  if (wanted === '') return [];
  const hits: Hit[] = [];
  for (const segment of segments) {
    const { text, starts } = folded(segment);
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      hits.push({ segmentId: segment.id, from: wordOf(starts, at), to: wordOf(starts, at + wanted.length - 1) });
    }
  }
  return hits;
}

function wordOf(starts: readonly number[], offset: number): number {
  let word = 0;
  while ((starts[word + 1] ?? Infinity) <= offset) word += 1;
  return word;
}

export function bySegment(hits: readonly Hit[]): ReadonlyMap<string, readonly Hit[]> {
  const map = new Map<string, Hit[]>();
  for (const hit of hits) {
    const list = map.get(hit.segmentId);
    if (list) list.push(hit);
    else map.set(hit.segmentId, [hit]);
  }
  return map;
}
