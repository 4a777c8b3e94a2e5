import { useEffect, useState, type JSX } from 'react';
import { SEVERITIES, type Severity } from '../../../shared/domain';
import { ask } from '../../api/client';
import { Select } from '../../ui/Field';
import { t } from '../../ui/messages';
import { useMay } from '../vault/person';

/** From which severity on an undecided suggestion holds up exports and releases. */
export function SuggestionThreshold(): JSX.Element | null {
  const may = useMay('passages.threshold');
  const [threshold, setThreshold] = useState<Severity | null>(null);
  useEffect(() => { void ask('passages.threshold', {}).then((answer) => { setThreshold(answer?.threshold ?? null); }); }, []);
  if (threshold === null) return null;

  async function pick(value: string): Promise<void> {
    const wanted = SEVERITIES.find((one) => String(one) === value);
    const answer = wanted && (await ask('passages.setThreshold', { threshold: wanted }));
    if (answer) setThreshold(answer.threshold);
  }
  return <Select label={t('settings.suggestionThreshold')} hint={may ? t('settings.suggestionThresholdHint') : t('role.custodianOnly')} disabled={!may} value={String(threshold)} options={SEVERITIES.map((value) => ({ value: String(value), label: t(`settings.threshold-${value}`) }))} onPick={(value) => void pick(value)} />;
}
