import type { LanguageCode, Segment } from '../../../../shared/domain';
import type { RedactionPlan } from '../../redaction/plan';
import { recognisedGroups } from '../../transcript/recognised';
import { foldedWords } from '../checkText';
import { grammarWords } from './grammar';

/** Shorter ones are heard everywhere. */
const SHORTEST = 4;

/**
 * What the recogniser wrote where something is hidden that somebody has written anew since, folded: whoever hears the clip once
 * more, with the same recogniser, hears a leaked word so and not as it is written now. As it was heard, in no other form.
 * What it wrote where nothing is hidden it will write there again, and that tells nothing.
 *
 * @param shown what may be read, folded.
 */
export function misheardWords(segments: readonly Segment[], { hidden }: Pick<RedactionPlan, 'hidden'>, shown: ReadonlySet<string>): Set<string> {
  const [secret, open] = [new Set<string>(), new Set<string>(shown)];
  for (const { id, words, language } of segments) {
    const which = hidden.get(id);
    for (const { text, from, to } of recognisedGroups(words)) {
      const isHidden = words.slice(from, to + 1).some((_, i) => which === 'all' || which?.has(from + i) === true);
      for (const word of foldedWords(text)) if (!isHidden) open.add(word);
        else if (tells(word, language)) secret.add(word);
    }
  }
  return new Set([...secret].filter((word) => !open.has(word)));
}

function tells(word: string, language: LanguageCode): boolean {
  return word.length >= SHORTEST && !grammarWords(language).has(word);
}
