import type { JSX } from 'react';
import type { TermUse } from '../../../../shared/domain';
import { formatTime } from '../../../../shared/time';
import { t } from '../../../ui/messages';
import { seek } from '../../player/playback';
import { useTranslation } from '../store';

/** Glossary terms that are rendered in more than one way, each rendering with its places. */
export function Terms({ terms, footageId }: { terms: readonly TermUse[] | null; footageId: string }): JSX.Element | null {
  if (terms === null) return null;
  if (terms.length === 0) return <p className="memory-empty muted">{t('memory.termsAgree')}</p>;
  return (
    <dl className="memory-terms">
      {terms.map(({ term, renderings }) => (
        <div key={term}>
          <dt>{term}</dt>
          {renderings.map(({ text, places }, i) => (
            <dd key={i}>
              <span>{text === '' ? t('memory.otherwise') : text}</span>
              <span className="memory-places">
                {places.map(({ footageId: of, segmentId, startUs }) => (of === footageId
                  ? <button key={segmentId} type="button" className="segment-time mono" title={t('transcript.goTo')} onClick={() => { seek(startUs); useTranslation.setState({ at: segmentId, side: 'translation' }); }}>{formatTime(startUs)}</button>
                  : <span key={segmentId} className="mono muted" title={t('memory.otherFootage')}>{formatTime(startUs)}</span>))}
              </span>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
