/** What the synthesiser spoke: 16-bit mono samples and when each reported word began. */
export interface Speech {
  readonly samples: Int16Array;
  /** Hz */
  readonly sampleRate: number;
  /** In order of time. `at` is the position in code points of the text given, `startUs` on the samples. */
  readonly words: readonly { readonly at: number; readonly startUs: number }[];
}

export interface SpeakOptions {
  /** espeak's own unit, about words a minute, 80–450. */
  readonly rate?: number;
  /** 0–99, 50 is the voice's own. */
  readonly pitch?: number;
}

export interface Synthesiser {
  /** @returns null when there is no such voice or the text is longer than LONGEST_TEXT_BYTES. Synchronous: the WASM module runs on the calling thread. */
  speak(text: string, voice: string, options?: SpeakOptions): Speech | null;
  dispose(): void;
}

/** The parts of espeak's WASM module that are used; the package ships no types. */
interface EspeakEvent {
  readonly type: string;
  readonly text_position: number;
  readonly audio_position: number;
}
interface EspeakWorker {
  readonly samplerate: number;
  set_voice(name: string): number;
  set_rate(rate: number): void;
  set_pitch(pitch: number): void;
  synthesize(text: string, onAudio: (samples: Int16Array, events: readonly EspeakEvent[]) => unknown): void;
  __destroy__(): void;
}
interface EspeakModule {
  readonly HEAPU8: Uint8Array;
  readonly eSpeakNGWorker: new () => EspeakWorker | Promise<EspeakWorker>;
}
export type LoadEspeak = () => Promise<{ readonly default: () => Promise<EspeakModule> }>;

/** The specifier stays out of reach of bundlers and of swc: the package is ESM and reads its data file from its own folder. */
const loadEspeak: LoadEspeak = () => import('@echogarden/espeak-ng-emscripten' as string) as ReturnType<LoadEspeak>;

/** Faster than people speak, so that less has to be synthesised; sounds stay distinct. */
const REFERENCE_RATE = 200;

/** About an hour of speech; a stretch to align is far shorter. */
export const LONGEST_TEXT_BYTES = 65_536;
const VOICE_NAME_BYTES = 64;
const FIRST_VOICE = 'en';

/**
 * Loads espeak-ng (WASM, about 25 MB of voices from the package's own folder; no file is written, no
 * network is used).
 */
export async function createSynthesiser(load: LoadEspeak = loadEspeak): Promise<Synthesiser> {
  const espeak = await (await load()).default();
  const worker = await new espeak.eSpeakNGWorker();
  // espeak keeps its noise generator's state from text to text: without going back to the same memory
  // the same words would get slightly other times each time they are aligned. The binding's own buffer
  // for strings lies in that memory too and must not grow later, so it is made large enough first.
  worker.synthesize(' '.repeat(LONGEST_TEXT_BYTES), () => undefined);
  worker.set_voice(FIRST_VOICE);
  const fresh = espeak.HEAPU8.slice();
  return {
    speak(text, voice, options = {}) {
      if (Buffer.byteLength(text) + VOICE_NAME_BYTES > LONGEST_TEXT_BYTES) return null;
      espeak.HEAPU8.set(fresh);
      espeak.HEAPU8.fill(0, fresh.length);
      if (worker.set_voice(voice) !== 0) return null;
      worker.set_rate(options.rate ?? REFERENCE_RATE);
      worker.set_pitch(options.pitch ?? 50);
      const chunks: Int16Array[] = [];
      const words: { at: number; startUs: number }[] = [];
      worker.synthesize(text, (samples, events) => {
        if (samples.length > 0) chunks.push(samples);
        for (const event of events) {
          if (event.type === 'word') words.push({ at: event.text_position - 1, startUs: event.audio_position * 1000 });
        }
      });
      return { samples: joined(chunks), sampleRate: worker.samplerate, words };
    },
    dispose: () => worker.__destroy__(),
  };
}

function joined(chunks: readonly Int16Array[]): Int16Array {
  let length = 0;
  for (const chunk of chunks) length += chunk.length;
  const all = new Int16Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
