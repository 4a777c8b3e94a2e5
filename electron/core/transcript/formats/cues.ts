import type { Segment, Word } from '../../../../shared/domain';
import { splitWords } from '../../../../shared/text';
import { usToMs } from '../../../../shared/time';
import { spreadWords } from '../remapWords';

/** Characters in a line and lines in a subtitle, as the broadcasters' guides (BBC, Netflix) have them. */
const LINE = 42;
const LINES = 2;
/** A subtitle stays no longer than this unless one word does. */
const LONGEST_US = 7_000_000;
/** A sentence that ends after this many characters ends the subtitle. */
const SENTENCE = 24;

/** One subtitle: whole milliseconds, end after start, none overlapping the next. */
export interface Cue {
  readonly startMs: number;
  readonly endMs: number;
  readonly lines: readonly string[];
}

/** Cuts segments into subtitles of at most two lines, each shown while its words are spoken. */
export function toCues(segments: readonly Segment[]): Cue[] {
  const cues: Cue[] = [];
  for (const segment of segments) {
    const groups = fill(subtitleWords(segment));
    groups.forEach((words, index) => {
      const next = groups[index + 1]?.[0];
      const startMs = Math.max(usToMs(index === 0 ? segment.startUs : (words[0]?.startUs ?? segment.startUs)), cues.at(-1)?.endMs ?? 0);
      const endUs = next ? Math.min(next.startUs, (words.at(-1)?.endUs ?? next.startUs) + 500_000) : segment.endUs;
      cues.push({ startMs, endMs: Math.max(startMs + 1, usToMs(endUs)), lines: breakLines(words.map((w) => w.text)) });
    });
  }
  return cues;
}

/** The segment's words; spread anew where their times are missing, since a subtitle must be shown at some time. */
function subtitleWords(segment: Segment): Word[] {
  const tokens = splitWords(segment.text);
  const timed = segment.words.length === tokens.length && segment.words.every((w) => w.trust !== 'untimed');
  if (timed) return segment.words.map((w, i) => ({ ...w, text: tokens[i] ?? w.text }));
  const spread = spreadWords(tokens, segment);
  return spread.every((w) => w.trust !== 'untimed') ? spread : tokens.map((text) => ({ text, startUs: segment.startUs, endUs: segment.endUs, trust: 'estimated' }));
}

function fill(words: readonly Word[]): Word[][] {
  const groups: Word[][] = [];
  let group: Word[] = [];
  for (const word of words) {
    const text = group.map((w) => w.text);
    const first = group[0];
    const full = wrap([...text, word.text], LINE).length > LINES;
    const long = first !== undefined && word.endUs - first.startUs > LONGEST_US;
    const sentence = /[.?!…]["”»’)]*$/u.test(text.at(-1) ?? '') && text.join(' ').length >= SENTENCE;
    if (first && (full || long || sentence)) {
      groups.push(group);
      group = [];
    }
    group.push(word);
  }
  if (group.length > 0) groups.push(group);
  return groups;
}

function wrap(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line !== undefined && length(line) + 1 + length(word) <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Two lines of nearly equal length read faster than a full one and a rest. */
function breakLines(words: readonly string[]): string[] {
  const whole = words.join(' ');
  const needed = wrap(words, LINE).length;
  if (needed === 1) return [whole];
  for (let width = Math.ceil(length(whole) / needed); width < LINE; width++) {
    const lines = wrap(words, width);
    if (lines.length <= needed && lines.every((line) => length(line) <= LINE)) return lines;
  }
  return wrap(words, LINE);
}

function length(text: string): number {
  return [...text].length;
}

/** `hh:mm:ss` and milliseconds with the separator of the format; hours may pass 99. */
export function timestamp(ms: number, separator: ',' | '.'): string {
  const pad = (n: number, digits: number): string => String(n).padStart(digits, '0');
  return `${pad(Math.floor(ms / 3_600_000), 2)}:${pad(Math.floor(ms / 60_000) % 60, 2)}:${pad(Math.floor(ms / 1000) % 60, 2)}${separator}${pad(ms % 1000, 3)}`;
}
