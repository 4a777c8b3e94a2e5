import type { LanguageCode, TranslatedSegment, TranslationEngine, WordLink } from '../../../shared/domain';
import type { TargetSentence } from './engine';
import type { Sentence, Unit } from './sentences';

interface By { readonly language: LanguageCode; readonly engine: TranslationEngine; readonly model: string }

/**
 * Lays translated sentences back onto the segments that they came from. A sentence over several segments is parted where
 * the fewest links cross, or in proportion where there are none; each segment remembers all the segments whose words
 * may have come to stand in it.
 */
export function layBack({ segments, sentences }: Unit, targets: readonly TargetSentence[], { language, engine, model }: By): TranslatedSegment[] {
  const parts = segments.map(() => ({ words: [] as string[], links: [] as { from: number; word: number; target: number }[], unknown: [] as number[], known: true, sources: new Set<number>() }));
  sentences.forEach((sentence, i) => {
    const target = targets[i] ?? { words: [], links: null, unknown: [] };
    const inside = [...new Set(sentence.spots.map(({ segment }) => segment))];
    for (const { segment, from, to } of share(sentence, target, inside)) {
      const part = parts[segment];
      if (!part) continue;
      const shift = part.words.length - from;
      part.words.push(...target.words.slice(from, to));
      part.unknown.push(...target.unknown.filter((w) => w >= from && w < to).map((w) => w + shift));
      for (const one of inside) part.sources.add(one);
      if (target.links === null) part.known = false;
      else for (const [s, t] of target.links) { const spot = sentence.spots[s]; if (spot && t >= from && t < to) part.links.push({ from: spot.segment, word: spot.word, target: t + shift }); }
    }
  });
  const at = new Date().toISOString();
  return segments.map((segment, i): TranslatedSegment => {
    const part = parts[i] ?? { words: [], links: [], unknown: [], known: false, sources: new Set<number>() };
    const ids = [...part.sources.add(i)].sort((a, b) => a - b);
    const sources = ids.flatMap((n) => { const one = segments[n]; return one ? [{ segmentId: one.id, text: one.text }] : []; });
    return {
      segmentId: segment.id, footageId: segment.footageId, language, text: part.words.join(' '), state: 'machine', engine, model, sources,
      links: part.known ? part.links.map(({ from, word, target }): WordLink => [ids.indexOf(from), word, target]) : null,
      unknown: part.unknown, writtenBy: null, updatedBy: null, updatedAt: at,
    };
  });
}

/** Which words of a sentence's translation each of its segments gets. */
function share({ spots }: Sentence, { words, links }: TargetSentence, inside: readonly number[]): { segment: number; from: number; to: number }[] {
  const cuts: number[] = [];
  for (const segment of inside.slice(1)) {
    const before = spots.filter((spot) => spot.segment < segment).length;
    const least = cuts.at(-1) ?? 0;
    const even = Math.round((before / spots.length) * words.length);
    let best = Math.max(least, even);
    if (links !== null && links.length > 0) {
      const cost = (at: number): number => links.filter(([s, t]) => (s < before ? t >= at : t < at)).length + Math.abs(at - even) / (words.length + 1);
      for (let at = least; at <= words.length; at += 1) if (cost(at) < cost(best)) best = at;
    }
    cuts.push(best);
  }
  return inside.map((segment, i) => ({ segment, from: cuts[i - 1] ?? 0, to: cuts[i] ?? words.length }));
}
