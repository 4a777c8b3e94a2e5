import { createHash } from 'node:crypto';
import type { LanguageCode, Segment, TranslatedSegment, WordAnchor } from '../../../shared/domain';
import { foldWord, splitWords } from '../../../shared/text';
import { looksLike } from '../translation/redact';
import { translatedSegments } from '../translation/asSegments';
import { isStale } from '../translation/rows';
import { sentencesOf, unitsOf, type Sentence, type Unit } from '../translation/sentences';
import { isJudged } from './judge/suggestByJudge';
import { suggest, type SuggestOptions } from './suggest';
import type { Suggestion } from './suggestion';

/**
 * What fires in a translation and did not in the original: a reader of English words may see an admission that the lexicon of
 * the original has no word for. Each proposes the whole sentence of the original, since nobody knows which of its words were
 * rendered so, and says in which language it fired.
 *
 * @param translations into one language, of these segments.
 * @param found what the original gave; the same finding there is not proposed a second time.
 * @param find what reads the translation: the rules, or the judge, whose guess counts only where nothing was found.
 */
export function suggestByTranslation(segments: readonly Segment[], translations: readonly TranslatedSegment[], found: readonly Suggestion[], options: Omit<SuggestOptions, 'language'>, find: typeof suggest = suggest): Suggestion[] {
  const [language] = translations.map((one) => one.language);
  if (language === undefined) return [];
  const text = new Map(segments.map((segment) => [segment.id, segment.text]));
  const stale = new Set(translations.filter((one) => isStale(one, (id) => text.get(id))).map(({ segmentId }) => segmentId));
  const places = placesOf(segments, translatedSegments(segments, translations), stale);
  const hits = find(translatedSegments(segments, translations), { ...options, language });
  const bySentence = new Map<string, { place: Place; hits: Suggestion[] }>();
  for (const hit of hits) {
    const place = places(hit.span);
    if (!place) continue;
    const key = `${place.from} ${place.to} ${hit.reason}`;
    const there = bySentence.get(key);
    if (there) there.hits.push(hit);
    else bySentence.set(key, { place, hits: [hit] });
  }
  const order = orderOf(segments);
  return [...bySentence.values()].flatMap(({ place, hits }): Suggestion[] => {
    const own = found.filter(({ reason, span }) => reason === hits[0]?.reason && order(span.fromSegmentId, span.fromWord) <= place.to && order(span.toSegmentId, span.toWord) >= place.from);
    const [gravest] = unmatched(own.length === 0 ? hits : hits.filter((hit) => !isJudged(hit)), own).sort((a, b) => b.severity - a.severity || b.confidence - a.confidence);
    return gravest ? [{ ...gravest, span: place.span, why: { ...gravest.why, translation: language }, fingerprint: fingerprintOf(gravest, place, language) }] : [];
  });
}

/** What remains of the translation's findings in a sentence when each of the original's is taken for one of them. */
function unmatched(hits: readonly Suggestion[], own: readonly Suggestion[]): Suggestion[] {
  const matched = new Set<Suggestion>();
  const open = hits.filter((hit) => {
    const same = own.filter((one) => isSame(one, hit));
    for (const one of same) matched.add(one);
    return same.length === 0;
  });
  // One denies it and the other does not, or the two lexicons call it otherwise: still the same deed, told once on either side.
  return open.slice(own.filter((one) => !matched.has(one)).length);
}

function isSame(own: Suggestion, hit: Suggestion): boolean {
  if (own.reason !== 'names-third-person' && own.reason !== 'place-or-date') return tail(own.rule) === tail(hit.rule);
  return splitWords(own.why.words).some((word) => splitWords(hit.why.words).some((other) => looksLike(word, other)));
}

