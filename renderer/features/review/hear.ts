import { US_PER_SECOND } from '../../../shared/time';
import { onTick, pause, play, seek } from '../player/playback';

/** Heard before and after the words: a voice is understood only with a little of what is around them. */
const AROUND_US = 0.6 * US_PER_SECOND;

let stop: (() => void) | null = null;

/**
 * Plays one stretch and halts behind it, unless the person goes elsewhere meanwhile.
 * @param aroundUs heard before and after it, µs
 */
export function hear(startUs: number, endUs: number, aroundUs = AROUND_US): void {
  stop?.();
  const from = Math.max(0, startUs - aroundUs);
  const to = endUs + aroundUs;
  seek(from);
  play();
  const end = onTick((us) => {
    // Ticks begin before the answer is known.
    queueMicrotask(() => {
      if (stop !== finish || (us >= from - AROUND_US && us < to)) return;
      finish();
      if (us >= to && us < to + US_PER_SECOND) pause();
    });
  });
  function finish(): void {
    end();
    if (stop === finish) stop = null;
  }
  stop = finish;
}
