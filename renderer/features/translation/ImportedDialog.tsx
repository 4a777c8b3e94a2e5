import type { JSX } from 'react';
import type { LaidIn } from '../../../shared/domain';
import { formatTime, msToUs } from '../../../shared/time';
import { ask } from '../../api/client';
import { closeDialog, openDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { t, tn } from '../../ui/messages';
import { seek } from '../player/playback';
import { TARGET, useTranslation } from './store';

/** Asks for a file of another tool, lays its edits on their segments, and says what came of it. */
export async function importTranslation(footageId: string): Promise<void> {
  const result = await ask('translation.import', { footageId, language: TARGET });
  if (result) openDialog({ kind: 'translationImported', result });
}

/** What was laid in, and each segment that was not, with the reason. */
export function ImportedDialog({ result: { laid, same, untranslated, told } }: { result: LaidIn }): JSX.Element {
  const go = (segmentId: string, startMs: number): void => {
    closeDialog();
    seek(msToUs(startMs));
    useTranslation.setState({ open: true, at: segmentId });
  };
  return (
    <Dialog title={t('translation.import')} onClose={closeDialog} onSubmit={closeDialog} foot={<Button type="submit" kind="primary">{t('common.close')}</Button>}>
      <p>{tn('translation.imported', laid)}{(same > 0 || untranslated === 0) && ` ${tn('translation.importedSame', same)}`}{untranslated > 0 && ` ${tn('translation.importedUntranslated', untranslated)}`}</p>
      {told.length > 0 && (
        <section aria-label={tn('translation.importedTold', told.length)} className="stack">
          <h3 className="eyebrow">{tn('translation.importedTold', told.length)}</h3>
          <ul className="told-units scroll">
            {told.map(({ segmentId, startMs, why }, i) => (
              <li key={i}>
                {segmentId === null || startMs === null ? <span className="muted">{t('translation.importedNowhere')}</span> : <button type="button" className="segment-time mono" title={t('transcript.goTo')} onClick={() => { go(segmentId, startMs); }}>{formatTime(msToUs(startMs), true)}</button>}
                <span>{t(`translation.told-${why}`)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  );
}
