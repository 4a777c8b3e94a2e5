import type { Segment } from '../../../shared/domain';
import { US_PER_SECOND } from '../../../shared/time';
import { splitWords } from '../../../shared/text';

/** A word of a sentence, by its segment and its place there. */
export interface Spot {
  readonly segment: number;
  readonly word: number;
  readonly text: string;
}

/** A sentence, over as many segments as it takes. */
export interface Sentence {
  readonly language: Segment['language'];
  readonly spots: readonly Spot[];
}

/** Segments that share sentences with each other and with no others: translated together, and stale together. */
export interface Unit {
  readonly segments: readonly Segment[];
  readonly sentences: readonly Sentence[];
}

/** After so long a silence a sentence is over, whatever the punctuation says. */
const PAUSE_US = 2 * US_PER_SECOND;
/** Without punctuation a sentence ends where it is this long: engines lose themselves in longer ones. */
const MOST_WORDS = 60;
const ENDS = /[.!?…。](?:["'”“»)\]]*)$/u;
/** A full stop after these, or after a number or a single letter, ends nothing. */
const ABBREVIATIONS = /^(?:dr|mr|prof|npr|itd|tj|sv|br|ul|god|gđa|gđica|gosp|str|čl|st|др|проф|нпр|итд|тј|бр|ул|год|стр|чл|p|r)\.$/iu;

/** Parts a transcript into units and their sentences. Segments without a word stay outside. */
export function unitsOf(segments: readonly Segment[]): Unit[] {
  const units: Unit[] = [];
  let together: Segment[] = [];
  let words = 0;
  const flush = (): void => {
    if (together.length > 0) units.push({ segments: together, sentences: sentencesOf(together) });
    [together, words] = [[], 0];
  };
  for (const segment of segments) {
    const tokens = splitWords(segment.text);
    if (tokens.length === 0) continue;
    const last = together.at(-1);
    if (last && (endsSentence(last) || words >= MOST_WORDS || segment.language !== last.language || segment.speakerId !== last.speakerId || segment.startUs - last.endUs > PAUSE_US)) flush();
    together.push(segment);
    words = endsSentence(segment) ? 0 : words + tokens.length;
  }
  flush();
  return units;
}

function endsSentence({ text }: Segment): boolean {
  return isSentenceEnd(splitWords(text).at(-1) ?? '');
}

/** Whether a sentence ends with a word, as far as punctuation tells: not at abbreviations, initials and ordinals. */
export function isSentenceEnd(word: string, next = ''): boolean {
  if (!ENDS.test(word)) return false;
  if (!word.endsWith('.')) return true;
  if (ABBREVIATIONS.test(word) || /^\p{L}\.$/u.test(word)) return false;
  // "1992. godine", "5. maja": an ordinal, unless a capital follows.
  return !/^\d+\.$/.test(word) || next === '' || /^["'„“(]*\p{Lu}/u.test(next);
}

/** The sentences of segments that are spoken without a break between them. */
export function sentencesOf(segments: readonly Segment[]): Sentence[] {
  const spots = segments.flatMap(({ text }, segment) => splitWords(text).map((word, i): Spot => ({ segment, word: i, text: word })));
  const sentences: Sentence[] = [];
  let from = 0;
  spots.forEach(({ text }, i) => {
    if (i < spots.length - 1 && !isSentenceEnd(text, spots[i + 1]?.text) && i - from < MOST_WORDS * 2) return;
    sentences.push({ language: segments[0]?.language ?? 'und', spots: spots.slice(from, i + 1) });
    from = i + 1;
  });
  return sentences;
}
