import { useMemo, type JSX } from 'react';
import { Button, IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { t, tn } from '../../ui/messages';
import { similarWords } from '../spelling/atCursor';
import { useTranscript } from '../transcript/store';
import { doubtfulPlaces, placeAt } from './queue';
import { confirmDoubt, stepDoubt } from './review';
import './review.css';

/** How much waits for review, and the way through it; nothing once all is done. */
export function ReviewBar(): JSX.Element | null {
  const segments = useTranscript((state) => state.segments);
  const cursor = useTranscript((state) => state.cursor);
  const places = useMemo(() => doubtfulPlaces(segments), [segments]);
  if (places.length === 0) return null;
  const at = placeAt(places, cursor);
  return (
    <div className="review-bar" role="group" aria-label={t('review.title')}>
      <Icon name="alert" />
      <span className="tabular" role="status">{at < 0 ? tn('review.waiting', places.length) : t('review.of', { at: at + 1, count: places.length })}</span>
      <span className="spacer" />
      <IconButton size="small" icon="up" label={t('review.previous')} shortcut="Shift+F8" onClick={() => void stepDoubt(-1)} />
      <IconButton size="small" icon="down" label={t('review.next')} shortcut="F8" onClick={() => void stepDoubt(1)} />
      <Button size="small" disabled={cursor === null} title={`${t('review.similarHint')} (F7)`} onClick={similarWords}>{t('review.similar')}</Button>
      <Button size="small" icon="check" disabled={at < 0} title={`${t('review.confirmHint')} (F9)`} onClick={() => void confirmDoubt()}>{t('review.confirm')}</Button>
    </div>
  );
}
