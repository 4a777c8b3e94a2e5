import type { Word } from '../../../shared/domain';
import type { Span } from '../../../shared/time';
import type { Chunk } from './chunker';
import { uncovered } from './guard/spans';
import { SAMPLE_RATE } from './levels';

/** The speech of a stretch without all that lies between, and the way back. */
export interface SpokenSound {
  readonly pcm: Float32Array;
  /** Where in it the detector hardly heard anybody: the edges of stretches; microseconds from its start, in order, apart. */
  readonly edges: readonly Span[];
  /** Words timed in it, put where they are on the footage's timeline; none reaches over what was left out. */
  toTimeline(words: readonly Word[]): Word[];
}

interface Part extends Span {
  /** Where it begins in the sound without pauses, microseconds. */
  readonly fromUs: number;
}

/** What an aligner never hears it cannot stretch a word over: noise between turns of talk sounds like speech to it. */
export function spokenSound({ startUs, pcm, speech }: Pick<Chunk, 'startUs' | 'pcm' | 'speech'>, room: Span): SpokenSound {
  const sample = (us: number): number => Math.max(0, Math.round(((us - startUs) * SAMPLE_RATE) / 1e6));
  const inside = speech.map((s) => ({ ...s, startUs: Math.max(s.startUs, room.startUs), endUs: Math.min(s.endUs, room.endUs) })).filter((s) => s.endUs > s.startUs);
  const parts: Part[] = [];
  const pieces: Float32Array[] = [];
  const edges: Span[] = [];
  let length = 0;
  for (const { sure, ...span } of inside.length > 0 ? inside : [{ ...room, sure: undefined }]) {
    const piece = pcm.subarray(sample(span.startUs), sample(span.endUs));
    const fromUs = Math.round((length / SAMPLE_RATE) * 1e6);
    parts.push({ ...span, fromUs });
    if (sure) edges.push(...uncovered([span], [sure], 1).map((e) => ({ startUs: fromUs + e.startUs - span.startUs, endUs: fromUs + e.endUs - span.startUs })));
    pieces.push(piece);
    length += piece.length;
  }
  const sound = new Float32Array(length);
  pieces.reduce((at, piece) => (sound.set(piece, at), at + piece.length), 0);
  return { pcm: sound, edges, toTimeline: (words) => words.map((word) => placed(word, parts)) };
}

function placed(word: Word, parts: readonly Part[]): Word {
  const within = (part: Part): Span => {
    const clamp = (us: number): number => Math.min(part.endUs, Math.max(part.startUs, part.startUs + us - part.fromUs));
    return { startUs: clamp(word.startUs), endUs: clamp(word.endUs) };
  };
  const [first, ...others] = parts.map(within);
  if (!first) return word;
  const longest = others.reduce((a, b) => (b.endUs - b.startUs > a.endUs - a.startUs ? b : a), first);
  if (longest.endUs > longest.startUs) return { ...word, ...longest };
  // A word without length lies where the sound has come to.
  const at = parts.findLast((part) => part.fromUs <= word.startUs) ?? parts[0];
  return at ? { ...word, ...within(at) } : word;
}
