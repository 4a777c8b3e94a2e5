import { useState, type JSX, type KeyboardEvent } from 'react';
import { isBroughtAlong, reasonLike, type ReasonView } from '../../../shared/domain';
import { Button, IconButton } from '../../ui/Button';
import { codeText, t, tn } from '../../ui/messages';
import { reasonText, removeReason, retireReason, saveReason } from './store';

interface ReasonRowProps {
  reason: ReasonView;
  /** Whether this person may change it. */
  may: boolean;
  onMove: (by: number) => void;
}

/** One reason. Enter saves its name and goes on; Escape, and an empty field, bring back the one it had. */
export function ReasonRow({ reason, may, onMove }: ReasonRowProps): JSX.Element {
  const { code, label, retired, uses } = reason;
  const own = !isBroughtAlong(code);
  const [text, setText] = useState(label ?? '');
  const name = reasonText(code, [reason]);

  async function save(): Promise<boolean> {
    const wanted = text.trim();
    if (wanted === (label ?? '')) return true;
    // A reason of the vault's own has no other name to go back to.
    if (own && wanted === '') {
      setText(label ?? '');
      return true;
    }
    const saved = await saveReason({ code, label: wanted, about: reason.about });
    if (!saved) setText(label ?? '');
    return saved !== undefined;
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      // The dialog around is a form, which Enter would send off.
      event.preventDefault();
      void save().then((saved) => { if (saved) onMove(1); });
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      onMove(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape' && text !== (label ?? '')) {
      event.preventDefault();
      event.stopPropagation();
      setText(label ?? '');
    }
  }

  return (
    <>
      <span className="reason-mark" />
      <input
        className="input" value={text} maxLength={80} spellCheck={false} disabled={!may} aria-label={t('reasonList.nameOf', { name })} placeholder={own ? '' : codeText('reasons.', code)}
        onChange={(event) => { setText(event.target.value); }} onKeyDown={onKeyDown} onBlur={() => void save()}
      />
      <span className="small muted truncate">{own ? t('reasonList.countsAs', { like: reasonText(reasonLike(code)) }) : codeText('reasonHints.', code)}</span>
      <span className="small muted reason-uses">{uses > 0 && tn('reasonList.uses', uses)}{retired && ` ${t('reasonList.retired')}`}</span>
      <span className="reason-actions">
        {own && may && <Button size="small" aria-label={t(retired ? 'reasonList.offerNamed' : 'reasonList.retireNamed', { name })} onClick={() => void retireReason(code, !retired)}>{t(retired ? 'reasonList.offer' : 'reasonList.retire')}</Button>}
        {own && may && uses === 0 && <IconButton size="small" icon="close" label={t('reasonList.removeNamed', { name })} onClick={() => void removeReason(code).then((removed) => { if (removed) onMove(0); })} />}
      </span>
    </>
  );
}
