import type { WordTrust } from '../../../../shared/domain';
import type { Measurement, TokenMeasurement } from './measure';
import type { Reference } from './reference';
import type { Run } from './wordSpans';

/**
 * Thresholds, set on real Croatian and Serbian utterances given their own text and another's (numbers
 * in docs/decisions.md): nine in ten words of the right text pass, one in twenty of a wrong one.
 */
export const LIMITS = {
  /** Gain of the whole text; a short one must do better, since chance weighs more. */
  gain: 0.03,
  gainShort: 0.6,
  /** Fit of a word with its two neighbours on each side, and of the word alone. */
  fitAround: 0.11,
  fitAlone: -0.02,
  gainAround: -0.06,
  /** A word lasts at least this, in frames. */
  shortest: 3,
  /** How much slower or faster than the text as a whole a word may be spoken. */
  stretch: 3.8,
  /** Longest plausible syllable in frames, with a syllable of the reference taken as 15 frames. */
  syllable: 200,
  referenceSyllable: 15,
} as const;

const NEIGHBOURS = 2;

/** Is this text spoken here at all? */
export function isSpoken(measurement: Measurement, voicedFrames: number): boolean {
  return voicedFrames > 0 && measurement.gain >= LIMITS.gain + LIMITS.gainShort / voicedFrames;
}

/** Which tokens' times can be believed, each on the evidence of its own sound and its neighbours'. */
export function believed(measurement: Measurement, spans: readonly (Run | null)[], reference: Reference): boolean[] {
  const pace = medianPace(spans, reference);
  return measurement.tokens.map((token, i) => {
    const span = spans[i];
    if (!span || reference.merged[i]) return false;
    const length = span.end - span.start;
    const expected = ((reference.to[i] as number) - (reference.from[i] as number)) * pace;
    const syllables = Math.max(1, Math.round(((reference.to[i] as number) - (reference.from[i] as number)) / LIMITS.referenceSyllable));
    return (
      length >= LIMITS.shortest &&
      length <= LIMITS.syllable * syllables &&
      length <= expected * LIMITS.stretch + LIMITS.shortest &&
      length >= expected / LIMITS.stretch - LIMITS.shortest &&
      token.fit >= LIMITS.fitAlone &&
      token.gain >= LIMITS.gainAround &&
      fitAround(measurement.tokens, i) >= LIMITS.fitAround
    );
  });
}

/** How far from a believed word a doubtful one may be and still count as lying where the path put it. */
const REACH = 6;

export function trustOf(i: number, sure: readonly boolean[], span: Run | null): WordTrust {
  if (sure[i]) return 'aligned';
  if (!span) return 'untimed';
  for (let d = 1; d <= REACH; d++) if (sure[i - d] || sure[i + d]) return 'estimated';
  return 'untimed';
}

function fitAround(tokens: readonly TokenMeasurement[], i: number): number {
  let sum = 0;
  let frames = 0;
  for (let n = Math.max(0, i - NEIGHBOURS); n <= Math.min(tokens.length - 1, i + NEIGHBOURS); n++) {
    const token = tokens[n] as TokenMeasurement;
    sum += token.fit * (token.end - token.start);
    frames += token.end - token.start;
  }
  return frames > 0 ? sum / frames : 0;
}

function medianPace(spans: readonly (Run | null)[], reference: Reference): number {
  const paces: number[] = [];
  spans.forEach((span, i) => {
    const length = (reference.to[i] as number) - (reference.from[i] as number);
    if (span && length > 0) paces.push((span.end - span.start) / length);
  });
  paces.sort((a, b) => a - b);
  return paces[paces.length >> 1] ?? 1;
}
