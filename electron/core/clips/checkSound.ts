import { ZapisError } from '../../../shared/errors';
import { US_PER_SECOND } from '../../../shared/time';
import type { FfmpegBinaries } from '../media/binaries';
import type { Served } from '../media/loopback';
import { runFfmpeg } from '../media/process';
import type { SoundSpan } from '../redaction/plan';
import { roomNoise } from './roomNoise';
import { SAMPLE_RATE, TONE_HZ } from './soundFilter';

/** −60 dB of full scale: what a redacted sample may not exceed. */
const SILENCE = 0.001;
/**
 * −50 dB: what may be left of a bleep's window when the pure tone is taken out. The encoder's own noise measures
 * −80 dB; speech under the tone would be −40 dB at its faintest.
 */
const RESIDUE = 0.00316;
/** −54 dB: what may be left of a replacement's window when the room's noise, of which every sample is known, is taken out. */
const ROOM_RESIDUE = 0.002;
const WINDOW = SAMPLE_RATE / 20;

/**
 * Decodes a clip's sound and measures the redacted spans in every channel: each sample of a mute below −60 dB,
 * each 50 ms of a bleep nothing but the tone, each 50 ms of a replacement nothing but the noise that was put there.
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
  /** Sample frames (one sample of every channel) seen so far. */
  #seen = 0;
  #span = 0;
  #window: number[] = [];
  /** Number of the window's first sample frame in the clip. */
  #windowAt = 0;

  constructor(private readonly channels: number, private readonly spans: readonly SoundSpan[]) {}

  push(chunk: Buffer): void {
    const data = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const frameBytes = 4 * this.channels;
    const frames = Math.floor(data.length / frameBytes);
    // Copied: a Float32Array needs a start divisible by four.
    const samples = new Float32Array(new Uint8Array(data.subarray(0, frames * frameBytes)).buffer);
    this.#rest = Buffer.from(data.subarray(frames * frameBytes));
    const from = this.#seen;
    this.#seen += frames;
    for (let span = this.spans[this.#span]; span; span = this.spans[this.#span]) {
      const first = Math.max(from, Math.ceil((span.startUs * SAMPLE_RATE) / US_PER_SECOND));
      const end = Math.floor((span.endUs * SAMPLE_RATE) / US_PER_SECOND);
      const until = Math.min(this.#seen, end);
      if (first < until) this.#measure(span, first, samples.subarray((first - from) * this.channels, (until - from) * this.channels));
      if (end > this.#seen) return;
      this.#closeWindow(span);
      this.#span += 1;
    }
  }

  /** The sound is over: what is left of a window is judged, too. */
  end(): void {
    const span = this.spans[this.#span];
    if (span) this.#closeWindow(span);
  }

  #measure(span: SoundSpan, first: number, samples: Float32Array): void {
    for (const [i, sample] of samples.entries()) {
      if (span.treatment !== 'mute') {
        if (this.#window.length === 0) this.#windowAt = first + i / this.channels;
        this.#window.push(sample);
        if (this.#window.length === WINDOW * this.channels) this.#closeWindow(span);
      } else if (!(Math.abs(sample) < SILENCE)) {
        throw new ZapisError('export-check-failed', { what: 'sound' });
      }
    }
  }

  #closeWindow(span: SoundSpan): void {
    const window = this.#window;
    this.#window = [];
    const frames = window.length / this.channels;
    // Under a cycle and a half of the tone a fit explains anything.
    if (frames < (1.5 * SAMPLE_RATE) / TONE_HZ) return;
    for (let c = 0; c < this.channels; c += 1) {
      const heard = window.filter((_, i) => i % this.channels === c);
      // Written so that what is not a number fails, too.
      if (!(span.treatment === 'replace' ? roomResidue(heard, this.#windowAt) <= ROOM_RESIDUE : residue(heard) <= RESIDUE)) throw new ZapisError('export-check-failed', { what: 'sound' });
    }
  }
}

/** What is left, root mean square, when the tone is taken out: least squares at one frequency, any phase and strength. */
function residue(x: readonly number[]): number {
  const w = (2 * Math.PI * TONE_HZ) / SAMPLE_RATE;
  let ss = 0, cc = 0, sc = 0, xs = 0, xc = 0;
  x.forEach((v, i) => {
    const s = Math.sin(w * i);
    const c = Math.cos(w * i);
    ss += s * s; cc += c * c; sc += s * c; xs += v * s; xc += v * c;
  });
  const det = ss * cc - sc * sc;
  const a = (xs * cc - xc * sc) / det;
  const b = (xc * ss - xs * sc) / det;
  const left = x.reduce((sum, v, i) => sum + (v - a * Math.sin(w * i) - b * Math.cos(w * i)) ** 2, 0);
  return Math.sqrt(left / x.length);
}

/** What is left, root mean square, when the room's noise is taken out at whatever strength explains most. */
function roomResidue(x: readonly number[], first: number): number {
  const noise = roomNoise(first, x.length);
  let nn = 0, xn = 0;
  x.forEach((v, i) => { nn += (noise[i] ?? 0) ** 2; xn += v * (noise[i] ?? 0); });
  const gain = xn / nn;
  return Math.sqrt(x.reduce((sum, v, i) => sum + (v - gain * (noise[i] ?? 0)) ** 2, 0) / x.length);
}
