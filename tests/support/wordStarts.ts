import type { AlignerClient } from '../../electron/core/transcription/alignerClient';
import type { LanguageCode } from '../../shared/domain';
import type { Turn } from './noisyInterview';

/** Sound before and after a turn that the aligner hears with it, as in a transcription. */
const AROUND_US = 300_000;

/** How far from the truth the aligner puts the starts of words whose text it is given, milliseconds. */
export async function wordStartErrors(aligner: AlignerClient, language: LanguageCode, pcm: Float32Array, turns: readonly Turn[]): Promise<number[]> {
  const errors: number[] = [];
  for (const turn of turns) {
    const fromUs = Math.max(0, turn.startUs - AROUND_US);
    const sample = (us: number): number => Math.round((us / 1e6) * 16_000);
    const words = await aligner.align({ pcm: pcm.slice(sample(fromUs), sample(turn.endUs + AROUND_US)), text: turn.text, language });
    for (const { token, startUs } of turn.words) errors.push(Math.abs(fromUs + (words?.[token]?.startUs ?? NaN) - startUs) / 1000);
  }
  return errors;
}

/** The value under which the given share of all lies. */
export function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;
}
