import type { JSX } from 'react';
import type { MemoryHit } from '../../../../shared/domain';
import { splitWords } from '../../../../shared/text';
import { formatTime } from '../../../../shared/time';
import { IconButton } from '../../../ui/Button';
import { Keys } from '../../../ui/Kbd';
import { t } from '../../../ui/messages';
import { useMay } from '../../vault/person';
import { takeIntoField } from './store';

interface HitsProps {
  hits: readonly MemoryHit[];
  empty: string;
  /** Each is taken by Alt and its number. */
  numbered?: boolean;
}

/** Pairs of the memory, original over translation. */
export function Hits({ hits, empty, numbered = false }: HitsProps): JSX.Element {
  const mayEdit = useMay('translation.edit');
  if (hits.length === 0) return <p className="memory-empty muted">{empty}</p>;
  return (
    <ul className="memory-hits" aria-label={t('memory.hits')}>
      {hits.map((hit, i) => (
        <li key={hit.id} className="memory-hit">
          <div className="memory-texts">
            <p lang={hit.sourceLanguage === 'und' ? undefined : hit.sourceLanguage}><Marked text={hit.source} marks={hit.sourceMarks} /></p>
            <p lang={hit.targetLanguage} className="memory-target"><Marked text={hit.target} marks={hit.targetMarks} /></p>
            <p className="memory-note">
              {hit.likeness !== undefined && <span className="tabular">{t('memory.likeness', { percent: Math.floor(hit.likeness * 100) })}</span>}
              <span>{t(hit.state === 'imported' ? 'memory.imported' : `translation.state-${hit.state}`)}</span>
              {hit.where !== '' && <span className="truncate">{hit.where}</span>}
              {hit.place && <span className="mono">{formatTime(hit.place.startUs)}</span>}
            </p>
          </div>
          {mayEdit && (
            <span className="memory-take">
              {numbered && <Keys keys={`Alt+${i + 1}`} />}
              <IconButton size="small" icon="up" label={t('memory.take')} onClick={() => { takeIntoField(hit.target); }} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Marked({ text, marks }: { text: string; marks: readonly number[] }): JSX.Element {
  if (marks.length === 0) return <>{text}</>;
  return <>{splitWords(text).map((word, i) => <span key={i}>{i > 0 && ' '}{marks.includes(i) ? <mark>{word}</mark> : word}</span>)}</>;
}
