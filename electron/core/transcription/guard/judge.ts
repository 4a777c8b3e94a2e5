import type { Doubt, LanguageCode } from '../../../../shared/domain';
import type { Placed } from '../place';
import { isLoop } from './loops';
import { isPhantom } from './phantoms';
import { isImpossibleRate, isOverSilence } from './rates';
import { isForeignScript } from './scripts';
import type { Span } from './spans';

/** Below this mean logarithm of probabilities, and above this packing, Whisper's own decoder does not believe its text. */
export const WEAK_LOGPROB = -1;
const PACKED = 2.4;

export interface Judged extends Placed {
  readonly doubts: readonly Doubt[];
}

/**
 * Says of each segment why it may not have been said.
 *
 * @param speech where somebody was heard to speak, in order, apart.
 */
export function judge(placed: readonly Placed[], o: { speech: readonly Span[]; language: LanguageCode }): Judged[] {
  const across = loopingSegments(placed);
  return placed.map((segment, index) => {
    const signs: readonly (readonly [Doubt, boolean])[] = [
      ['loop', segment.isFolded === true || across.has(index) || isLoop(segment.text)],
      ['phantom', isPhantom(segment.text)],
      ['rate', isImpossibleRate(segment.text, segment, o.speech)],
      ['silence', isOverSilence(segment, o.speech)],
      ['evidence', segment.evidence !== undefined && (segment.evidence.logprob < WEAK_LOGPROB || segment.evidence.compression > PACKED)],
      ['language', isForeignScript(segment.text, o.language)],
    ];
    return { ...segment, doubts: signs.flatMap(([doubt, present]) => (present ? [doubt] : [])) };
  });
}

/** So many neighbours are looked at together for loops that no single segment shows. */
const NEIGHBOURS = 3;

function loopingSegments(placed: readonly Placed[]): ReadonlySet<number> {
  const looping = new Set<number>();
  for (let from = 0; from + NEIGHBOURS <= placed.length; from++) {
    const together = placed.slice(from, from + NEIGHBOURS);
    if (isLoop(together.map((s) => s.text).join(' '))) together.forEach((_, i) => looping.add(from + i));
  }
  return looping;
}
