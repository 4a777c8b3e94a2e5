import { NOISES, type NoiseName } from './noises';
import { seeded } from './random';
import type { Speaker } from './speaker';
import { TESTIMONY } from './testimony';

/** A turn of talk from its first word on, and when its words begin. */
export interface Turn {
  readonly text: string;
  readonly startUs: number;
  readonly endUs: number;
  readonly words: readonly { readonly token: number; readonly startUs: number }[];
}

/** A piece of an interview, mono 16 kHz: somebody speaks, or nobody does. */
export interface Scene {
  readonly pcm: Float32Array;
  /** Null where nobody speaks. Times on the whole interview. */
  readonly turn: Turn | null;
  readonly startUs: number;
  readonly endUs: number;
  readonly noise: NoiseName | null;
}

export interface InterviewRequest {
  readonly language: (typeof TESTIMONY)[number]['language'];
  readonly seconds: number;
  readonly seed: number;
  /** What is said instead of the language's few sentences, in turns of one to three: none again before most of the others have been said. */
  readonly sentences?: readonly string[];
}

const RATE = 16_000;
const NAMES = Object.keys(NOISES) as NoiseName[];
/** From hardly heard to as loud as speech, and for doors to full scale. */
const LEVELS = [0.003, 0.02, 0.1, 0.3];
const DOOR_LEVELS = [0.03, 0.2, 0.5, 0.95];
const VARIANTS = ['+f3', '+m7', '+f2', '+m3', '+m2'];

/** Turns of talk in changing voices, pace and noise, with stretches of silence, noise, music and doors between; the same for equal requests. */
export async function* noisyInterview(speaker: Speaker, { language, seconds, seed, sentences }: InterviewRequest): AsyncGenerator<Scene> {
  const random = seeded(seed);
  const said = TESTIMONY.find((t) => t.language === language);
  if (!said) throw new Error(`nobody here speaks ${language}`);
  const next = sentences ? withoutRepeating(sentences, random) : () => random.pick(said.sentences);
  let samples = 0;
  const scene = (pcm: Float32Array, turn: Turn | null, noise: NoiseName | null): Scene => {
    const startUs = toUs(samples);
    samples += pcm.length;
    return { pcm, turn, noise, startUs, endUs: toUs(samples) };
  };
  for (let n = 0; samples < seconds * RATE; n++) {
    const noise = NAMES[n % NAMES.length] as NoiseName;
    yield scene(NOISES[noise](Math.round((2 + 8 * random.next()) * RATE), random.pick(noise === 'doors' ? DOOR_LEVELS : LEVELS), random), null, noise);
    const text = Array.from({ length: 1 + random.int(3) }, next).join(' ');
    const { pcm, truth } = await speaker.record({
      text, voice: said.voice + random.pick(VARIANTS), rate: 130 + random.int(70), pitch: 30 + random.int(40), snrDb: random.pick([40, 20, 12]), pauses: random.pick([0, 0.1]), seed: seed + n,
    });
    const words = truth.map((w) => ({ ...w, startUs: toUs(samples) + w.startUs }));
    yield scene(pcm, { text, startUs: words[0]?.startUs ?? toUs(samples), endUs: toUs(samples + pcm.length), words }, null);
  }
  yield scene(NOISES.silence(3 * RATE), null, 'silence');
}

/** By lot, but nothing of what was said last: three quarters of all there is to say. */
function withoutRepeating(sentences: readonly string[], random: ReturnType<typeof seeded>): () => string {
  const last: string[] = [];
  return () => {
    const sentence = random.pick(sentences.filter((s) => !last.includes(s)));
    if (last.push(sentence) > (3 * sentences.length) / 4) last.shift();
    return sentence;
  };
}

const toUs = (samples: number): number => Math.round((samples / RATE) * 1e6);
