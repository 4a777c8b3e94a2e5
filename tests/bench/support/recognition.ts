import type { Span } from '../../../shared/time';
import { plainWords, sumErrors, type TextErrors } from '../../support/wordErrors';

/** What one way of hearing a file came to. */
export interface Heard {
  readonly errors: TextErrors;
  /** Words written where nobody speaks. */
  readonly silentWords: number;
  readonly seconds: number;
  readonly elapsedMs: number;
  readonly peakMb: number;
}

/** So much of a segment has to lie in silence for its words to be invented, and not only badly timed. */
const SILENT_SHARE = 0.9;

/** The words of segments that lie in silence, but for a rough border. Whole segments: the bare engine times no words. */
export function silentWords(segments: readonly (Span & { readonly text: string })[], silent: readonly Span[]): number {
  const inSilence = (s: Span): number => silent.reduce((sum, q) => sum + Math.max(0, Math.min(s.endUs, q.endUs) - Math.max(s.startUs, q.startUs)), 0);
  return segments.filter((s) => inSilence(s) > SILENT_SHARE * (s.endUs - s.startUs)).reduce((sum, s) => sum + plainWords(s.text).length, 0);
}

/** Prints one line of Zapis and one of the bare engine. */
export function report(what: string, heard: readonly { readonly ours: Heard; readonly bare: Heard }[]): void {
  const hours = heard.reduce((sum, { ours }) => sum + ours.seconds, 0) / 3600;
  console.log(`${what}: ${heard.length} files, ${hours.toFixed(3)} h, ${sumErrors(heard.map((h) => h.ours.errors)).words} words`);
  for (const way of ['ours', 'bare'] as const) console.log(`  ${way}: ${line(heard.map((h) => h[way]))}`);
}

function line(heard: readonly Heard[]): string {
  const errors = sumErrors(heard.map((h) => h.errors));
  const sum = (of: (h: Heard) => number): number => heard.reduce((total, h) => total + of(h), 0);
  const rate = (wrong: number, all: number): string => (all === 0 ? '–' : ((100 * wrong) / all).toFixed(2));
  return `WER ${rate(errors.wordErrors, errors.words)} (${errors.wordErrors}), CER ${rate(errors.letterErrors, errors.letters)}, words in silence ${sum((h) => h.silentWords)}, `
    + `real-time factor ${(sum((h) => h.elapsedMs) / 1000 / sum((h) => h.seconds)).toFixed(3)}, peak memory ${Math.max(...heard.map((h) => h.peakMb)).toFixed(0)} MB`;
}
