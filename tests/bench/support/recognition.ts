import { isDoubtfulWord, type Word } from '../../../shared/domain';
import { isLoop } from '../../../electron/core/transcription/guard/loops';
import type { Span } from '../../../shared/time';
import { plainWords, sumErrors, type TextErrors } from '../../support/wordErrors';
import { wordsRight } from '../../support/wordsRight';

/** What one way of hearing a file came to. */
export interface Heard {
  readonly errors: TextErrors;
  /** Of the words that a person is asked to look at, and of the others, how many there are and how many are wrong; of Zapis only. */
  readonly trust?: Readonly<Record<'doubtful' | 'sure', { readonly words: number; readonly wrong: number }>>;
  /** How many words the dictionary put right, how many of these are what was said, and how many had been before; of Zapis only. */
  readonly mended?: { readonly words: number; readonly right: number; readonly spoilt: number };
  /** Words written where nobody speaks. */
  readonly silentWords: number;
  /** Segments, or runs of three, that say the same words over and over; and sentences of what was really said that do, since people repeat themselves. */
  readonly loops: { readonly written: number; readonly said: number };
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

/** Whether the words that the machine doubts are those that are wrong. Words of several, as "OVK-a", are wrong when any part is. */
export function trustOf(said: string, words: readonly Word[]): NonNullable<Heard['trust']> {
  const parts = words.map((word) => plainWords(word.text));
  const right = wordsRight(plainWords(said), parts.flat());
  const trust = { doubtful: { words: 0, wrong: 0 }, sure: { words: 0, wrong: 0 } };
  let at = 0;
  for (const [i, word] of words.entries()) {
    const length = parts[i]?.length ?? 0;
    if (length === 0) continue;
    const kind = trust[isDoubtfulWord(word) ? 'doubtful' : 'sure'];
    kind.words++;
    if (!right.slice(at, at + length).every(Boolean)) kind.wrong++;
    at += length;
  }
  return trust;
}

/** Whether the words that the dictionary put right are right now, and were so as they were heard. */
export function mendedOf(said: string, words: readonly Word[]): NonNullable<Heard['mended']> {
  const reference = plainWords(said);
  const asHeard = words.flatMap((word, i) => (word.heard === undefined ? [word] : words[i - 1]?.heard === word.heard ? [] : [{ ...word, text: word.heard }]));
  const rightOf = (all: readonly Word[]): { words: number; right: number } => {
    const parts = all.map((word) => plainWords(word.text));
    const right = wordsRight(reference, parts.flat());
    let at = 0;
    const flags = all.flatMap((word, i) => {
      const from = at;
      at += parts[i]?.length ?? 0;
      return word.heard === undefined ? [] : [right.slice(from, at).every(Boolean)];
    });
    return { words: flags.length, right: flags.filter(Boolean).length };
  };
  return { ...rightOf(words), spoilt: rightOf(asHeard).right };
}

/** How many neighbouring segments are looked at together. */
const NEIGHBOURS = 3;

/** How often a text loops: in a segment, or in a few neighbours together of which none loops alone. */
export function countLoops(texts: readonly string[]): number {
  const alone = texts.map(isLoop);
  const together = texts.filter((_, i) => i + NEIGHBOURS <= texts.length && !alone.slice(i, i + NEIGHBOURS).includes(true) && isLoop(texts.slice(i, i + NEIGHBOURS).join(' ')));
  return alone.filter(Boolean).length + together.length;
}

/** What both ways of hearing a file came to; without `bare` where the bare engine was not asked. */
export interface HeardBoth {
  readonly ours: Heard;
  readonly bare?: Heard;
}

/** Prints one line of Zapis and one of the bare engine, where that was asked too. */
export function report(what: string, heard: readonly HeardBoth[]): void {
  const hours = heard.reduce((sum, { ours }) => sum + ours.seconds, 0) / 3600;
  console.log(`${what}: ${heard.length} files, ${hours.toFixed(3)} h, ${sumErrors(heard.map((h) => h.ours.errors)).words} words`);
  for (const way of ['ours', 'bare'] as const) {
    const one = heard.flatMap((h) => h[way] ?? []);
    if (one.length > 0) console.log(`  ${way}: ${line(one)}`);
  }
  const share = (kind: 'doubtful' | 'sure'): string => {
    const [words, wrong] = (['words', 'wrong'] as const).map((of) => heard.reduce((sum, { ours }) => sum + (ours.trust?.[kind][of] ?? 0), 0));
    return `of ${words} ${kind} words ${wrong} wrong`;
  };
  const mended = (of: 'words' | 'right' | 'spoilt'): number => heard.reduce((sum, { ours }) => sum + (ours.mended?.[of] ?? 0), 0);
  console.log(`  ours: ${share('doubtful')}, ${share('sure')}`);
  console.log(`  ours: ${mended('words')} words put right by the dictionary, of them ${mended('right')} as said, ${mended('spoilt')} had been right before`);
}

/** Prints a table of all languages and their total, ours and bare; script and case folded in either. */
export function reportAll(all: readonly { readonly language: string; readonly heard: readonly HeardBoth[] }[]): void {
  const total = { language: 'all', heard: all.flatMap(({ heard }) => heard) };
  console.log('');
  console.log(tableRow(['', 'way', 'files', 'minutes', 'words', 'WER', 'CER', 'in silence', 'loops', 'said']));
  for (const { language, heard } of all.length > 1 ? [...all, total] : all) {
    for (const way of ['ours', 'bare'] as const) {
      const one = heard.flatMap((h) => h[way] ?? []);
      if (one.length > 0) console.log(tableRow([language, way, ...cells(one)]));
    }
  }
}

function cells(heard: readonly Heard[]): string[] {
  const sum = (of: (h: Heard) => number): number => heard.reduce((so, h) => so + of(h), 0);
  const errors = sumErrors(heard.map((h) => h.errors));
  return [
    String(heard.length), (sum((h) => h.seconds) / 60).toFixed(1), String(errors.words), rate(errors.wordErrors, errors.words), rate(errors.letterErrors, errors.letters),
    String(sum((h) => h.silentWords)), String(sum((h) => h.loops.written)), String(sum((h) => h.loops.said)),
  ];
}

const tableRow = (of: readonly string[]): string => of.map((cell, i) => (i < 2 ? cell.padEnd(5) : cell.padStart(11))).join('');
const rate = (wrong: number, all: number): string => (all === 0 ? '–' : ((100 * wrong) / all).toFixed(2));

function line(heard: readonly Heard[]): string {
  const errors = sumErrors(heard.map((h) => h.errors));
  const sum = (of: (h: Heard) => number): number => heard.reduce((total, h) => total + of(h), 0);
  return `WER ${rate(errors.wordErrors, errors.words)} (${errors.wordErrors}), CER ${rate(errors.letterErrors, errors.letters)}, words in silence ${sum((h) => h.silentWords)}, loops ${sum((h) => h.loops.written)} (said: ${sum((h) => h.loops.said)}), `
    + `real-time factor ${(sum((h) => h.elapsedMs) / 1000 / sum((h) => h.seconds)).toFixed(3)}, peak memory ${Math.max(...heard.map((h) => h.peakMb)).toFixed(0)} MB`;
}