/** A rule without its lexicon's language: lexicons call what they have in common by the same names. */
const tail = (rule: string): string => rule.replace(/^[a-z]+\//u, '');

/**
 * Of the rule and the words of the original, whatever the translation says there next time: what was rejected stays so when
 * it is translated anew.
 */
function fingerprintOf({ rule }: Suggestion, { words }: Place, language: LanguageCode): string {
  return createHash('sha256').update(['translation', language, rule, words.map(foldWord).join(' ')].join('\n')).digest('hex').slice(0, 32);
}

/** One or more sentences of the original, with the order of their first and last word in the footage. */
interface Place { readonly span: WordAnchor; readonly from: number; readonly to: number; readonly words: readonly string[] }

/** Which sentences of the original words of the translation belong to: the same in number, where both sides have as many, else all that reach into the segments. */
function placesOf(segments: readonly Segment[], translated: readonly Segment[], stale: ReadonlySet<string>): (span: WordAnchor) => Place | null {
  const order = orderOf(segments);
  const inTranslation = new Map(translated.map((segment) => [segment.id, segment]));
  const units = new Map<string, Unit>(unitsOf(segments).flatMap((unit) => unit.segments.map((segment) => [segment.id, unit] as const)));
  return (span) => {
    const chosen = [...new Set([units.get(span.fromSegmentId), units.get(span.toSegmentId)])].flatMap((unit) => (unit ? sentencesIn(unit, span) : []));
    const ends = chosen.map(({ unit, sentence }) => endsOf(unit, sentence)).filter((one) => one !== null);
    const [first, last] = [ends[0], ends.at(-1)];
    if (!first || !last) return null;
    const anchor: WordAnchor = { fromSegmentId: first.fromSegmentId, fromWord: first.fromWord, toSegmentId: last.toSegmentId, toWord: last.toWord };
    return { span: anchor, from: order(anchor.fromSegmentId, anchor.fromWord), to: order(anchor.toSegmentId, anchor.toWord), words: chosen.flatMap(({ sentence }) => sentence.spots.map((spot) => spot.text)) };
  };

  function sentencesIn(unit: Unit, span: WordAnchor): { unit: Unit; sentence: Sentence }[] {
    const there = unit.segments.flatMap(({ id }) => inTranslation.get(id) ?? []);
    const rendered = sentencesOf(there);
    const wanted = there.flatMap((segment, index) => (segment.id === span.fromSegmentId || segment.id === span.toSegmentId ? [index] : []));
    const [from, to] = [Math.min(...wanted), Math.max(...wanted)];
    const inside = ({ spots }: Sentence): boolean => spots.some((spot) => {
      const [a, b] = [there[from]?.id === span.fromSegmentId ? span.fromWord : 0, there[to]?.id === span.toSegmentId ? span.toWord : Infinity];
      return (spot.segment > from || (spot.segment === from && spot.word >= a)) && (spot.segment < to || (spot.segment === to && spot.word <= b));
    });
    const alike = rendered.length === unit.sentences.length && there.length === unit.segments.length && !there.some(({ id }) => stale.has(id));
    const [start, end] = [there[from]?.id, there[to]?.id].map((id) => unit.segments.findIndex((segment) => segment.id === id));
    const touched = ({ spots }: Sentence): boolean => spots.some(({ segment }) => segment >= (start ?? 0) && segment <= (end ?? Infinity));
    return unit.sentences.flatMap((sentence, n) => { const other = rendered[n]; return (alike && other ? inside(other) : touched(sentence)) ? [{ unit, sentence }] : []; });
  }
}

function endsOf(unit: Unit, { spots }: Sentence): WordAnchor | null {
  const [first, last] = [spots[0], spots.at(-1)];
  const [from, to] = [unit.segments[first?.segment ?? -1], unit.segments[last?.segment ?? -1]];
  if (!first || !last || !from || !to) return null;
  const within = (segment: Segment, word: number): number => Math.max(0, Math.min(word, segment.words.length - 1));
  return { fromSegmentId: from.id, fromWord: within(from, first.word), toSegmentId: to.id, toWord: within(to, last.word) };
}

function orderOf(segments: readonly Segment[]): (segmentId: string, word: number) => number {
  const begins = new Map<string, number>();
  let words = 0;
  for (const segment of segments) { begins.set(segment.id, words); words += segment.words.length; }
  return (segmentId, word) => (begins.get(segmentId) ?? 0) + word;
}
