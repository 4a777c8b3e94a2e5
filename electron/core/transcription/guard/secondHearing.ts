import { frameLevels, FRAME_SAMPLES, SAMPLE_RATE } from '../levels';
import type { Decoding, Recognised } from '../protocol';

/**
 * How everything is heard first. Not in the engine's own way: what it does not believe it decodes up to five times more, each
 * time more by lot (docs/decisions.md).
 */
export const FIRST_WAY: Decoding = { temperature: 0, seed: 1 };

/** How a doubtful stretch is heard again: in two halves, which takes a loop its run-up; then with lots drawn, which takes it its certainty. */
export const OTHER_WAYS: readonly { readonly halves: boolean; readonly decoding: Decoding }[] = [
  { halves: true, decoding: { temperature: 0, seed: 2 } },
  { halves: false, decoding: { temperature: 0.4, seed: 3 } },
];

/** Sound shorter than this is not taken apart. */
const LEAST_TO_HALVE = 6 * SAMPLE_RATE;

/** Recognises a sound in two halves, parted at the least loud moment around its middle. */
export async function inHalves(pcm: Float32Array, recognise: (part: Float32Array) => Promise<Recognised>): Promise<Recognised> {
  if (pcm.length < LEAST_TO_HALVE) return recognise(pcm);
  const at = quietMiddle(pcm);
  const first = await recognise(pcm.slice(0, at));
  const second = await recognise(pcm.slice(at));
  const shiftMs = (at / SAMPLE_RATE) * 1000;
  return {
    language: first.segments.length > 0 ? first.language : second.language,
    segments: [...first.segments, ...second.segments.map((s) => ({ ...s, t0Ms: s.t0Ms + shiftMs, t1Ms: s.t1Ms + shiftMs }))],
    evidence: [...first.evidence, ...second.evidence.map((e) => ({ ...e, fromMs: e.fromMs + shiftMs }))],
  };
}

function quietMiddle(pcm: Float32Array): number {
  const levels = frameLevels(pcm);
  let best = Math.floor(levels.length / 2);
  for (let i = Math.floor(levels.length / 3); i < (levels.length * 2) / 3; i++) if ((levels[i] ?? 0) < (levels[best] ?? 0)) best = i;
  return best * FRAME_SAMPLES;
}
