import type { LanguageCode } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { engineLanguage, planLanguages } from '../transcription/language';
import { catalogue, modelEntry, type ModelEntry } from './entries';

/** Only Whisper says which language it heard; the others take whatever they hear for what they were told, or for English. */
export function needsLanguage(model: ModelEntry): boolean {
  return model.kind === 'recogniser' && model.family !== 'whisper';
}

/**
 * Refuses to let a model guess that cannot: Canary takes speech in an unnamed language for English and writes English
 * words that nobody said.
 *
 * @param candidates the languages to be expected where `language` is `auto`; empty when nobody has said.
 * @throws ZapisError `model-unknown`, `model-no-recogniser`, `model-needs-language`, `language-unknown-to-model`.
 */
export function assertToldLanguage(id: string, language: LanguageCode | 'auto', candidates: readonly LanguageCode[]): void {
  const model = modelEntry(id);
  if (model.kind !== 'recogniser') throw new ZapisError('model-no-recogniser', { title: model.title });
  if (!needsLanguage(model)) return;
  const known = catalogue.languageSets[model.languages] ?? [];
  const expected = language === 'auto' || language === 'und' ? candidates.filter((code) => code !== 'und') : [language];
  const strange = expected.find((code) => engineLanguage(code, known) === null);
  if (strange !== undefined) throw new ZapisError('language-unknown-to-model', { language: strange });
  const plan = planLanguages(expected, known);
  if (!plan.named || plan.candidates.length !== 1) throw new ZapisError('model-needs-language', { title: model.title });
}
