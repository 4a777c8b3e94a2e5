import { useState, type JSX, type KeyboardEvent } from 'react';
import { REASONS, type Reason } from '../../../shared/domain';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { reasonText, saveReason } from './store';

/** The row for a reason of the vault's own. Enter adds it, and the row waits for the next. */
export function NewReason({ onMove }: { onMove: (by: number) => void }): JSX.Element {
  const [text, setText] = useState('');
  const [like, setLike] = useState<Reason>('other');

  async function add(): Promise<void> {
    if (text.trim() !== '' && (await saveReason({ code: null, like, label: text }))) setText('');
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      void add();
    } else if (event.key === 'ArrowUp' && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      onMove(-1);
    }
  }
  return (
    <>
      <span className="reason-mark" />
      <input className="input" value={text} maxLength={80} spellCheck={false} aria-label={t('reasonList.new')} placeholder={t('reasonList.newHint')} onChange={(event) => { setText(event.target.value); }} onKeyDown={onKeyDown} />
      <select className="input" value={like} aria-label={t('reasonList.like')} onChange={(event) => { setLike(REASONS.find((one) => one === event.target.value) ?? 'other'); }}>
        {REASONS.map((one) => <option key={one} value={one}>{t('reasonList.countsAs', { like: reasonText(one) })}</option>)}
      </select>
      <span />
      <span className="reason-actions"><Button size="small" icon="plus" onClick={() => void add()}>{t('reasonList.add')}</Button></span>
    </>
  );
}
