import { useEffect, useState, type JSX } from 'react';
import { ask } from '../../api/client';
import { Select } from '../../ui/Field';
import { t } from '../../ui/messages';
import { useMay } from '../vault/person';

/** Whether finished clips are listened to unless an export says otherwise. */
export function ListeningAgain(): JSX.Element | null {
  const may = useMay('clips.listening');
  const [on, setOn] = useState<boolean | null>(null);
  useEffect(() => { void ask('clips.listening', { footageId: null }).then((answer) => { setOn(answer?.on ?? null); }); }, []);
  if (on === null) return null;

  async function pick(value: string): Promise<void> {
    const answer = await ask('clips.setListening', { on: value === 'on' });
    if (answer) setOn(answer.on);
  }
  return <Select label={t('settings.listenAgain')} hint={may ? t('settings.listenAgainHint') : t('role.custodianOnly')} disabled={!may} value={on ? 'on' : 'off'} options={(['on', 'off'] as const).map((value) => ({ value, label: t(`settings.listenAgain-${value}`) }))} onPick={(value) => void pick(value)} />;
}
