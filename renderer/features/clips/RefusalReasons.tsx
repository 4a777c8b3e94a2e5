import type { JSX } from 'react';
import type { OpenReason } from '../../../shared/domain';
import { closeDialog } from '../../state/dialogs';
import { t } from '../../ui/messages';
import { showName } from '../names/store';
import { showPassage } from '../passages/store';
import { briefText, reasonText } from './refusal';

interface RefusalReasonsProps {
  reasons: readonly OpenReason[];
  id?: string;
  /** In one row among the player's controls, which must keep their place. */
  brief?: boolean;
  /** What the list is called to a screen reader, where it is not about an export. */
  label?: string;
}

/** Each reason why nothing can be exported, and a way to the first passage that it is about. */
export function RefusalReasons({ reasons, id, brief = false, label = t('clips.refusedBecause') }: RefusalReasonsProps): JSX.Element {
  const go = ({ kind, passageId }: OpenReason): void => {
    closeDialog();
    if (kind === 'name') showName(passageId);
    else showPassage(passageId);
  };
  return (
    <ul className="refusal-reasons small" id={id} aria-label={label}>
      {reasons.map((reason) => (
        <li key={reason.kind}>
          {brief
            ? <button type="button" className="link" title={reasonText(reason)} onClick={() => { go(reason); }}>{briefText(reason)}</button>
            : <>{reasonText(reason)}{' '}<button type="button" className="link" onClick={() => { go(reason); }}>{t(`clips.to-${reason.kind}`)}</button></>}
        </li>
      ))}
    </ul>
  );
}
