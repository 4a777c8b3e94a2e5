import { FADE_US, GUARD_US } from '../../../shared/soundEdges';
import { US_PER_SECOND } from '../../../shared/time';
import type { SoundSpan } from '../redaction/plan';
import { strongerSound } from '../redaction/sound';
import { mergeSpans } from '../redaction/spans';
import { ROOM_RMS, roomExpression } from './roomNoise';
import { plainSeconds, seconds } from './seconds';

export { FADE_US, GUARD_US };

/** Every clip's sample rate, Hz: with lower ones AAC's smear, which is counted in samples, would outgrow the guard. */
export const SAMPLE_RATE = 48_000;
/** The bleep: frequency in Hz and amplitude of full scale (−18 dBFS). */
export const TONE_HZ = 1_000;
export const TONE_AMPLITUDE = 0.126;
/** Below this nobody speaks, Hz: rumble of wind and tables, and constant parts of cheap recorders. */
const RUMBLE_HZ = 20;

/**
 * The gain and bleep of a whole clip as one expression for ffmpeg's `aeval`, which computes it for every sample of
 * every channel: exact to the sample, unlike `volume`, which decides once per frame of 1 024. A balanced tree of
 * comparisons, so that hundreds of spans cost a few comparisons a sample.
 *
 * @param spans sound spans in the clip's time.
 * @param fadeOutUs slope before each, microseconds.
 */
export function soundExpression(spans: readonly SoundSpan[], fadeOutUs = FADE_US): string {
  const joined = mergeSpans<SoundSpan>(spans, 2 * GUARD_US + FADE_US + fadeOutUs, (a, b) => ({ ...a, treatment: strongerSound(a.treatment, b.treatment), roomRms: a.roomRms ?? b.roomRms ?? ROOM_RMS.unknown }));
  const slope = US_PER_SECOND / FADE_US;
  const pieces = joined.flatMap(({ startUs, endUs, treatment, roomRms }) => {
    const from = startUs - GUARD_US;
    const to = endUs + GUARD_US;
    const inside = treatment === 'mute' ? '0' : treatment === 'bleep' ? `${TONE_AMPLITUDE}*sin(2*PI*${TONE_HZ}*t)` : roomExpression(roomRms ?? ROOM_RMS.unknown);
    return [
      { untilUs: from - fadeOutUs, value: 'val(ch)' },
      { untilUs: from, value: `val(ch)*(${seconds(from)}-t)*${US_PER_SECOND / fadeOutUs}` },
      { untilUs: to, value: inside },
      { untilUs: to + FADE_US, value: `val(ch)*(t-${seconds(to)})*${slope}` },
    ];
  });
  return tree([...pieces, { untilUs: Number.POSITIVE_INFINITY, value: 'val(ch)' }]);
}

interface Piece { readonly untilUs: number; readonly value: string }

function tree(pieces: readonly Piece[]): string {
  if (pieces.length <= 1) return pieces[0]?.value ?? '0';
  const half = Math.floor(pieces.length / 2);
  return `if(lt(t,${seconds(pieces[half - 1]?.untilUs ?? 0)}),${tree(pieces.slice(0, half))},${tree(pieces.slice(half))})`;
}

export interface SoundChain {
  /** Number of the input; the first unless given. */
  readonly input?: number;
  readonly index: number;
  readonly channels: number;
  /** Further tracks of the same input that are mixed with it. */
  readonly mixed?: readonly number[];
  /** Source time of the clip's start, microseconds. */
  readonly startUs: number;
  readonly durationUs: number;
  readonly spans: readonly SoundSpan[];
}

/**
 * The sound of a clip, from `[0:index]` to `[a]`. The redaction is the last filter, after resampling and mixing down, so
 * nothing behind it can smear what it removed.
 */
export function soundChain(c: SoundChain): string {
  return [...soundCut(c), ...soundRedaction(c.spans)].join(',') + '[a]';
}

/** Takes the spans, in the time of what it is given, out of sound: all of it that comes before. */
export function soundRedaction(spans: readonly SoundSpan[], fadeOutUs = FADE_US): string[] {
  // Opus takes constant parts out itself, with a filter that needs a fifth of a second to settle: what was cut off above zero
  // would stand in the silence behind as a slow fall, which the check rightly takes for sound.
  return spans.length > 0 ? [`highpass=f=${RUMBLE_HZ}`, `aeval=exprs='${soundExpression(spans, fadeOutUs)}':c=same`] : [];
}

/** A stretch of a footage's sound as it is, from its first instant. Gaps and late starts become silence, so that sound stays in step. */
export function soundCut(c: Omit<SoundChain, 'spans'>): string[] {
  const { mixed = [], ...track } = c;
  const [first, ...others] = [c.index, ...mixed].map((index) => trackCut({ ...track, index }));
  if (first === undefined || others.length === 0) return first ?? [];
  const labels = [first, ...others].map((_, i) => `[t${c.input ?? 0}x${i}]`);
  // Each as loud as one of so many: their sum never overdrives.
  return [`${[first, ...others].map((cut, i) => `${cut.join(',')}${labels[i]}`).join(';')};${labels.join('')}amix=inputs=${labels.length}:normalize=1:dropout_transition=0`];
}

function trackCut(c: Omit<SoundChain, 'spans' | 'mixed'>): string[] {
  const samples = Math.round((c.durationUs * SAMPLE_RATE) / US_PER_SECOND);
  const leadUs = US_PER_SECOND / 2;
  return [
    `[${c.input ?? 0}:${c.index}]atrim=start=${plainSeconds(c.startUs - leadUs)}:end=${plainSeconds(c.startUs + c.durationUs + leadUs)}`,
    // From zero on purpose: aresample counts first_pts in the input's samples, whatever the manual says.
    `asetpts=PTS-(${plainSeconds(c.startUs - leadUs)})/TB`,
    // Hard compensation from 20 ms: the default of 100 ms would let sound run away from the words' times by two thirds of the padding.
    `aresample=${SAMPLE_RATE}:async=1:min_hard_comp=0.02:first_pts=0`,
    `aformat=sample_fmts=fltp:channel_layouts=${c.channels === 1 ? 'mono' : 'stereo'}`,
    `atrim=start_sample=${SAMPLE_RATE / 2}`,
    `asetpts=PTS-${SAMPLE_RATE / 2}`,
    `apad=whole_len=${samples}`,
    `atrim=end_sample=${samples}`,
  ];
}
