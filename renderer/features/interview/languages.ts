import type { LanguageCode } from '../../../shared/domain';
import { t } from '../../ui/messages';

/** A language's name in the catalogue's tongue. */
export function languageName(code: LanguageCode): string {
  return t(`languages.${code}`);
}
