import type { AudioTreatment } from '../../../shared/domain';

/** Mute leaves least, not even that something stood there to be heard; a replacement tells less than a bleep. */
const STRENGTH: Readonly<Record<AudioTreatment, number>> = { bleep: 0, replace: 1, mute: 2 };

/** The stronger of two treatments of the same sound: mute over replace over bleep. */
export function strongerSound(a: AudioTreatment, b: AudioTreatment): AudioTreatment {
  return STRENGTH[a] >= STRENGTH[b] ? a : b;
}
