import { useEffect, useRef, useState, type JSX } from 'react';
import type { TranslationAlternative, TranslationEngine } from '../../../shared/domain';
import { ask } from '../../api/client';
import { closeDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { t } from '../../ui/messages';
import { toast } from '../../ui/notices';
import { useTranscript } from '../transcript/store';
import { Difference } from './Difference';
import { saveTranslation, TARGET, useTranslation } from './store';
import { stepByArrows } from './stepByArrows';

/** What became of asking an engine; `asked` is null until it is. */
type Answer = { readonly state: 'resting' | 'asking' | 'none' } | { readonly state: 'given'; readonly given: TranslationAlternative };

/** What the engines of this computer make of one segment, beside what stands: any of it can be taken, and taken back. */
export function AlternativesDialog({ segmentId }: { segmentId: string }): JSX.Element {
  const [answers, setAnswers] = useState<ReadonlyMap<TranslationEngine, Answer> | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const now = useTranslation((state) => state.rows.get(segmentId)?.text ?? '');
  const original = useTranscript((state) => state.segments[state.order.get(segmentId) ?? -1]);
  const language = original?.language ?? 'und';

  async function askFor(engine: TranslationEngine): Promise<void> {
    const put = (answer: Answer): void => { setAnswers((known) => new Map([...(known ?? []), [engine, answer]])); };
    put({ state: 'asking' });
    const given = await ask('translation.alternative', { segmentId, language: TARGET, engine });
    put(given ? { state: 'given', given } : { state: 'none' });
  }
  useEffect(() => {
    void ask('translation.engines', {}).then((found) => {
      const able = (found ?? []).filter(({ from, to }) => to.includes(TARGET) && from.includes(language)).map(({ id }) => id);
      setAnswers(new Map(able.map((id) => [id, { state: 'resting' }])));
      // Listening takes half a minute; whoever wants it asks for it.
      for (const id of able) if (id !== 'speech') void askFor(id);
    });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each segment
  }, [segmentId]);
  const first = [...(answers?.values() ?? [])].some(({ state }) => state === 'given');
  useEffect(() => { if (first && !list.current?.contains(document.activeElement)) list.current?.querySelector('button')?.focus(); }, [first]);

  async function take(text: string): Promise<void> {
    await saveTranslation(segmentId, text);
    closeDialog();
    toast(t('translation.alternativeTaken'));
  }

  return (
    <Dialog title={t('translation.alternatives')} onClose={closeDialog} wide foot={<Button onClick={closeDialog}>{t('common.close')}</Button>}>
      {original && <p lang={language === 'und' ? undefined : language} className="versions-original">{original.text}</p>}
      {answers?.size === 0 && <p className="muted">{t('translation.noEngine')}</p>}
      <ol ref={list} className="versions" aria-live="polite" onKeyDown={stepByArrows}>
        {[...(answers ?? [])].map(([engine, answer]) => (
          <li key={engine}>
            <div className="versions-head small muted">
              <span className="desk-state">{t(`translation.engine-${engine}`)}</span>
              {answer.state === 'given' && <span>{answer.given.model}</span>}
              <span className="spacer" />
              {answer.state === 'resting' && <Button size="small" onClick={() => void askFor(engine)}>{t('translation.alternativeAsk')}</Button>}
              {answer.state === 'given' && (answer.given.text === now ? <span>{t('translation.versionNow')}</span> : <Button size="small" icon="check" onClick={() => void take(answer.given.text)}>{t('translation.alternativeTake')}</Button>)}
            </div>
            <p className="versions-text" lang={answer.state === 'given' ? TARGET : undefined}>
              {answer.state === 'given' ? (answer.given.text === now || now === '' ? answer.given.text : <Difference from={now} to={answer.given.text} />)
                : <span className="muted">{t(`translation.alternative-${answer.state}`)}</span>}
            </p>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
