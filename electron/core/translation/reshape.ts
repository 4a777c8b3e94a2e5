import type { Segment, TranslatedSegment, WordLink } from '../../../shared/domain';
import { splitWords } from '../../../shared/text';
import type { RowChange } from '../transcript/history';
import type { Database } from '../vault/database';
import { listTranslations, translationId, translationToRow } from './rows';

/** A source as two, or two as one: where its words are now. */
type Moved = (segmentId: string, word: number) => { segmentId: string; word: number };

/**
 * Follows the split of a segment: each part gets its share of the translation, parted where the fewest links cross, or by
 * length where there are none. What a person had checked counts as edited again, since nobody has seen it parted so.
 *
 * @param word index of the first word of the second part.
 */
export function splitTranslations(db: Database, old: Segment, [first, second]: readonly [Segment, Segment], word: number): RowChange[] {
  const moved: Moved = (id, w) => (id === old.id && w >= word ? { segmentId: second.id, word: w - word } : { segmentId: id, word: w });
  const texts = new Map([first, second].map(({ id, text }) => [id, text]));
  return changes(db, old.footageId, (t) => {
    const follows = t.sources.some(({ segmentId }) => segmentId === old.id);
    if (!follows) return null;
    const fresh = t.sources.some(({ segmentId, text }) => segmentId === old.id && text === old.text);
    // Made from another text than the one that is split: nobody knows which of its words went where.
    const source = fresh ? withSources(t, moved, t.sources.flatMap((s) => (s.segmentId === old.id ? [first, second].map(({ id }) => ({ segmentId: id, text: texts.get(id) ?? '' })) : [s]))) : { ...t, links: null };
    if (t.segmentId !== old.id) return [source];
    const words = splitWords(t.text);
    const at = cutOf(source, second.id, words, word / Math.max(1, old.words.length));
    const state = t.state === 'machine' ? t.state : 'edited' as const;
    const part = (segmentId: string, from: number, to: number): TranslatedSegment => ({
      ...source, segmentId, state, text: words.slice(from, to).join(' '),
      links: source.links && source.links.flatMap(([s, w, target]): WordLink[] => (target >= from && target < to ? [[s, w, target - from]] : [])),
      unknown: source.unknown.filter((i) => i >= from && i < to).map((i) => i - from),
    });
    return [part(first.id, 0, at), ...(at < words.length ? [part(second.id, at, words.length)] : [])];
  });
}

/** Follows the join of two segments: their translations are one, under the first one's id. */
export function joinTranslations(db: Database, first: Segment, second: Segment, joined: Segment): RowChange[] {
  const shift = first.words.length;
  const moved: Moved = (id, w) => (id === second.id ? { segmentId: joined.id, word: w + shift } : { segmentId: id, word: w });
  const all = listTranslations(db, first.footageId);
  return changes(db, first.footageId, (t) => {
    if (!t.sources.some(({ segmentId }) => segmentId === first.id || segmentId === second.id)) return null;
    const other = all.find((o) => o.language === t.language && o.segmentId === (t.segmentId === first.id ? second.id : first.id));
    const own = t.segmentId === first.id || t.segmentId === second.id;
    if (own && other && t.segmentId === second.id) return [];
    const whole = own && other ? inOne(t, other) : t;
    const fresh = whole.sources.every(({ segmentId, text }) => (segmentId !== first.id || text === first.text) && (segmentId !== second.id || text === second.text));
    const sources = joinedSources(whole, first, second, joined, fresh);
    const mine = { ...whole, segmentId: own ? joined.id : t.segmentId };
    return [fresh ? withSources(mine, moved, sources) : { ...mine, sources, links: null }];
  });
}

