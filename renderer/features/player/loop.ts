import { US_PER_SECOND, type Span } from '../../../shared/time';
import { onTick, play, seek } from './playback';
import { usePlayer } from './store';

/** At the footage's very end the player would stop before it could be taken back. */
const BEFORE_END_US = 0.08 * US_PER_SECOND;
/** Farther behind the end than a tick can reach somebody has gone elsewhere: that ends the loop. */
const TICK_US = US_PER_SECOND;

/** Plays a stretch again and again; the same stretch once more: goes on behind it. */
export function toggleLoop(span: Span): void {
  const { loop, durationUs } = usePlayer.getState();
  if (loop?.startUs === span.startUs) {
    usePlayer.setState({ loop: null });
    return;
  }
  usePlayer.setState({ loop: { startUs: span.startUs, endUs: Math.min(span.endUs, durationUs - BEFORE_END_US) } });
  seek(span.startUs);
  play();
}

onTick((us) => {
  const { loop, playing } = usePlayer.getState();
  if (!loop || us < loop.endUs) return;
  if (us > loop.endUs + TICK_US) usePlayer.setState({ loop: null });
  else if (playing) seek(loop.startUs);
});
