import { type JSX } from 'react';
import { isAnnotation, type RemarkView } from '../../../shared/domain';
import { openDialog } from '../../state/dialogs';
import { classes } from '../../ui/classes';
import { t } from '../../ui/messages';
import './remarks.css';

/** What is pinned to the words of a translation: a field has no words of its own that could be underlined. By keyboard the list of questions leads there. */
export function RemarkChips({ remarks }: { remarks: readonly RemarkView[] }): JSX.Element {
  return (
    <>
      {remarks.map((remark) => (
        <button key={remark.id} type="button" tabIndex={-1} className={classes('remark-chip', !isAnnotation(remark.kind) && 'remark-chip-asks')} title={remarkTitle(remark)} onClick={() => { openDialog({ kind: 'thread', remarkId: remark.id }); }}>
          {t(`remarks.kind-${remark.kind}`)}: “{remark.now}”
        </button>
      ))}
    </>
  );
}

/** What a mark says when it is pointed at. */
export function remarkTitle({ kind, text, by }: RemarkView): string {
  return [t(`remarks.kind-${kind}`), text && `“${text}”`, by].filter(Boolean).join(' · ');
}
