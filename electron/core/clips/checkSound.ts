import { ZapisError } from '../../../shared/errors';
import { US_PER_SECOND } from '../../../shared/time';
import type { FfmpegBinaries } from '../media/binaries';
import type { Served } from '../media/loopback';
import { runFfmpeg } from '../media/process';
import type { SoundSpan } from '../redaction/plan';
import { SAMPLE_RATE, TONE_HZ } from './filters';

/** −60 dB of full scale: what a redacted sample may not exceed. */
const SILENCE = 0.001;
/**
 * −50 dB: what may be left of a bleep's window when the pure tone is taken out. The encoder's own noise measures
 * −80 dB; speech under the tone would be −40 dB at its faintest.
 */
const RESIDUE = 0.00316;
const WINDOW = SAMPLE_RATE / 20;

/**
 * Decodes a clip's sound and measures the redacted spans in every channel: each sample of a mute below −60 dB,
 * each 50 ms of a bleep nothing but the tone.
 *
 * @param spans in the clip's time, sorted, disjoint.
 * @throws ZapisError `export-check-failed`.
 */
export async function checkSound(binaries: FfmpegBinaries, served: Served, channels: number, spans: readonly SoundSpan[], signal?: AbortSignal): Promise<void> {
  if (spans.length === 0) return;
  const meter = new SoundMeter(channels, spans);
  await runFfmpeg(binaries, ['-i', served.url, '-map', '0:a:0', '-ac', String(channels), '-ar', String(SAMPLE_RATE), '-f', 'f32le', 'pipe:1'], {
    env: served.env,
    signal,
    onStdout: (chunk) => { meter.push(chunk); },
  });
  meter.end();
}

/** Measures interleaved 32-bit float samples as they come, holding one window at most. */
export class SoundMeter {
  #rest: Buffer = Buffer.alloc(0);
  #frame = 0;
  #span = 0;
  #window: Float32Array[] = [];
  #windowFrom = 0;

  constructor(private readonly channels: number, private readonly spans: readonly SoundSpan[]) {}

  push(chunk: Buffer): void {
    const data = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const frameBytes = 4 * this.channels;
    const frames = Math.floor(data.length / frameBytes);
    for (let i = 0; i < frames; i += 1) this.#take(data, i * frameBytes);
    this.#rest = Buffer.from(data.subarray(frames * frameBytes));
  }

  /** The sound is over: what is left of a window is judged, too. */
  end(): void {
    this.#closeWindow();
  }

  #take(data: Buffer, offset: number): void {
    const n = this.#frame;
    this.#frame += 1;
    let span = this.spans[this.#span];
    while (span && n >= Math.floor((span.endUs * SAMPLE_RATE) / US_PER_SECOND)) {
      this.#closeWindow();
      this.#span += 1;
      span = this.spans[this.#span];
    }
    if (!span || n < Math.ceil((span.startUs * SAMPLE_RATE) / US_PER_SECOND)) return;
    const sample = Float32Array.from({ length: this.channels }, (_, c) => data.readFloatLE(offset + 4 * c));
    if (span.treatment === 'mute') {
      if (!sample.every((v) => Math.abs(v) < SILENCE)) throw new ZapisError('export-check-failed', { what: 'sound' });
      return;
    }
    if (this.#window.length === 0) this.#windowFrom = n;
    this.#window.push(sample);
    if (this.#window.length === WINDOW) this.#closeWindow();
  }

  /** Fits the tone by least squares (one frequency, any phase and strength) and measures what is left. */
  #closeWindow(): void {
    const window = this.#window;
    this.#window = [];
    // Under a cycle and a half of the tone a fit explains anything.
    if (window.length < (1.5 * SAMPLE_RATE) / TONE_HZ) return;
    for (let c = 0; c < this.channels; c += 1) {
      if (residue(window.map((s) => s[c] ?? 0), this.#windowFrom) > RESIDUE) throw new ZapisError('export-check-failed', { what: 'sound' });
    }
  }
}

function residue(x: readonly number[], from: number): number {
  const w = (2 * Math.PI * TONE_HZ) / SAMPLE_RATE;
  let ss = 0, cc = 0, sc = 0, xs = 0, xc = 0;
  x.forEach((v, i) => {
    const s = Math.sin(w * (from + i));
    const c = Math.cos(w * (from + i));
    ss += s * s; cc += c * c; sc += s * c; xs += v * s; xc += v * c;
  });
  const det = ss * cc - sc * sc;
  const a = (xs * cc - xc * sc) / det;
  const b = (xc * ss - xs * sc) / det;
  const left = x.reduce((sum, v, i) => sum + (v - a * Math.sin(w * (from + i)) - b * Math.cos(w * (from + i))) ** 2, 0);
  return Math.sqrt(left / x.length);
}
