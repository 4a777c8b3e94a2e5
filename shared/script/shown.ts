import type { LanguageCode, Script, Segment } from '../domain';
import { alphabetOf } from './letters';
import { toCyrillic } from './toCyrillic';
import { toLatin } from './toLatin';

export interface ShowingOptions {
  readonly script: Script;
  /** Words that stay in Latin when shown in Cyrillic. */
  readonly keep?: readonly string[];
}

/**
 * Words as they are shown in a script: as many as before, in the same order. Decided over the whole row, since a
 * numeral or a unit is known by its neighbours. In languages with one script they stay.
 */
export function shownWords(words: readonly string[], language: LanguageCode, { script, keep = [] }: ShowingOptions): string[] {
  const alphabet = alphabetOf(language);
  if (script === 'asHeard' || alphabet === null) return [...words];
  const text = words.join('\n');
  const shown = (script === 'latin' ? toLatin(text, { alphabet }) : toCyrillic(text, { alphabet, keep })).split('\n');
  // A word can hold no line break; should one ever, its own conversion is still right.
  return shown.length === words.length ? shown : words.map((word) => (script === 'latin' ? toLatin(word, { alphabet }) : toCyrillic(word, { alphabet, keep })));
}

/** A marker that Zapis itself put in the place of words. */
const OWN = /^\[.*\]$/u;

/**
 * A segment as it is shown, in subtitles, documents and on the screen alike. The stored one stays as it was heard or
 * typed, so the script may be changed at any time without loss. Markers such as `[redacted]` stay.
 */
export function shownInScript(segment: Segment, options: ShowingOptions): Segment {
  if (options.script === 'asHeard' || alphabetOf(segment.language) === null) return segment;
  const shown = shownWords(segment.words.map((word) => word.text), segment.language, options);
  const words = segment.words.map((word, index) => (OWN.test(word.text) ? word : { ...word, text: shown[index] ?? word.text, ...(word.heard === undefined ? {} : { heard: shownWords([word.heard], segment.language, options).join('') }) }));
  const inWords = segment.words.map((word) => word.text).join(' ') === segment.text;
  return { ...segment, words, text: (inWords ? words.map((word) => word.text) : shownWords(segment.text.split(' '), segment.language, options)).join(' ') };
}
