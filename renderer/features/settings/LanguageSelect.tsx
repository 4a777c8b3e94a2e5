import type { JSX } from 'react';
import { INTERFACE_LANGUAGES, LANGUAGE_FACTS } from '../../../shared/messages';
import { Select } from '../../ui/Field';
import { useLanguage } from '../../ui/language';
import { t } from '../../ui/messages';
import { chooseLanguage } from './language';

/** The language of the interface; each stands in the list under its own name, for whoever reads no other. */
export function LanguageSelect(): JSX.Element {
  const language = useLanguage();
  return (
    <Select
      label={t('settings.interfaceLanguage')} value={language} options={INTERFACE_LANGUAGES.map((value) => ({ value, label: LANGUAGE_FACTS[value].name }))}
      onPick={(value) => { const picked = INTERFACE_LANGUAGES.find((one) => one === value); if (picked) void chooseLanguage(picked); }}
    />
  );
}
