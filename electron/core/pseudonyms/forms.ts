import type { LanguageCode, NameKind } from '../../../shared/domain';
import { bareWord, formsOf } from '../../../shared/inflection';
import { foldWord, searchWords, splitWords } from '../../../shared/text';
import { isCommon } from '../glossary/compiled';
import { soundOf } from '../glossary/sound';

/** Who or what a name names, with all the names it goes by. */
export interface Named {
  readonly names: readonly string[];
  readonly kind: NameKind;
}

/** Words in a row, each with all the forms that it may have, folded, and how those sound. */
export interface NamePattern {
  readonly words: readonly WordForms[];
  /** One word of a person's name of several. */
  readonly part: boolean;
}
export interface WordForms {
  readonly keys: ReadonlySet<string>;
  readonly sounds: ReadonlySet<string>;
}

/** One of each way to inflect. */
const LANGUAGES: readonly LanguageCode[] = ['sr', 'sl', 'mk', 'bg', 'sq', 'en'];
/** Below this, in letters of its sound, too much sounds alike. */
const SHORTEST_SOUND = 4;
/** One letter is an initial, not a name. */
const SHORTEST_PART = 3;
/** Names are said without these, and these without names. */
const PARTICLES = new Set(['el', 'al', 'es', 'abu', 'ebu', 'umm', 'ibn', 'bin', 'ben', 'von', 'van', 'de', 'di', 'del', 'la', 'le', 'san']);

/** A word as names are compared: folded, `đ` in one spelling, without what is not a letter or a digit. */
export function keyOf(word: string): string {
  return searchWords(word.replace(/[^\p{L}\p{N}\p{M}]+/gu, '')).join('');
}

/** What of a word counts as a word of its own: `OVK-a`, `rekao,Nikola`, `Hodžić's` fall apart. */
export function piecesOf(word: string): string[] {
  return word.split(/[^\p{L}\p{N}\p{M}]+/u).filter((piece) => piece !== '');
}

/**
 * Everything that stands for a name in a text. Of a person of several names each alone counts too, and
 * the order does not (`Hodžić Nikola`); a place or an organisation counts only whole: half of `Novi Travnik` is another town.
 */
export function patternsOf({ names, kind }: Named): NamePattern[] {
  const patterns: NamePattern[] = [];
  for (const name of names) {
    const words = splitWords(name).flatMap(piecesOf);
    const [first, ...others] = words.map(formsIn);
    if (!first) continue;
    const forms = [first, ...others];
    patterns.push({ words: forms, part: false });
    if (forms.length === 1) continue;
    const last = forms.at(-1) ?? first;
    const start = words.slice(0, -1).map(keyOf).join('');
    // `nikolahodzic`, as in user names, and where a hyphen or an apostrophe was left out.
    patterns.push({ words: [{ keys: new Set([...last.keys].map((key) => start + key)), sounds: new Set() }], part: false });
    if (kind !== 'person') continue;
    patterns.push({ words: [last, ...forms.slice(0, -1)], part: false });
    for (const [index, one] of forms.entries()) {
      const key = keyOf(words[index] ?? '');
      if (key.length >= SHORTEST_PART && !PARTICLES.has(key)) patterns.push({ words: [one], part: true });
    }
  }
  return patterns;
}

/** The words of names that must not stand in what leaves, folded as the check folds; `đ` in both of its spellings. */
export function secretForms({ names, kind }: Named): string[] {
  return names.flatMap((name) => {
    const words = splitWords(name).flatMap(piecesOf);
    // Of a place of several words each is a word for itself; the common ones among them betray nothing.
    const telling = words.filter((word) => words.length === 1 || (kind === 'person' ? !PARTICLES.has(keyOf(word)) : !isCommon(bareWord(word, 'und'))));
    return telling.flatMap((word) => [...rawForms(word)].flatMap((form) => [foldWord(form), keyOf(form)])).filter((form) => form.length >= SHORTEST_PART);
  });
}

function formsIn(word: string): WordForms {
  const raw = [...rawForms(word)];
  const sounds = raw.map(soundOf).filter((sound) => sound.length >= SHORTEST_SOUND);
  return { keys: new Set(raw.map(keyOf)), sounds: new Set(sounds) };
}

/**
 * Lower-case forms by the rules of every language of the region, whatever the transcript says of its own: a form too many
 * is looked at, one too few leaks. And nobody's change of a setting may uncover a name.
 */
function rawForms(word: string): Set<string> {
  const forms = new Set<string>([word.toLowerCase()]);
  for (const language of LANGUAGES) {
    const bare = bareWord(word, language);
    // Men's names in -o go both ways: `Marko`, `Marka`; `Ivo`, `Ive`.
    const bases = bare.length > 2 && bare.endsWith('o') ? [bare, `${bare.slice(0, -1)}a`] : [bare];
    for (const base of bases) for (const adjective of [false, true]) for (const form of formsOf(base, language, adjective).cases.keys()) forms.add(form);
    if (language === 'en') forms.add(`${bare}s`);
  }
  return forms;
}
