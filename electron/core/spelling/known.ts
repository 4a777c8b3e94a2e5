import type { GlossaryTerm, LanguageCode } from '../../../shared/domain';
import { matchForms, termForms } from '../../../shared/inflection';
import { isSpelled } from '../../../shared/spelling';
import type { Spelling } from './client';

/**
 * Those of some words that neither a dictionary nor a glossary knows, in any of a term's forms; null in a language without a dictionary.
 *
 * @throws ZapisError `spelling-failed` when the worker could not tell.
 */
export async function unknownTo(spelling: Pick<Spelling, 'unknown'>, words: readonly string[], language: LanguageCode, terms: readonly GlossaryTerm[]): Promise<string[] | null> {
  if (!isSpelled(language)) return null;
  if (words.length === 0) return [];
  const unknown = await spelling.unknown(words, language);
  if (unknown === null || unknown.length === 0) return unknown;
  const forms = terms.flatMap(({ term }) => termForms(term, language));
  return unknown.filter((word) => !forms.some((form) => matchForms([form], [word], language) !== null));
}
