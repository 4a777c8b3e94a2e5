import { useEffect, useState, type JSX, type ReactNode } from 'react';
import type { ClipListening } from '../../../shared/domain';
import { ask } from '../../api/client';
import { Checks } from '../../ui/Choice';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';

/** Whether a clip will be listened to before it gets its name, and how to say so; `listen` is undefined until the vault has told. */
export function useListening(footageId: string | null): { listening: ClipListening | null; listen: boolean | undefined; setListen: (on: boolean) => void } {
  const [listening, setListening] = useState<ClipListening | null>(null);
  const [chosen, setChosen] = useState<boolean | null>(null);
  useEffect(() => { void ask('clips.listening', { footageId }).then((answer) => { setListening(answer ?? null); }); }, [footageId]);
  return { listening, listen: chosen ?? listening?.on, setListen: setChosen };
}

/**
 * Offers to listen to the finished clip, and says plainly when nobody does, or when nobody can look for the faces that it covers.
 *
 * @param children what to ask when somebody wants nobody to listen.
 */
export function ListenAgain({ listening, listen, setListen, sound = true, children }: ReturnType<typeof useListening> & { sound?: boolean; children?: ReactNode }): JSX.Element | null {
  if (listening === null) return null;
  const blind = listening.blind && <Notice tone="warn">{t('clips.lookNobody')}</Notice>;
  if (!sound) return blind || null;
  if (listening.by === null) return <div className="stack"><Notice tone="warn">{t('clips.listenNobody')}</Notice>{blind}</div>;
  return (
    <div className="stack">
      <Checks label={t('clips.listen')} values={listen === true ? ['again'] : []} options={[{ value: 'again', label: t('clips.listenAgain') }]} onChange={(values) => { setListen(values.length > 0); }} />
      {listen === true ? <p className="small muted">{t('clips.listenHint', { model: listening.by })}</p> : <><Notice tone="warn">{t('clips.listenOff')}</Notice>{children}</>}
      {blind}
    </div>
  );
}
