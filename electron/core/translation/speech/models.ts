import { totalmem } from 'node:os';
import type { LanguageCode } from '../../../../shared/domain';
import { ZapisError } from '../../../../shared/errors';
import { presenceOf } from '../../models/cache';
import { defaultModelId } from '../../models/catalogue';
import { catalogue, modelEntry, type ModelEntry } from '../../models/entries';
import { fitsMemory } from '../../models/fit';
import { engineLanguage } from '../../transcription/language';

const isThere = (model: ModelEntry): boolean => ['good', 'unchecked'].includes(presenceOf(model).state);
const able = (model: ModelEntry): boolean => model.kind === 'recogniser' && model.canTranslate && isThere(model) && fitsMemory(model, totalmem());

/** Languages that the recognisers of this computer can hear and say in English. */
export function speechLanguages(): LanguageCode[] {
  const models = catalogue.models.filter(able);
  return (['bs', 'hr', 'sr', 'cnr', 'sq', 'mk', 'bg', 'sl', 'ro', 'el', 'tr', 'de', 'ar', 'ru'] as const).filter((language) => models.some((model) => engineLanguage(language, catalogue.languageSets[model.languages] ?? []) !== null));
}

/**
 * The recogniser that translates: the one that is wanted, or the default, or the best of those that are installed and can.
 *
 * @throws ZapisError `model-unknown`, `model-missing`; `speech-cannot-translate` for a model that was not made for it: it
 *   would write the language that it hears; `speech-no-model` where none is installed that can.
 */
export function speechModel(wanted: string | null): string {
  if (wanted !== null) {
    const model = modelEntry(wanted);
    if (model.kind !== 'recogniser' || !model.canTranslate) throw new ZapisError('speech-cannot-translate', { title: model.title });
    if (!isThere(model)) throw new ZapisError('model-missing', { id: wanted });
    return wanted;
  }
  const models = catalogue.models.filter(able);
  const found = models.find(({ id }) => id === defaultModelId()) ?? models.at(-1);
  if (!found) throw new ZapisError('speech-no-model');
  return found.id;
}
