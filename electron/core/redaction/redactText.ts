import type { Segment, Word } from '../../../shared/domain';
import type { RedactionPlan } from './plan';
import { REDACTED } from './policy';

/**
 * The transcript as it may leave: each run of hidden words is one `[redacted]`, timed over the run so that not
 * even the number of words shows. A segment in which no word may be shown is the marker alone.
 */
export function redactedSegments(segments: readonly Segment[], plan: Pick<RedactionPlan, 'hidden'>): Segment[] {
  return segments.map((segment) => {
    const hidden = plan.hidden.get(segment.id);
    if (!hidden) return segment;
    const words = hidden === 'all' ? [marker(segment)] : withMarkers(segment, hidden);
    return { ...segment, words, text: words.map((w) => w.text).join(' ') };
  });
}

/** The words that the plan hides, as written: what the check after an export looks for. */
export function hiddenWords(segments: readonly Segment[], plan: Pick<RedactionPlan, 'hidden'>): string[] {
  return segments.flatMap((segment) => {
    const hidden = plan.hidden.get(segment.id);
    if (!hidden) return [];
    if (hidden === 'all') return [...segment.text.split(/\s+/), ...segment.words.map((w) => w.text)];
    return segment.words.filter((_, index) => hidden.has(index)).map((w) => w.text);
  });
}

function withMarkers(segment: Segment, hidden: ReadonlySet<number>): Word[] {
  const shown: Word[] = [];
  let run: Word | null = null;
  segment.words.forEach((word, index) => {
    if (!hidden.has(index)) {
      run = null;
      shown.push(word);
    } else if (run) {
      run = { ...run, startUs: Math.min(run.startUs, word.startUs), endUs: Math.max(run.endUs, word.endUs) };
      shown[shown.length - 1] = run;
    } else {
      run = { text: REDACTED, startUs: word.startUs, endUs: word.endUs, trust: word.trust };
      shown.push(run);
    }
  });
  return shown;
}

function marker(segment: Segment): Word {
  return { text: REDACTED, startUs: segment.startUs, endUs: segment.endUs, trust: 'untimed' };
}
