import type { JSX } from 'react';
import { closeDialog } from '../../state/dialogs';
import { t } from '../../ui/messages';
import { showPassage } from '../passages/store';
import { reasonText, type Refusal } from './refusal';

/** Each reason why nothing can be exported, and a way to the first passage that it is about. */
export function RefusalReasons({ refusal, id }: { refusal: Refusal; id?: string }): JSX.Element {
  return (
    <ul className="refusal-reasons small" id={id} aria-label={t('clips.refusedBecause')}>
      {refusal.reasons.map((reason) => (
        <li key={reason.kind}>
          {reasonText(reason)}{' '}
          <button type="button" className="link" onClick={() => { closeDialog(); showPassage(reason.passageId); }}>{t(reason.kind === 'marked' ? 'clips.toMarked' : 'clips.toSuggested')}</button>
        </li>
      ))}
    </ul>
  );
}
