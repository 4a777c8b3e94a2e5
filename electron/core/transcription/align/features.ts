import { createPowerSpectrum } from './fft';

/** Frames are 10 ms apart: fine enough for word borders, the usual choice in speech recognition. */
export const HOP_US = 10_000;
/** Mel bands and cepstral coefficients (Davis & Mermelstein 1980; 26 and 12 as in HTK). */
export const MEL_BANDS = 26;
export const CEPSTRA = 12;
const FRAME = 512;
const WINDOW_SECONDS = 0.0232;
const LOWEST_HZ = 90;
const HIGHEST_HZ = 7_000;

export interface MelFrames {
  readonly frames: number;
  /** Natural log of the energy per band, `frames × MEL_BANDS`. */
  readonly logMel: Float32Array;
}

/**
 * Log mel energies of a mono signal, one frame every 10 ms, the frame centred on its time, so that
 * recordings and references of different sample rates can be compared frame by frame.
 * @param samples −1…1 floats, or 16-bit integers with `scale` 1/32768
 * @param sampleRate Hz, 14 000 to 22 050
 */
export function melFrames(samples: Float32Array | Int16Array, sampleRate: number, scale = 1): MelFrames {
  const { window, bands } = analysisFor(sampleRate);
  const spectrum = createPowerSpectrum(FRAME);
  const hop = (sampleRate * HOP_US) / 1_000_000;
  const frames = Math.floor(samples.length / hop);
  const logMel = new Float32Array(frames * MEL_BANDS);
  const frame = new Float64Array(FRAME);
  const power = new Float64Array(FRAME / 2 + 1);
  const width = window.length;
  for (let t = 0; t < frames; t++) {
    const from = Math.round((t + 0.5) * hop - width / 2);
    for (let i = 0; i < width; i++) {
      const at = from + i;
      const now = at >= 0 && at < samples.length ? (samples[at] as number) : 0;
      const before = at >= 1 && at <= samples.length ? (samples[at - 1] as number) : 0;
      frame[i] = (now - 0.97 * before) * scale * (window[i] as number);
    }
    spectrum.run(frame, power);
    for (let b = 0; b < MEL_BANDS; b++) {
      const band = bands[b] as Band;
      let energy = 0;
      for (let k = 0; k < band.weights.length; k++) energy += (band.weights[k] as number) * (power[band.from + k] as number);
      logMel[t * MEL_BANDS + b] = Math.log(energy + 1e-8);
    }
  }
  return { frames, logMel };
}

interface Band {
  readonly from: number;
  readonly weights: Float64Array;
}
interface Analysis {
  readonly window: Float64Array;
  readonly bands: readonly Band[];
}
const analyses = new Map<number, Analysis>();

function analysisFor(sampleRate: number): Analysis {
  const known = analyses.get(sampleRate);
  if (known) return known;
  const width = Math.round(sampleRate * WINDOW_SECONDS);
  const window = Float64Array.from({ length: width }, (_, i) => 0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (width - 1)));
  const lowest = toMel(LOWEST_HZ);
  const step = (toMel(HIGHEST_HZ) - lowest) / (MEL_BANDS + 1);
  const edge = (i: number): number => (fromMel(lowest + step * i) * FRAME) / sampleRate;
  const bands = Array.from({ length: MEL_BANDS }, (_, b): Band => {
    const [left, centre, right] = [edge(b), edge(b + 1), edge(b + 2)];
    const from = Math.ceil(left);
    const weights = Float64Array.from({ length: Math.max(1, Math.ceil(right) - from) }, (_unused, i) => {
      const bin = from + i;
      return Math.max(0, bin < centre ? (bin - left) / (centre - left) : (right - bin) / (right - centre));
    });
    return { from, weights };
  });
  const analysis = { window, bands };
  analyses.set(sampleRate, analysis);
  return analysis;
}

const toMel = (hz: number): number => 2595 * Math.log10(1 + hz / 700);
const fromMel = (mel: number): number => 700 * (10 ** (mel / 2595) - 1);
