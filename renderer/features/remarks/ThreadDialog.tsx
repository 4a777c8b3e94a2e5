import { useState, type JSX } from 'react';
import { isAnnotation, type RemarkView } from '../../../shared/domain';
import { closeDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { TextArea } from '../../ui/Field';
import { t } from '../../ui/messages';
import { useMay } from '../vault/person';
import { answerRemark, goToRemark, removeRemark, setRemarkState } from './store';
import './remarks.css';

/** One remark with its answers, and a place to answer. */
export function ThreadDialog({ remark }: { remark: RemarkView }): JSX.Element {
  const [text, setText] = useState('');
  const mayWrite = useMay('remarks.write');
  const asks = !isAnnotation(remark.kind);

  async function answer(): Promise<void> {
    if (text.trim() !== '' && (await answerRemark(remark, text))) closeDialog();
  }
  async function leave(work: Promise<boolean>): Promise<void> {
    if (await work) closeDialog();
  }

  return (
    <Dialog
      title={t(`remarks.kind-${remark.kind}`)} onClose={closeDialog} onSubmit={() => void answer()}
      foot={<>
        {mayWrite && <Button kind="quiet" icon="bin" onClick={() => void leave(removeRemark(remark))}>{t('remarks.remove')}</Button>}
        <span className="spacer" />
        <Button onClick={() => { closeDialog(); requestAnimationFrame(() => { goToRemark(remark); }); }}>{t('remarks.goTo')}</Button>
        {mayWrite && asks && <Button onClick={() => void leave(setRemarkState(remark, remark.state === 'closed' ? 'open' : 'closed'))}>{t(remark.state === 'closed' ? 'remarks.reopen' : 'remarks.close')}</Button>}
        {mayWrite && <Button type="submit" kind="primary" disabled={text.trim() === ''}>{t('remarks.answer')}</Button>}
      </>}
    >
      {remark.now !== '' && <blockquote className="remark-quote">{remark.now}</blockquote>}
      {remark.words !== '' && remark.words !== remark.now && <p className="small muted">{t('remarks.stood', { words: remark.words })}</p>}
      <ol className="remark-thread">
        {remark.by !== '' && <Said by={remark.by} at={remark.createdAt} text={remark.text} />}
        {remark.answers.map((one) => <Said key={one.id} by={one.by} at={one.at} text={one.text} />)}
      </ol>
      {asks && <p className="small muted">{t(`remarks.is-${remark.state}`, { name: remark.changedBy })}</p>}
      {mayWrite && <TextArea
        data-first label={t('remarks.yourAnswer')} rows={3} maxLength={5000} value={text} onChange={(event) => { setText(event.target.value); }}
        onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); void answer(); } }}
      />}
    </Dialog>
  );
}

function Said({ by, at, text }: { by: string; at: string; text: string }): JSX.Element {
  return (
    <li>
      <span className="small muted">{by} · <time dateTime={at}>{new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}</time></span>
      {text !== '' && <p>{text}</p>}
    </li>
  );
}
