import type { Span } from '../../../shared/time';
import { vaultStore } from '../../state/session';

/** What the controls show. The time itself is not here: it changes every frame, see `playback.onTick`. */
interface Player {
  footageId: string | null;
  durationUs: number;
  playing: boolean;
  /** Shuttle speed: 1 normal, 2 and 4 faster, negative backwards, 0 standing. */
  shuttle: number;
  /** The person's playback speed, 0.5 to 2, pitch kept. */
  rate: number;
  volume: number;
  muted: boolean;
  failed: boolean;
  /** In and out points of the coming clip, on the canonical timeline. */
  inUs: number | null;
  outUs: number | null;
  /** The stretch that is played again and again. */
  loop: Span | null;
  /** How far playback goes back when it is taken up again, µs. */
  backUs: number;
}

export const RATES = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

export const usePlayer = vaultStore<Player>(() => ({ footageId: null, durationUs: 0, playing: false, shuttle: 0, rate: 1, volume: 1, muted: false, failed: false, inUs: null, outUs: null, loop: null, backUs: 0 }));
