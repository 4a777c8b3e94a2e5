import type { GlossaryTerm, LanguageCode, Segment, TranslatedSegment } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import type { Span } from '../../../shared/time';
import { listSegments } from '../transcript/segments';
import type { Database } from '../vault/database';
import type { TextEngine } from './engine';
import { layBack } from './layBack';
import { nameGuard } from './protect';
import { isStale, listTranslations, storeDrafts } from './rows';
import { unitsOf, type Sentence, type Unit } from './sentences';

/** `due`: what is missing, stale or by another engine; `stale`: only where the original was changed since; `all`: every draft anew. */
export type TranslationScope = 'due' | 'stale' | 'all';

export interface TranslateOptions {
  readonly to: LanguageCode;
  readonly scope: TranslationScope;
  readonly glossary: readonly GlossaryTerm[];
  readonly signal: AbortSignal;
  /** Go on behind this instant, where an interrupted run had come to, µs. */
  readonly fromUs?: number;
  /** After each batch is in the vault: progress, and what to save so that a later run goes on there. */
  onStored?(stored: { fraction: number; reachedUs: number; sentences: number }): void;
}

export interface TranslationResult {
  /** Segments that have a fresh draft now. */
  readonly translated: number;
  /** Segments that were left as a person has written, checked or approved them. */
  readonly kept: number;
  /** Segments whose language the engine does not know. */
  readonly skipped: number;
  readonly unknownWords: number;
  /** Segments that the engine has nothing fit to be shown for: left as they were. */
  readonly refused: number;
}

/** Sentences between two commits: what an interruption costs, a second or two of work. */
const BATCH_SENTENCES = 24;

/**
 * Translates a footage's transcript, sentence by sentence. What a person wrote, checked or approved is never touched; a
 * sentence over several segments is translated whole.
 *
 * @throws ZapisError `translation-no-transcript`; `translation-no-pair` when the engine knows none of its languages; what
 *   the engine throws; AbortError on `signal`, everything stored before stays.
 */
export async function translateFootage(db: Database, footageId: string, engine: TextEngine, o: TranslateOptions): Promise<TranslationResult> {
  const units = unitsOf(listSegments(db, footageId));
  if (units.length === 0) throw new ZapisError('translation-no-transcript');
  const able = units.filter(({ segments: [first] }) => first && engine.from.includes(first.language) && first.language !== o.to);
  const [lead] = units;
  if (able.length === 0 || !engine.to.includes(o.to)) throw new ZapisError('translation-no-pair', { engine: engine.id, from: lead?.segments[0]?.language ?? 'und', to: o.to });
  const { due, kept } = dueOf(db, footageId, able, engine, o);
  const guard = nameGuard(o.glossary);
  const fromUs = o.fromUs ?? 0;
  const left = due.filter((unit) => startOf(unit) >= fromUs);
  const result = { translated: 0, kept, skipped: units.flatMap(({ segments }) => segments).length - able.flatMap(({ segments }) => segments).length, unknownWords: 0, refused: 0 };
  for (let at = 0; at < left.length;) {
    const batch: Unit[] = [];
    for (let sentences = 0; at < left.length && (batch.length === 0 || sentences < (engine.batchSentences ?? BATCH_SENTENCES)); at += 1) {
      const unit = left[at];
      if (unit) batch.push(unit);
      sentences += unit?.sentences.length ?? 0;
    }
    const made = await draftsOf(batch, engine, guard, o.to, o.signal);
    result.refused += batch.reduce((sum, { segments }, i) => sum + (made[i] ? 0 : segments.length), 0);
    const drafts = made.flatMap((own) => own ?? []);
    // A segment that was changed while it was translated is stale from the start, and is told so.
    result.translated += storeDrafts(db, drafts);
    result.unknownWords += drafts.reduce((sum, { unknown }) => sum + unknown.length, 0);
    const behind = batch.at(-1);
    o.onStored?.({ fraction: (due.length - left.length + at) / due.length, reachedUs: behind ? startOf(behind) + 1 : fromUs, sentences: batch.reduce((sum, { sentences }) => sum + sentences.length, 0) });
  }
  return result;
}

/** Drafts of units, names protected; null for a unit of which the engine has not every sentence. @throws what the engine throws; AbortError. */
export async function draftsOf(units: readonly Unit[], engine: TextEngine, guard: ReturnType<typeof nameGuard>, to: LanguageCode, signal: AbortSignal): Promise<(TranslatedSegment[] | null)[]> {
  const guarded = units.flatMap(({ segments, sentences }) => sentences.map((sentence) => guard({ language: sentence.language, words: sentence.spots.map(({ text }) => text), at: saidAt(segments, sentence) })));
  const targets = await engine.translate(guarded.map(({ sentence }) => sentence), to, signal);
  signal.throwIfAborted();
  const restored = guarded.map(({ restore }, i) => restore(targets[i] ?? { words: [], links: null, unknown: [] }));
  let next = 0;
  return units.map((unit) => {
    const own = restored.slice(next, (next += unit.sentences.length));
    // Half a sentence would pass for all of it; what another engine wrote is better than nothing.
    return own.some(({ words }) => words.length === 0) ? null : layBack(unit, own, { language: to, engine: engine.id, model: engine.model });
  });
}

/** From the first of a sentence's words to its last, as far as they are timed; a segment whose words are others counts whole. */
function saidAt(segments: readonly Segment[], { spots }: Sentence): Span {
  const times = spots.flatMap(({ segment, word, text }): Span[] => {
    const said = segments[segment];
    const own = said?.words[word];
    return own?.text === text ? [own] : said ? [said] : [];
  });
  return { startUs: Math.min(...times.map(({ startUs }) => startUs)), endUs: Math.max(...times.map(({ endUs }) => endUs)) };
}

const startOf = ({ segments: [first] }: Unit): number => first?.startUs ?? 0;

/** The units with something to do, and how many segments a person's work keeps from it. */
function dueOf(db: Database, footageId: string, units: readonly Unit[], engine: TextEngine, { to, scope }: Pick<TranslateOptions, 'to' | 'scope'>): { due: Unit[]; kept: number } {
  const there = new Map(listTranslations(db, footageId, to).map((t) => [t.segmentId, t]));
  const texts = new Map(units.flatMap(({ segments }) => segments).map(({ id, text }) => [id, text]));
  let kept = 0;
  const wants = ({ id }: Segment): boolean => {
    const t = there.get(id);
    if (t && t.state !== 'machine') {
      kept += 1;
      return false;
    }
    if (scope === 'all') return true;
    const stale = t !== undefined && isStale(t, (segmentId) => texts.get(segmentId));
    return scope === 'stale' ? stale : !t || stale || t.engine !== engine.id || t.model !== engine.model;
  };
  // Every segment is counted, so no short cut.
  return { due: units.filter(({ segments }) => segments.map(wants).includes(true)), kept };
}
