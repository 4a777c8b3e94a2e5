import { bandLevels, type BandLevels } from './cepstra';
import { HOP_US, melFrames, type MelFrames } from './features';
import { voicing } from './loudness';
import type { SpokenText } from './spokenText';
import type { Speech } from './synthesiser';

/** The synthesised text as frames, silence taken out, each frame owned by one token. */
export interface Reference {
  readonly mel: MelFrames;
  readonly voiced: Uint8Array;
  readonly levels: BandLevels;
  /** Per token the frames [from, to) of `mel` in which it sounds; empty for tokens without sound. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** 1 where espeak spoke the token together with its neighbour, so that the border is a guess. */
  readonly merged: Uint8Array;
}

export function makeReference(spoken: SpokenText, speech: Speech): Reference {
  const mel = melFrames(speech.samples, speech.sampleRate, 1 / 32768);
  const { voiced } = voicing(mel);
  const { from, to, merged } = tokenFrames(spoken, speech, mel.frames);
  for (let i = 0; i < from.length; i++) trimSilence(from, to, i, voiced);
  return { mel, voiced, levels: bandLevels(mel, voiced), from, to, merged };
}

/** Which frames each token owns, from the synthesiser's word events, mapped by their place in the text. */
function tokenFrames(spoken: SpokenText, speech: Speech, frames: number): Pick<Reference, 'from' | 'to' | 'merged'> {
  const { tokens } = spoken;
  const from = new Int32Array(tokens.length);
  const to = new Int32Array(tokens.length);
  const merged = new Uint8Array(tokens.length);
  const audible = tokens.flatMap((token, i) => (token.length > 0 ? [i] : []));
  const began = new Map<number, number>();
  let at = 0;
  for (const event of speech.words) {
    // Positions step back inside numbers ("2016." is several words); time never does.
    while (at + 1 < audible.length && (tokens[audible[at + 1] as number]?.at ?? Infinity) <= event.at) at++;
    const token = audible[at];
    if (token !== undefined && !began.has(token)) began.set(token, event.startUs);
  }
  // espeak speaks some pairs as one word ("of the") and reports the first only: share its span by length.
  let i = 0;
  while (i < audible.length) {
    let next = i + 1;
    while (next < audible.length && !began.has(audible[next] as number)) next++;
    const start = Math.min(frames, Math.round((i === 0 ? 0 : (began.get(audible[i] as number) ?? 0)) / HOP_US));
    const end = next < audible.length ? Math.min(frames, Math.round((began.get(audible[next] as number) ?? 0) / HOP_US)) : frames;
    const group = audible.slice(i, next);
    const letters = group.reduce((sum, token) => sum + (tokens[token]?.length ?? 0), 0);
    let passed = 0;
    for (const token of group) {
      from[token] = Math.round(start + ((end - start) * passed) / letters);
      passed += tokens[token]?.length ?? 0;
      to[token] = Math.round(start + ((end - start) * passed) / letters);
      if (group.length > 1) merged[token] = 1;
    }
    i = next;
  }
  return { from, to, merged };
}

function trimSilence(from: Int32Array, to: Int32Array, i: number, voiced: Uint8Array): void {
  let [a, b] = [from[i] as number, to[i] as number];
  while (a < b && !voiced[a]) a++;
  while (b > a && !voiced[b - 1]) b--;
  from[i] = a;
  to[i] = b;
}
