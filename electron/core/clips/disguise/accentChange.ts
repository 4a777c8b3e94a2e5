import { between, normal, type Uniform } from './chance';
import { ACCENTS, COMMON_SPREAD, COMMON_VOICE, relative } from './commonVoice';
import { loudness } from './middleColour';
import { Accents, type Accent } from './mixture';
import { solve } from './solve';
import { WAVES } from './waves';

/** How much of a voice's own accent is aimed to be taken out: one change of all sounds reaches about half of what it aims at. */
const TAKEN = { least: 1.8, most: 2.2 } as const;
/** How far another's accent lies from the common voice; 1 is how far people's do. */
const AWAY = 1;
/** Frames of a kind of sound from which on the voice's own way of it is believed. */
const DOUBT = 2;
/** Share of a sound, its quieter part, from which no change is learnt. */
const QUIET = 0.35;
/** How reluctantly sounds are changed, a share of the variance of what is learnt from; and of how many frames that much more. */
const RELUCTANCE = 0.1;
const FEW = 30;

/**
 * The one change of all of a voice's colours, linear, that does best what would be done to each kind of them: take out what
 * sets them apart from the common voice and put in the accent of somebody who never lived. A regression with a ridge, as
 * recognisers are adapted to speakers (Leggetter and Woodland, Computer Speech and Language 9, 1995), the other way round.
 * It is the same for all frames, so that no sound jumps where one kind gives way to another.
 *
 * @param sample colours in waves.
 * @param middle their middle.
 * @returns `WAVES` rows, of waves relative to their middle to such others; how loud a sound is stays.
 */
export function accentChange(sample: readonly Float64Array[], middle: Float64Array, chance: Uniform): Float64Array {
  const colours = sample.map((waves) => relative(waves, middle));
  const aim = aimed(colours, chance);
  const quiet = (loudness(sample, QUIET) - (middle[0] as number)) / (COMMON_SPREAD[0] as number);
  const louder = colours.filter((waves) => (waves[0] as number) >= quiet);
  const [together, towards] = [new Float64Array(WAVES * WAVES), new Float64Array(WAVES * WAVES)];
  for (const waves of louder) {
    addProducts(together, waves, waves);
    addProducts(towards, waves, moved(waves, aim));
  }
  for (let i = 0; i < WAVES; i += 1) together[i * (WAVES + 1)] = (together[i * (WAVES + 1)] as number) + RELUCTANCE * louder.length + FEW;
  const change = solve(together, towards, WAVES);
  return Float64Array.from({ length: WAVES * WAVES }, (_, i) => {
    const [to, from] = [Math.floor(i / WAVES), i % WAVES];
    return (to === from ? 1 : 0) + (change[from * WAVES + to] as number);
  });
}

/** By how much each kind of sound would be moved. */
function aimed(colours: readonly Float64Array[], chance: Uniform): Accent {
  const accents = new Accents(COMMON_VOICE);
  for (const waves of colours) accents.add(waves);
  const taken = between(chance, TAKEN.least, TAKEN.most);
  const aim = accents.end(DOUBT).map((own) => -taken * own);
  for (const way of ACCENTS) {
    const far = AWAY * normal(chance);
    way.forEach((v, i) => { aim[i] = (aim[i] as number) + far * v; });
  }
  return aim;
}

function moved(waves: Float64Array, aim: Accent): Float64Array {
  const by = new Float64Array(WAVES);
  COMMON_VOICE.kindOf(waves).forEach((share, k) => {
    for (let n = 1; n < WAVES; n += 1) by[n] = (by[n] as number) + share * (aim[k * WAVES + n] as number);
  });
  return by;
}

function addProducts(sums: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let i = 0, at = 0; i < WAVES; i += 1) for (let n = 0; n < WAVES; n += 1, at += 1) sums[at] = (sums[at] as number) + (a[i] as number) * (b[n] as number);
}
