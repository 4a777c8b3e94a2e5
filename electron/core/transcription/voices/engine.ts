import { createRequire } from 'node:module';
import type * as Sherpa from 'sherpa-onnx-node';
import { SAMPLE_RATE } from '../levels';
import type { HeardVoices, VoiceModels } from './protocol';

/** Windows of ten seconds follow each other by half their length: tenths, the library's own choice, cost five times as much. */
const SHIFT = 0.5;
/** Shorter turns are clicks and coughs; shorter pauses do not end a turn. Seconds. */
const [LEAST_TURN_S, LEAST_PAUSE_S] = [0.2, 0.3];
/** A print needs this much of a voice alone, takes no more than that, and is made of pieces of these lengths. Seconds. */
const [LEAST_PRINT_S, MOST_PRINT_S, LEAST_PIECE_S, MOST_PIECE_S] = [1.5, 40, 0.6, 10];

export interface VoiceTeller {
  /** @param apart from 0 on: voices further apart than this are two. */
  hear(sound: Float32Array, apart: number): HeardVoices;
}

/**
 * Loads sherpa-onnx with the networks, on one thread: field laptops get hot. **A network that it cannot use ends the
 * process**, so this belongs in a worker.
 *
 * @throws Error when the library is missing.
 */
export function createVoiceTeller({ turns: model, prints }: VoiceModels): VoiceTeller {
  const sherpa = createRequire(__filename)('sherpa-onnx-node') as typeof Sherpa;
  const common = { numThreads: 1, debug: false };
  const clustering = (apart: number): { numClusters: number; threshold: number } => ({ numClusters: -1, threshold: apart });
  const teller = new sherpa.OfflineSpeakerDiarization({
    segmentation: { pyannote: { model, windowShiftRatio: SHIFT }, ...common }, embedding: { model: prints, ...common },
    clustering: clustering(0.5), minDurationOn: LEAST_TURN_S, minDurationOff: LEAST_PAUSE_S,
  });
  const printer = new sherpa.SpeakerEmbeddingExtractor({ model: prints, ...common });
  if (teller.sampleRate !== SAMPLE_RATE) throw new Error('the network wants another rate');

  const printOf = (piece: Float32Array): Float32Array => {
    const stream = printer.createStream();
    stream.acceptWaveform({ sampleRate: SAMPLE_RATE, samples: piece });
    stream.inputFinished();
    // Not the library's own buffer: Electron forbids memory from outside its cage.
    return printer.compute(stream, false);
  };

  return {
    hear(sound, apart) {
      teller.setConfig({ clustering: clustering(apart) });
      const turns = teller.process(sound).map(({ start, end, speaker }) => ({ startS: start, endS: end, voice: speaker }));
      const voices = [...new Set(turns.map(({ voice }) => voice))];
      return { turns, prints: voices.flatMap((voice) => {
        const pieces = piecesOf(voice, turns);
        const seconds = pieces.reduce((sum, { startS, endS }) => sum + endS - startS, 0);
        if (seconds < LEAST_PRINT_S) return [];
        const prints = pieces.map(({ startS, endS }) => ({ weight: endS - startS, print: printOf(sound.slice(startS * SAMPLE_RATE, endS * SAMPLE_RATE)) }));
        return [{ voice, seconds, print: middle(prints) }];
      }) };
    },
  };
}

type Turn = HeardVoices['turns'][number];

/** The stretches in which a voice is heard alone, the longest first. Exported for its tests. */
export function piecesOf(voice: number, turns: readonly Turn[]): { startS: number; endS: number }[] {
  let left = MOST_PRINT_S;
  return turns.filter((turn) => turn.voice === voice).flatMap(({ startS, endS }) => {
    const others = turns.filter((turn) => turn.voice !== voice && turn.startS < endS && turn.endS > startS).sort((a, b) => a.startS - b.startS);
    const alone: { startS: number; endS: number }[] = [];
    let at = startS;
    for (const other of [...others, { startS: endS, endS }]) {
      if (other.startS - at >= LEAST_PIECE_S) alone.push({ startS: at, endS: Math.min(other.startS, at + MOST_PIECE_S) });
      at = Math.max(at, other.endS);
    }
    return alone;
  }).sort((a, b) => b.endS - b.startS - (a.endS - a.startS)).filter(({ startS, endS }) => {
    const taken = left > 0;
    left -= endS - startS;
    return taken;
  });
}

/** The direction between those of prints, each of length one so that a loud piece counts no more than a soft one. */
function middle(prints: readonly { weight: number; print: Float32Array }[]): Float32Array {
  const sum = new Float32Array(prints[0]?.print.length ?? 0);
  for (const { weight, print } of prints) {
    const length = Math.hypot(...print) || 1;
    print.forEach((value, i) => { sum[i] = (sum[i] ?? 0) + (weight * value) / length; });
  }
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
}
