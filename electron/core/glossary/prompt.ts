import type { GlossaryTerm } from '../../../shared/domain';
import { toCyrillic } from '../../../shared/script';

/** Names first: common words the recogniser knows by itself. */
const ORDER: readonly GlossaryTerm['kind'][] = ['person', 'place', 'unit', 'word'];

/**
 * The terms as text for the recogniser to have "heard before": it then writes them so, and in this script.
 * Whole terms only, as many as fit.
 *
 * @param limitChars Whisper takes 224 tokens of what went before, and a Balkan name costs a token for two letters or so.
 * @param cyrillic where the text so far is in Cyrillic, or the prompt would turn it into Latin.
 * @returns empty without terms.
 */
export function glossaryPrompt(terms: readonly GlossaryTerm[], limitChars: number, cyrillic = false): string {
  const written = [...new Set([...terms].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)).map(({ term }) => (cyrillic ? toCyrillic(term) : term)))];
  let prompt = '';
  for (const term of written) {
    const longer = prompt === '' ? term : `${prompt}, ${term}`;
    if (longer.length + 1 > limitChars) continue;
    prompt = longer;
  }
  return prompt === '' ? '' : `${prompt}.`;
}
