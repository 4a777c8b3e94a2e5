import { z } from 'zod';
import type { LanguageCode } from '../../../../shared/domain';
import type { Span } from '../../../../shared/time';
import { durationOf, soundOf, type ClipPart } from '../parts';
import { wordsIn, type EarEnv, type HeardWord, type Listening } from './hearAgain';
import { heardError, heardFindings } from './judgeHeard';
import type { Secrets } from './secrets';
import { stretchesToHear } from './stretches';

/** Why a clip was not listened to before it got its name. */
export const UNHEARD = ['switched-off', 'no-recogniser', 'no-sound', 'no-words'] as const;
export type Unheard = (typeof UNHEARD)[number];

/**
 * How far an interrupted job had listened. It holds for the very same bytes only: rendered anew, a clip comes out the same
 * unless something in it has changed since.
 */
export const heardSoFar = z.object({
  heard: z.object({ sha256: z.string(), stretches: z.number().int().positive(), words: z.array(z.object({ startUs: z.number(), endUs: z.number(), text: z.string() })) }),
});
export type HeardSoFar = z.infer<typeof heardSoFar>;

export interface Clip {
  readonly file: string;
  readonly sha256: string;
  readonly parts: readonly ClipPart[];
  readonly secrets: Secrets;
  readonly language: LanguageCode;
}

export interface ListenOptions {
  readonly signal: AbortSignal;
  readonly soFar?: HeardSoFar | null | undefined;
  /** To be kept, for `soFar` of another time. */
  readonly onHeard?: ((soFar: HeardSoFar) => void) | undefined;
  /** 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

/**
 * Recognises a finished clip once more, the redacted stretches with their surroundings first, and refuses it at the first
 * redacted word.
 *
 * @throws ZapisError `export-heard`, `export-heard-beside` with the place in the footage; those of `wordsIn`.
 */
export async function listenAgain(env: Omit<EarEnv, 'startWorker'>, clip: Clip, listening: Listening, o: ListenOptions): Promise<void> {
  const stretches = stretchesToHear(durationOf(clip.parts), soundOf(clip.parts));
  const before = o.soFar?.heard.sha256 === clip.sha256 ? o.soFar.heard : { stretches: 0, words: [] };
  const words: HeardWord[] = [...before.words];
  // What was heard before the interruption may have become a secret since.
  assertNothingHeard(words, clip);
  const left = stretches.slice(before.stretches);
  const [doneS, allS] = [seconds(stretches) - seconds(left), seconds(stretches)];
  if (left.length === 0) return;
  const { startWorker, ...how } = listening;
  await wordsIn({ ...env, startWorker }, clip.file, {
    ...how, language: clip.language, signal: o.signal, stretches: left,
    onProgress: (s) => o.onProgress?.(Math.min(1, (doneS + s) / allS)),
    onStretch: (n, heard) => {
      const whole = heard.filter((word) => !isCut(word, left[n], durationOf(clip.parts)));
      assertNothingHeard(whole, clip);
      words.push(...whole.map(({ startUs, endUs, text }) => ({ startUs, endUs, text })));
      o.onHeard?.({ heard: { sha256: clip.sha256, stretches: before.stretches + n + 1, words } });
    },
  });
}

function assertNothingHeard(words: readonly HeardWord[], { parts, secrets }: Clip): void {
  const [heard] = heardFindings(words, secrets);
  if (heard) throw heardError(heard, parts);
}

/** What touches the edge of a stretch may be half of a word; the stretch beside it holds the whole. */
const CUT_US = 150_000;

function isCut(word: Span, stretch: Span | undefined, durationUs: number): boolean {
  if (!stretch) return false;
  return (stretch.startUs > 0 && word.startUs < stretch.startUs + CUT_US) || (stretch.endUs < durationUs && word.endUs > stretch.endUs - CUT_US);
}

function seconds(spans: readonly Span[]): number {
  return spans.reduce((sum, { startUs, endUs }) => sum + endUs - startUs, 0) / 1e6;
}
