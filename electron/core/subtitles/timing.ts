import { usToMs, type Span } from '../../../shared/time';
import { length, LONGEST_MS, READABLE_CPS, SHORTEST_MS } from './rules';

/** One subtitle: whole milliseconds, end after start, none overlapping the next. */
export interface Cue {
  readonly startMs: number;
  readonly endMs: number;
  readonly lines: readonly string[];
  /** The lines say the same in two languages: a viewer reads one of them. */
  readonly bilingual?: true;
}

/** A subtitle while it is spoken. */
export interface Draft extends Span {
  readonly lines: readonly string[];
  readonly bilingual?: true;
}

/** Characters that a viewer reads. */
export function charactersOf({ lines, bilingual }: Pick<Cue, 'lines' | 'bilingual'>): number {
  return bilingual === true ? Math.max(...lines.map(length)) : length(lines.join(' '));
}

export function charactersASecond(cue: Cue): number {
  return (charactersOf(cue) * 1000) / (cue.endMs - cue.startMs);
}

/** More than can be read in its time: the speech was too fast and no pause came behind it. */
export function isTooFast(cue: Cue): boolean {
  return charactersASecond(cue) > READABLE_CPS;
}

/**
 * When each subtitle is shown: while it is spoken, and on into the pause behind it for as long as reading takes. Where two
 * speak at once, each has its share of the time.
 *
 * @param drafts in the order of their text.
 * @param borders where no subtitle reaches over, µs: the end of the footage, the joins of a clip.
 */
export function timed(drafts: readonly Draft[], borders: readonly number[]): Cue[] {
  const all = drafts.map((draft) => ({ ...draft, startMs: usToMs(draft.startUs), endMs: usToMs(draft.endUs), characters: charactersOf(draft) })).sort((a, b) => a.startMs - b.startMs);
  const stops = [...borders].map(usToMs).sort((a, b) => a - b);
  const cues: Cue[] = [];
  for (const [i, { startMs: spokenFrom, endMs: spokenTo, characters, lines, bilingual }] of all.entries()) {
    const startMs = Math.max(spokenFrom, cues.at(-1)?.endMs ?? 0);
    const readMs = Math.max(SHORTEST_MS, Math.ceil((characters * 1000) / READABLE_CPS));
    const next = all[i + 1];
    const stopMs = stops.find((stop) => stop > startMs) ?? Number.POSITIVE_INFINITY;
    let endMs = Math.min(Math.max(spokenTo, startMs + 1), stopMs);
    if (next && endMs > next.startMs) endMs = Math.max(startMs + 1, shared(startMs, endMs, characters, next));
    const free = Math.min(next?.startMs ?? Number.POSITIVE_INFINITY, stopMs);
    if (endMs - startMs < readMs) endMs = Math.max(endMs, Math.min(startMs + readMs, free));
    if (endMs - startMs > LONGEST_MS && lines.some((line) => line.includes(' '))) endMs = startMs + Math.max(LONGEST_MS, readMs);
    cues.push({ startMs, endMs, lines, ...(bilingual === true ? { bilingual } : {}) });
  }
  return cues;
}

/** The end of the first of two that overlap: where the second begins if that leaves time to read, else by their lengths. */
function shared(startMs: number, endMs: number, characters: number, next: { readonly startMs: number; readonly endMs: number; readonly characters: number }): number {
  const windowMs = Math.max(endMs, next.endMs) - startMs;
  const fairMs = startMs + Math.round((windowMs * characters) / Math.max(1, characters + next.characters));
  return Math.min(endMs, Math.max(next.startMs, fairMs));
}
