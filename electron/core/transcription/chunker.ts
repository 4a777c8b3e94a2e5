import { US_PER_SECOND } from '../../../shared/time';
import { activeFrames, FRAME_RATE, FRAME_SAMPLES, frameLevels, SAMPLE_RATE } from './levels';

/**
 * Whisper sees 30 seconds at a time and pads what is shorter, so a chunk just under that wastes least. A little is
 * left free: a chunk of exactly 30 seconds makes the engine start a second window for the last word.
 */
const LONGEST_FRAMES = 29.5 * FRAME_RATE;
const SHORTEST_FRAMES = 20 * FRAME_RATE;
/** Silence kept around speech, so that soft first and last sounds stay whole. */
const MARGIN_FRAMES = 0.4 * FRAME_RATE;
/** Silence shorter than this at the start of a chunk is not worth leaving out. */
const LEADING_FRAMES = 1 * FRAME_RATE;
/** A stretch with less sound than this in all holds no word: a click, a door. */
const LEAST_ACTIVE_FRAMES = 0.2 * FRAME_RATE;
/** Pauses longer than this are all equally good places to cut. */
const LONG_PAUSE_FRAMES = 0.5 * FRAME_RATE;

/** A stretch of sound to recognise at once. */
export interface Chunk {
  /** Where its sound begins on the footage's timeline, microseconds. */
  readonly startUs: number;
  /** Everything before this time is dealt with once the chunk is: where to go on after an interruption. */
  readonly nextUs: number;
  /** The sound; empty for a stretch with nothing in it that could be speech. */
  readonly pcm: Float32Array;
}

const NO_SOUND = new Float32Array(0);

/**
 * Cuts a stream of mono 16 kHz sound into chunks of 20 to 29.5 seconds that begin and end in pauses; where nobody
 * pauses, at the quietest moment. Stretches with nothing that could be speech come without sound. Where each cut falls depends
 * only on the sound after the previous one, so a run that starts at any chunk's `nextUs` makes the same cuts.
 *
 * @param pcm pieces of any length, the first beginning at `startUs`; at most one chunk and one piece are held.
 */
export async function* chunks(pcm: AsyncIterable<Float32Array>, startUs: number): AsyncGenerator<Chunk> {
  const window = new Window();
  let position = 0;
  const chunk = ({ consumed, speech }: Cut): Chunk => {
    const from = position + (speech?.from ?? 0);
    const taken = window.take(consumed);
    position += consumed;
    return { startUs: timeAt(startUs, from), nextUs: timeAt(startUs, position), pcm: speech ? taken.slice(speech.from, speech.to) : NO_SOUND };
  };
  for await (const piece of pcm) {
    window.push(piece);
    while (window.length >= LONGEST_FRAMES * FRAME_SAMPLES) {
      yield chunk(cutAt(window.peek(LONGEST_FRAMES * FRAME_SAMPLES), false));
    }
  }
  if (window.length > 0) yield chunk(cutAt(window.peek(window.length), true));
}

function timeAt(startUs: number, samples: number): number {
  return startUs + Math.round((samples * US_PER_SECOND) / SAMPLE_RATE);
}

/** Samples to move on by, and the part of them that is worth recognising. */
interface Cut {
  readonly consumed: number;
  readonly speech: { readonly from: number; readonly to: number } | null;
}

function cutAt(pcm: Float32Array, isLast: boolean): Cut {
  const levels = frameLevels(pcm);
  const active = activeFrames(levels);
  const first = active.indexOf(1);
  const total = active.reduce((sum, a) => sum + a, 0);
  if (total < LEAST_ACTIVE_FRAMES) {
    // Sound at the very end may be the first of a word that goes on in the next window.
    const tail = active.lastIndexOf(1) >= active.length - MARGIN_FRAMES ? 2 * MARGIN_FRAMES : 0;
    return { consumed: isLast ? pcm.length : (active.length - tail) * FRAME_SAMPLES, speech: null };
  }
  const leading = first - MARGIN_FRAMES;
  if (!isLast && leading >= LEADING_FRAMES) return { consumed: leading * FRAME_SAMPLES, speech: null };
  const end = isLast ? active.length : pauseBetween(levels, active, SHORTEST_FRAMES, active.length);
  const spokenUntil = active.lastIndexOf(1, end - 1) + 1;
  const consumed = isLast ? pcm.length : end * FRAME_SAMPLES;
  const to = Math.min(consumed, (spokenUntil + MARGIN_FRAMES) * FRAME_SAMPLES);
  return { consumed, speech: { from: Math.max(0, isLast ? leading : 0) * FRAME_SAMPLES, to } };
}

/** The middle of the best pause between two frames: long and late is good. Without any pause, the quietest moment. */
function pauseBetween(levels: Float32Array, active: Uint8Array, from: number, to: number): number {
  let best = { score: 0, at: -1 };
  for (let at = from; at < to; ) {
    if (active[at]) {
      at++;
      continue;
    }
    const start = at;
    while (at < to && !active[at]) at++;
    const lateness = (start - from) / (to - from);
    const score = Math.min(at - start, LONG_PAUSE_FRAMES) * (0.7 + 0.3 * lateness);
    if (score > best.score) best = { score, at: Math.floor((start + at) / 2) };
  }
  return best.at >= 0 ? best.at : quietest(levels, from, to);
}

function quietest(levels: Float32Array, from: number, to: number): number {
  let at = from;
  for (let i = from; i < to; i++) if ((levels[i] ?? 0) < (levels[at] ?? 0)) at = i;
  return at;
}

/** Sound read but not yet cut. */
class Window {
  private room = new Float32Array(2 * LONGEST_FRAMES * FRAME_SAMPLES);
  length = 0;

  push(piece: Float32Array): void {
    if (this.length + piece.length > this.room.length) {
      const larger = new Float32Array(2 * (this.length + piece.length));
      larger.set(this.room.subarray(0, this.length));
      this.room = larger;
    }
    this.room.set(piece, this.length);
    this.length += piece.length;
  }

  /** The first samples, to look at before the next call. */
  peek(samples: number): Float32Array {
    return this.room.subarray(0, samples);
  }

  /** Removes the first samples and gives a copy of them. */
  take(samples: number): Float32Array {
    const taken = this.room.slice(0, samples);
    this.room.copyWithin(0, samples, this.length);
    this.length -= samples;
    return taken;
  }
}