/** Two translations one after the other; the sources of both, and links counted on. */
function inOne(first: TranslatedSegment, second: TranslatedSegment): TranslatedSegment {
  const shift = splitWords(first.text).length;
  const sources = [...first.sources, ...second.sources.filter(({ segmentId }) => !first.sources.some((s) => s.segmentId === segmentId))];
  const place = second.sources.map(({ segmentId }) => sources.findIndex((s) => s.segmentId === segmentId));
  const links = first.links && second.links && [...first.links, ...second.links.map(([s, w, target]): WordLink => [place[s] ?? 0, w, target + shift])];
  const human = [first, second].find((t) => t.state !== 'machine');
  return {
    ...first, text: [first.text, second.text].filter((text) => text !== '').join(' '), sources, links,
    unknown: [...first.unknown, ...second.unknown.map((i) => i + shift)],
    state: human ? 'edited' : 'machine', writtenBy: human ? human.writtenBy : null, updatedBy: human ? human.updatedBy : null,
  };
}

function joinedSources({ sources }: TranslatedSegment, first: Segment, second: Segment, joined: Segment, fresh: boolean): TranslatedSegment['sources'] {
  const ids = sources.map(({ segmentId }) => segmentId);
  const both = ids.includes(first.id) && ids.includes(second.id);
  const at = Math.min(...[first.id, second.id].map((id) => ids.indexOf(id)).filter((i) => i >= 0));
  // Of only one half, or of other words than stood there, a translation is not one of the whole: it shows as stale.
  const text = both && fresh ? joined.text : sources[at]?.text ?? '';
  return sources.flatMap((s, i) => (s.segmentId !== first.id && s.segmentId !== second.id ? [s] : i === at ? [{ segmentId: joined.id, text }] : []));
}

/** Other sources, the links following their words there. */
function withSources(t: TranslatedSegment, moved: Moved, sources: TranslatedSegment['sources']): TranslatedSegment {
  const links = t.links && t.links.flatMap(([s, w, target]): WordLink[] => {
    const now = moved(t.sources[s]?.segmentId ?? '', w);
    const place = sources.findIndex(({ segmentId }) => segmentId === now.segmentId);
    return place < 0 ? [] : [[place, now.word, target]];
  });
  return { ...t, sources, links };
}

/** Before which word of the translation the second part begins. */
function cutOf({ links, sources }: TranslatedSegment, secondId: string, words: readonly string[], share: number): number {
  // One word cannot be parted, and no part is left empty where both can have one.
  if (words.length < 2) return words.length;
  const second = sources.findIndex(({ segmentId }) => segmentId === secondId);
  if (!links || links.length === 0 || second < 0) return byLength(words, share);
  const cost = (at: number): number => links.filter(([s, , target]) => (s >= second ? target < at : target >= at)).length;
  let best = 1;
  for (let at = 2; at < words.length; at += 1) if (cost(at) < cost(best)) best = at;
  return best;
}

function byLength(words: readonly string[], share: number): number {
  const wanted = share * words.join(' ').length;
  let length = 0;
  const at = words.findIndex((word) => { length += word.length + 1; return length - word.length / 2 > wanted; });
  return Math.min(Math.max(at, 1), words.length - 1);
}

/** @param follow null: not concerned; a list: what stands instead, none where it is gone. */
function changes(db: Database, footageId: string, follow: (t: TranslatedSegment) => TranslatedSegment[] | null): RowChange[] {
  const at = new Date().toISOString();
  return listTranslations(db, footageId).flatMap((t): RowChange[] => {
    const now = follow(t);
    if (now === null) return [];
    const id = translationId(t.segmentId, t.language);
    const here = now.find((one) => one.segmentId === t.segmentId);
    const rest = now.filter((one) => one !== here).map((one): RowChange => ({ table: 'translated_segment', id: translationId(one.segmentId, one.language), before: null, after: translationToRow({ ...one, updatedAt: at }) }));
    return [{ table: 'translated_segment', id, before: translationToRow(t), after: here ? translationToRow({ ...here, updatedAt: at }) : null }, ...rest];
  });
}
