import { useEffect, useRef, useState, type JSX } from 'react';
import type { TranslationVersion } from '../../../shared/domain';
import { ask } from '../../api/client';
import { closeDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { t } from '../../ui/messages';
import { toast } from '../../ui/notices';
import { useTranscript } from '../transcript/store';
import { Difference } from './Difference';
import { stepByArrows } from './stepByArrows';
import { saveTranslation, TARGET, useTranslation } from './store';

/** Every text and state that stood of one translation, the newest first, beside what stands now; any of them can stand again. */
export function VersionsDialog({ segmentId }: { segmentId: string }): JSX.Element {
  const [versions, setVersions] = useState<readonly TranslationVersion[] | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const now = useTranslation((state) => state.rows.get(segmentId)?.text ?? '');
  const original = useTranscript((state) => state.segments[state.order.get(segmentId) ?? -1]);
  useEffect(() => { void ask('translation.versions', { segmentId, language: TARGET }).then((found) => { setVersions(found ?? []); }); }, [segmentId]);

  // They come after the dialog has opened, which gave the focus to its foot.
  useEffect(() => { if (versions !== null) list.current?.querySelector('button')?.focus(); }, [versions]);

  async function takeBack(text: string): Promise<void> {
    await saveTranslation(segmentId, text);
    closeDialog();
    toast(t('translation.tookBack'));
  }

  return (
    <Dialog title={t('translation.versionsTitle')} onClose={closeDialog} wide foot={<Button onClick={closeDialog}>{t('common.close')}</Button>}>
      {original && <p lang={original.language === 'und' ? undefined : original.language} className="versions-original">{original.text}</p>}
      {versions?.length === 0 && <p className="muted">{t('translation.versionsNone')}</p>}
      <ol ref={list} className="versions" onKeyDown={stepByArrows}>
        {versions?.map((version, index) => (
          <li key={index}>
            <div className="versions-head small muted">
              <span className="desk-state">{t(`translation.state-${version.state}`)}</span>
              <span>{whoseOf(version)}</span>
              <time dateTime={version.at}>{new Date(version.at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}</time>
              <span className="spacer" />
              {version.text === now ? <span>{t('translation.versionNow')}</span> : <Button size="small" icon="undo" onClick={() => void takeBack(version.text)}>{t('translation.takeBack')}</Button>}
            </div>
            <p className="versions-text">{version.text === now ? version.text : <Difference from={now} to={version.text} />}</p>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

function whoseOf({ state, engine, updatedBy }: TranslationVersion): string {
  if (state === 'machine') return engine === null ? '' : t('translation.versionEngine', { engine: t(`translation.engine-${engine}`) });
  return updatedBy ?? t('translation.versionMerged');
}
