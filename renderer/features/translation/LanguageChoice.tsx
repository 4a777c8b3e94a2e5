import { useEffect, useState, type JSX } from 'react';
import { textLanguage, type TextLanguage } from '../../../shared/domain';
import { ask } from '../../api/client';
import { Choice } from '../../ui/Choice';
import { t } from '../../ui/messages';
import { TARGET } from './store';

interface LanguageChoiceProps {
  footageId: string | null;
  label: string;
  value: TextLanguage;
  onPick(value: TextLanguage): void;
}

/** In which language a text leaves; nothing to choose while nothing is translated. */
export function LanguageChoice({ footageId, label, value, onPick }: LanguageChoiceProps): JSX.Element | null {
  const [translated, setTranslated] = useState(false);
  useEffect(() => {
    if (footageId !== null) void ask('translation.get', { footageId, language: TARGET }).then((rows) => { setTranslated((rows ?? []).length > 0); });
  }, [footageId]);
  return translated ? <Choice label={label} value={value} onPick={onPick} options={textLanguage.options.map((one) => ({ value: one, label: t(`translation.lang-${one}`) }))} /> : null;
}
