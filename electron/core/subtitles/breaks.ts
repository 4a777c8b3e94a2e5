import type { LanguageCode } from '../../../shared/domain';
import { foldWord } from '../../../shared/text';
import { isSentenceEnd } from '../translation/sentences';
import { functionWords } from './functionWords';

/** A break that tears a name or a number: taken only where a line could not be written otherwise. */
export const NEVER = 1_000_000;
const CLAUSE = 2;
const BEFORE_CONJUNCTION = 4;
const ANYWHERE = 12;
/** An article or a preposition at a line's end, away from its word. */
const CLINGING = 40;

/** Before a name, with a full stop that ends nothing. */
const TITLE = /^(?:dr|mr|mrs|ms|prof|ing|sv|st|gosp|gđa|gđica|др|мр|проф|инж|св|госп|гђа|гђица)\.$/iu;
/** Parts of names that are written small. */
const PARTICLES = new Set(['von', 'van', 'de', 'di', 'del', 'el', 'al', 'bin', 'ibn', 'abu', 'ben']);
const NUMBER_WORD = /^(?:dv(?:a|ije|oje)|tri|troje|cetiri|pet|sest|sedam|osam|devet|deset|\p{L}+naest|\p{L}+deset|sto|stotin\p{L}*|dv(?:je|e)sta|trista|\p{L}+sto|hiljad\p{L}*|tisuc\p{L}*|mili(?:on|jun)\p{L}*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}+teen|\p{L}+ty(?:-\p{L}+)?|hundreds?|thousands?|millions?)$/u;
const AND = new Set(['i', 'and', 'in', 'dhe', 'e']);
const BEFORE_NUMBER = new Set(['broj', 'br', 'no', 'nr', 'str', 'strana', 'page', 'clan', 'article', 'godine', 'godina', 'year']);

/**
 * What it costs to break a text between each word and the next: nothing where a sentence ends, little where a clause
 * does or a conjunction begins one, {@link NEVER} within a name or a number.
 *
 * @returns one figure for each pair of neighbours, so one fewer than words.
 */
export function breakCosts(words: readonly string[], language: LanguageCode): number[] {
  const folded = words.map(foldWord);
  const { conjunctions, clinging } = functionWords(language);
  return words.slice(0, -1).map((word, i) => {
    const next = words[i + 1] ?? '';
    if (isGlued(words, folded, i, clinging)) return NEVER;
    if (isSentenceEnd(word, next)) return 0;
    if (/[,;:–—)!?…]["”»’]*$/u.test(word) || /^[–—(]/u.test(next)) return CLAUSE;
    if (clinging.has(folded[i] ?? '') || conjunctions.has(folded[i] ?? '')) return CLINGING;
    return conjunctions.has(folded[i + 1] ?? '') ? BEFORE_CONJUNCTION : ANYWHERE;
  });
}

/** Whether a word and the next are parts of one name or one number. */
function isGlued(words: readonly string[], folded: readonly string[], i: number, small: ReadonlySet<string>): boolean {
  const [word = '', next = '', after = ''] = words.slice(i, i + 3);
  const [a = '', b = '', c = ''] = folded.slice(i, i + 3);
  if (isSentenceEnd(word, next) || /[,;:–—!?…]["”»’)]*$/u.test(word)) return false;
  // "On July": a capital that only begins a sentence.
  const [name, nextName] = [isCapital(word) && !small.has(a), isCapital(next)];
  if (TITLE.test(word) && nextName) return true;
  if (name && nextName) return true;
  if ((name && PARTICLES.has(b) && isCapital(after)) || (PARTICLES.has(a) && nextName)) return true;
  // Of the two parts of its name the country is known by the second.
  if ((AND.has(b) && /^her[cz]egov/u.test(c)) || (AND.has(a) && /^her[cz]egov/u.test(b))) return true;
  if (isNumber(word)) return next !== '';
  if (isNumber(next)) return name || BEFORE_NUMBER.has(a) || isNumber(words[i - 1] ?? '') || /^[€$£#§№]$/u.test(word);
  const [spelled, nextSpelled] = [NUMBER_WORD.test(a), NUMBER_WORD.test(b)];
  return (spelled && (nextSpelled || (AND.has(b) && NUMBER_WORD.test(c)))) || (AND.has(a) && nextSpelled && NUMBER_WORD.test(folded[i - 1] ?? ''));
}

function isCapital(word: string): boolean {
  return /^["'„“”«»(]*\p{Lu}/u.test(word) && foldWord(word) !== 'i';
}

function isNumber(word: string): boolean {
  return /^["'„“(+−-]*\d[\d.,:/–-]*[%‰)°.”"']*$/u.test(word);
}
