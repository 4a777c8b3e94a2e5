import { useState, type JSX } from 'react';
import type { PassageView } from '../../../shared/domain';
import { Button } from '../../ui/Button';
import { TextArea } from '../../ui/Field';
import { formatMoment } from '../../ui/format';
import { t } from '../../ui/messages';
import { commentPassage } from './store';

/** What colleagues say about a passage, and a place to say something. */
export function Comments({ passage, mayComment }: { passage: PassageView; mayComment: boolean }): JSX.Element {
  const [text, setText] = useState('');
  async function say(): Promise<void> {
    if (text.trim() !== '' && (await commentPassage(passage, text))) setText('');
  }
  return (
    <section className="comments" aria-label={t('passages.comments')}>
      {passage.comments.length > 0 && (
        <ol>
          {passage.comments.map(({ id, by, at, text: said }) => (
            <li key={id}><span className="small muted">{by} · <time dateTime={at}>{formatMoment(at)}</time></span><p>{said}</p></li>
          ))}
        </ol>
      )}
      {mayComment && <TextArea label={t('passages.newComment')} rows={2} maxLength={5000} value={text} onChange={(event) => { setText(event.target.value); }} />}
      {mayComment && <Button size="small" disabled={text.trim() === ''} onClick={() => void say()}>{t('passages.say')}</Button>}
    </section>
  );
}
