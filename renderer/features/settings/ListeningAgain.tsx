import { useEffect, useState, type JSX } from 'react';
import { ask } from '../../api/client';
import { Button } from '../../ui/Button';
import { Select, TextArea } from '../../ui/Field';
import { t } from '../../ui/messages';
import { useMay } from '../vault/person';

/** Characters. */
const SHORTEST_REASON = 10;

/** Whether finished clips are listened to unless an export says otherwise. They are not only with a written reason. */
export function ListeningAgain(): JSX.Element | null {
  const may = useMay('clips.listening');
  const [on, setOn] = useState<boolean | null>(null);
  const [why, setWhy] = useState<string | null>(null);
  useEffect(() => { void ask('clips.listening', { footageId: null }).then((answer) => { setOn(answer?.on ?? null); }); }, []);
  if (on === null) return null;

  async function change(wanted: { on: boolean; why?: string }): Promise<void> {
    const answer = await ask('clips.setListening', wanted);
    if (!answer) return;
    setOn(answer.on);
    setWhy(null);
  }
  const pick = (value: string): void => {
    if (value === 'on' && !on) void change({ on: true });
    else setWhy(value === 'off' && on ? '' : null);
  };
  return (
    <div className="stack">
      <Select label={t('settings.listenAgain')} hint={may ? t('settings.listenAgainHint') : t('role.custodianOnly')} disabled={!may} value={on && why === null ? 'on' : 'off'} options={(['on', 'off'] as const).map((value) => ({ value, label: t(`settings.listenAgain-${value}`) }))} onPick={pick} />
      {why !== null && (
        <>
          <TextArea label={t('settings.unheardWhy')} hint={t('settings.unheardHint')} rows={2} maxLength={500} value={why} onChange={(event) => { setWhy(event.target.value); }} />
          <div className="row">
            <Button onClick={() => { setWhy(null); }}>{t('common.cancel')}</Button>
            <Button disabled={why.trim().length < SHORTEST_REASON} onClick={() => void change({ on: false, why })}>{t('settings.unheardSave')}</Button>
          </div>
        </>
      )}
    </div>
  );
}
