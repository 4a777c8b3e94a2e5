import type { LanguageCode } from '../../../shared/domain';
import { engineLanguage } from '../transcription/language';
import { presenceOf } from './cache';
import { catalogue, modelEntry } from './entries';

/**
 * The recogniser that listens to finished clips: the catalogue's default where it is on this computer, else the one that
 * wrote the transcript, else the fallback. Null where there is none that knows the language; then nobody listens.
 *
 * @param language of the transcript; `und` when nobody has said.
 * @param writtenBy model that wrote the transcript; null when none did.
 */
export function listenerFor(language: LanguageCode, writtenBy: string | null): string | null {
  return [catalogue.default, writtenBy, catalogue.fallback].find((id) => id !== null && canListen(id, language)) ?? null;
}

function canListen(id: string, language: LanguageCode): boolean {
  const model = catalogue.models.some((one) => one.id === id) ? modelEntry(id) : null;
  if (model?.kind !== 'recogniser' || !['good', 'unchecked'].includes(presenceOf(model).state)) return false;
  // The others take whatever they hear for a language that they know.
  return language === 'und' ? model.family === 'whisper' : engineLanguage(language, catalogue.languageSets[model.languages] ?? []) !== null;
}
