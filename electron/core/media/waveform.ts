import type { Waveform } from '../../../shared/domain';
import { getFootage } from '../footage/footage';
import type { MediaEnv } from './env';
import { pcm16k, PCM_RATE } from './pcm';

/** Peaks a second: one for every pixel of a closely zoomed timeline. */
export const PEAKS_PER_SECOND = 50;
const SAMPLES_PER_PEAK = PCM_RATE / PEAKS_PER_SECOND;

/**
 * The waveform of a footage, made once and kept encrypted beside it; null for footage without sound.
 *
 * @throws what `pcm16k` throws.
 */
export async function ensureWaveform(env: MediaEnv, footageId: string, o: { signal?: AbortSignal }): Promise<Waveform | null> {
  const footage = getFootage(env.vault.db, footageId);
  if (footage.audio.length === 0) return null;
  const store = env.vault.stores.open(footageId);
  const kept = store.derived('waveform');
  if (kept) return { peaks: new Uint8Array(kept.read(0, kept.bytes)), peaksPerSecond: PEAKS_PER_SECOND };
  const peaks = new Uint8Array(Math.max(1, Math.ceil((footage.durationUs / 1e6) * PEAKS_PER_SECOND)));
  let at = 0;
  for await (const samples of pcm16k(env, footageId, { signal: o.signal })) {
    for (const sample of samples) {
      const peak = Math.min(255, Math.round(Math.abs(sample) * 255));
      const place = Math.floor(at / SAMPLES_PER_PEAK);
      if (peak > (peaks[place] ?? 255)) peaks[place] = peak;
      at += 1;
    }
  }
  await store.putDerived('waveform', peaks);
  return { peaks, peaksPerSecond: PEAKS_PER_SECOND };
}
