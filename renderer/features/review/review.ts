import { ask } from '../../api/client';
import { t } from '../../ui/messages';
import { toast } from '../../ui/notices';
import { commitEdit, useTranscript } from '../transcript/store';
import { allowed } from '../vault/person';
import { hear } from './hear';
import { doubtfulPlaces, placeAt, stepPlace, type DoubtfulPlace } from './queue';

function goTo(place: DoubtfulPlace): void {
  useTranscript.setState({ cursor: { segmentId: place.segmentId, word: place.from }, selection: null, following: false });
  document.getElementById('transcript-grid')?.focus({ preventScroll: true });
  hear(place.startUs, place.endUs);
}

/** Goes to the next doubtful place (or the one before), puts the cursor there and plays it. */
export async function stepDoubt(step: 1 | -1): Promise<void> {
  await commitEdit();
  const { segments, cursor, order } = useTranscript.getState();
  const place = stepPlace(doubtfulPlaces(segments), cursor, step, order);
  if (place) goTo(place);
  else toast(t('review.nothing'));
}

/** The person has listened to the place under the cursor: it waits no more, and the next one is played. */
export async function confirmDoubt(): Promise<void> {
  if (!allowed('transcript.edit')) return;
  await commitEdit();
  const { segments, cursor, footageId } = useTranscript.getState();
  const places = doubtfulPlaces(segments);
  const place = places[placeAt(places, cursor)];
  if (place) {
    const saved = await ask('transcript.markReviewed', place.whole ? { segmentId: place.segmentId, word: null } : { segmentId: place.segmentId, word: place.from, through: place.to });
    if (!saved || useTranscript.getState().footageId !== footageId) return;
    useTranscript.setState((state) => ({ segments: state.segments.map((s) => (s.id === saved.id ? saved : s)) }));
    if (places.length === 1) {
      toast(t('review.done'));
      return;
    }
  }
  await stepDoubt(1);
}
