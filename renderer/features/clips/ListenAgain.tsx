import { useEffect, useState, type JSX, type ReactNode } from 'react';
import type { ClipListening } from '../../../shared/domain';
import { ask } from '../../api/client';
import { Checks } from '../../ui/Choice';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { useMay } from '../vault/person';

/** Whether a clip will be listened to before it gets its name, and how to say so; `listen` is undefined until the vault has told. */
export function useListening(footageId: string | null): { listening: ClipListening | null; listen: boolean | undefined; /** Somebody could listen and is not to, and nobody has written why. */ needsWhy: boolean; setListen: (on: boolean) => void } {
  const [listening, setListening] = useState<ClipListening | null>(null);
  const [chosen, setChosen] = useState<boolean | null>(null);
  useEffect(() => { void ask('clips.listening', { footageId }).then((answer) => { setListening(answer ?? null); }); }, [footageId]);
  const listen = chosen ?? listening?.on;
  return { listening, listen, needsWhy: listen === false && listening?.by !== null && listening?.explained !== true, setListen: setChosen };
}

/**
 * Offers to listen to the finished clip, and says plainly when nobody does, or when nobody can look for the faces that it covers.
 *
 * @param children what to ask when nobody is to listen and nobody has written why.
 */
export function ListenAgain({ listening, listen, needsWhy, setListen, sound = true, children }: ReturnType<typeof useListening> & { sound?: boolean; children?: ReactNode }): JSX.Element | null {
  const mayLeaveOut = useMay('clips.override');
  if (listening === null) return null;
  const blind = listening.blind && <Notice tone="warn">{t('clips.lookNobody')}</Notice>;
  if (!sound) return blind || null;
  if (listening.by === null) return <div className="stack"><Notice tone="warn">{t('clips.listenNobody')}</Notice>{blind}</div>;
  return (
    <div className="stack">
      <Checks label={t('clips.listen')} values={listen === true ? ['again'] : []} options={[{ value: 'again', label: t('clips.listenAgain'), disabled: listening.on && !mayLeaveOut }]} onChange={(values) => { setListen(values.length > 0); }} />
      {listen === true ? <p className="small muted">{t('clips.listenHint', { model: listening.by })} {listening.on && !mayLeaveOut && t('clips.listenCustodian')}</p> : <><Notice tone="warn">{t('clips.listenOff')}</Notice>{needsWhy && children}</>}
      {blind}
    </div>
  );
}
