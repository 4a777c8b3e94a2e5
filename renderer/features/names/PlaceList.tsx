import type { JSX } from 'react';
import type { OccurrenceView } from '../../../shared/domain';
import { formatTime } from '../../../shared/time';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { t } from '../../ui/messages';
import { goTo, occurrenceKey } from './store';

interface PlaceListProps {
  places: readonly OccurrenceView[];
  /** Absent where nothing can be judged yet. */
  onJudge?: ((place: OccurrenceView, excluded: boolean) => void) | undefined;
}

/** Every place of a name with the words around it, and how it was found where that is not by the name itself. */
export function PlaceList({ places, onJudge }: PlaceListProps): JSX.Element {
  return (
    <ul className="places" tabIndex={onJudge ? undefined : 0} aria-label={t('names.places')}>
      {places.map((place) => {
        const time = formatTime(place.startUs, true);
        const why = place.small ? t('names.small') : place.foundBy === 'name' ? '' : t(`names.by-${place.foundBy}`);
        const said = <><span className="mono small muted">{time}</span> <span className="muted">{place.before}</span> <mark className={classes(place.excluded && 'place-excluded')}>{place.text}</mark> <span className="muted">{place.after}</span></>;
        return (
          <li key={occurrenceKey(place)}>
            {onJudge ? <button type="button" className="place-jump" onClick={() => { goTo(place); }}>{said}</button> : <span>{said}</span>}
            {why !== '' && <span className="small place-why">{why}</span>}
            {onJudge && <Button size="small" aria-label={t(place.excluded ? 'names.includeNamed' : 'names.excludeNamed', { text: place.text, time })} onClick={() => { onJudge(place, !place.excluded); }}>{t(place.excluded ? 'names.include' : 'names.exclude')}</Button>}
          </li>
        );
      })}
    </ul>
  );
}
