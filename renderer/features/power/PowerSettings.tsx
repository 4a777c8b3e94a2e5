import type { JSX } from 'react';
import { onBattery } from '../../../shared/domain';
import { Select } from '../../ui/Field';
import { t, tn } from '../../ui/messages';
import { configurePower, usePower } from './store';

/** What heavy work may take of battery and processor. */
export function PowerSettings(): JSX.Element | null {
  const status = usePower((state) => state.status);
  if (status === null) return null;
  const { settings, cores, autoThreads } = status;
  const threads = Array.from({ length: cores }, (_, i) => ({ value: String(i + 1), label: tn('settings.threadCount', i + 1) }));
  return (
    <>
      <Select label={t('settings.onBattery')} hint={t('settings.onBatteryHint')} value={settings.onBattery} options={onBattery.options.map((value) => ({ value, label: t(`settings.onBattery-${value}`) }))}
        onPick={(value) => void configurePower({ ...settings, onBattery: onBattery.parse(value) })} />
      <Select label={t('settings.threads')} hint={t('settings.threadsHint')} value={settings.threads === null ? 'auto' : String(Math.min(settings.threads, cores))}
        options={[{ value: 'auto', label: t('settings.threadsAuto', { count: autoThreads }) }, ...threads]}
        onPick={(value) => void configurePower({ ...settings, threads: value === 'auto' ? null : Number(value) })} />
    </>
  );
}
