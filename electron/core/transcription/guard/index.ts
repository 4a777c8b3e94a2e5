import type { LanguageCode } from '../../../../shared/domain';
import { part, type Chunk } from '../chunker';
import { packSpeech, type Packed } from '../pack';
import { placeSegments } from '../place';
import type { Recognised } from '../protocol';
import type { Recogniser } from '../recogniser';
import type { Settled } from '../settle';
import { isDoubtful, loopsCut, mostReliable, type Hearing, type Kept } from './hearings';
import { judge, type Judged } from './judge';
import { FIRST_WAY, inHalves, OTHER_WAYS } from './secondHearing';
import { uncovered } from './spans';

export type { Kept } from './hearings';

/** So little speech in a chunk may be no speech at all: a door, a chord. */
const HARDLY_ANY_US = 1_500_000;
/** What the engine calls no speech when the detector was hardly sure either. */
const NO_SPEECH = 0.5;
/** Speech without text, margins included, that is not just a breath or the engine's rough borders. */
const UNWRITTEN_US = 1_800_000;
/** Sound around a doubtful stretch that is heard again with it: its borders are rough. */
const ROUGH_US = 300_000;

export interface GuardOptions {
  readonly chunk: Chunk;
  readonly packed: Packed;
  readonly language: LanguageCode;
  /** The recogniser's code of the language, for hearing again in it; null to let it tell. */
  readonly engineLanguage: string | null;
  readonly recogniser: Recogniser;
  /** Tells what of the chunk is settled and from where on the next one hears. */
  settle(kept: readonly Kept[]): Settled<Kept>;
  readonly signal: AbortSignal;
}

/**
 * Keeps a recogniser from being believed blindly. Doubtful stretches are heard again in other ways, the most reliable
 * hearing kept, and what is still doubtful marked with its reasons; where hearings differ is marked too. Speech that came
 * out without any text is heard once more, alone: engines skip where one window meets the next. What loops all the same is cut to
 * a few rounds, marked. Text is left out only over
 * sound in which the detector hardly heard anybody, and the engine nobody or a phrase that engines invent.
 */
export async function guarded(first: Recognised, o: GuardOptions): Promise<Settled<Kept>> {
  const segments = judge(placeSegments(first, o.packed), { speech: o.chunk.speech, language: o.language });
  if (isNothing(segments, o.chunk)) return { segments: [], backToUs: null };
  const kept: Kept[] = [];
  for (const run of runsOfDoubt(segments)) {
    if (run.some((s) => s.doubts.length > 0)) kept.push(...(await again(run, kept.at(-1)?.endUs ?? 0, o)));
    else kept.push(...run);
  }
  const settled = o.settle(kept);
  return { ...settled, segments: (await withUnwritten(settled, o)).map(loopsCut) };
}

async function withUnwritten({ segments: kept, backToUs }: Settled<Kept>, o: GuardOptions): Promise<Kept[]> {
  // What the next chunk hears need not be heard here.
  const speech = backToUs === null ? o.chunk.speech : part(o.chunk, { startUs: o.chunk.startUs, endUs: backToUs }).speech;
  const found: Kept[] = [];
  for (const span of uncovered(speech, kept, UNWRITTEN_US)) {
    const stretch = part(o.chunk, span);
    const packed = packSpeech(stretch);
    const heard = await o.recogniser.transcribe(packed.pcm, { language: o.engineLanguage, prompt: null, decoding: FIRST_WAY, signal: o.signal });
    found.push(...judge(placeSegments(heard, packed), { speech: stretch.speech, language: o.language }));
  }
  return [...kept, ...found].sort((a, b) => a.startUs - b.startUs);
}

/** Neighbours that are all doubtful or all not. */
function runsOfDoubt(segments: readonly Judged[]): Judged[][] {
  const runs: Judged[][] = [];
  for (const segment of segments) {
    const run = runs.at(-1);
    if (run?.[0] && run[0].doubts.length > 0 === segment.doubts.length > 0) run.push(segment);
    else runs.push([segment]);
  }
  return runs;
}

async function again(segments: readonly Judged[], notBeforeUs: number, o: GuardOptions): Promise<readonly Kept[]> {
  const [first, last] = [segments[0], segments.at(-1)];
  if (!first || !last) return [];
  const stretch = part(o.chunk, { startUs: Math.max(notBeforeUs, first.startUs - ROUGH_US), endUs: last.endUs + ROUGH_US });
  const packed = packSpeech(stretch);
  // Nobody speaks there at all: nothing to hear again.
  if (packed.pcm.length === 0) return segments;
  const hearings: [Hearing, ...Hearing[]] = [{ segments }];
  for (const { halves, decoding } of OTHER_WAYS) {
    const recognise = (pcm: Float32Array): Promise<Recognised> => o.recogniser.transcribe(pcm, { language: o.engineLanguage, prompt: null, decoding, signal: o.signal });
    const heard = await (halves ? inHalves(packed.pcm, recognise) : recognise(packed.pcm));
    const hearing = { segments: judge(placeSegments(heard, packed), { speech: stretch.speech, language: o.language }) };
    hearings.push(hearing);
    if (hearing.segments.length > 0 && !isDoubtful(hearing)) break;
  }
  return mostReliable(hearings, stretch.speech);
}

function isNothing(segments: readonly Judged[], chunk: Chunk): boolean {
  if (chunk.spokenUs >= HARDLY_ANY_US || segments.length === 0) return false;
  return segments.every((s) => s.doubts.includes('phantom') || (s.evidence !== undefined && s.evidence.noSpeech >= NO_SPEECH));
}
