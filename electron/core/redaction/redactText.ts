import type { Segment, Word } from '../../../shared/domain';
import { omit } from '../handover/omit';
import type { NamedStretch, RedactionPlan } from './plan';
import { REDACTED } from './policy';

/** What of a plan concerns text. */
type TextPlan = Pick<RedactionPlan, 'hidden'> & Partial<Pick<RedactionPlan, 'substitutes'>>;

/**
 * The transcript as it may leave: each run of hidden words is one `[redacted]`, timed over the run so that not
 * even the number of words shows. A segment in which no word may be shown is the marker alone. Where a name alone is
 * hidden, its substitute stands, with the punctuation around the name.
 */
export function redactedSegments(segments: readonly Segment[], plan: TextPlan): Segment[] {
  return segments.map((segment) => {
    const hidden = plan.hidden.get(segment.id);
    if (!hidden) return segment.words.some(isRemembering) ? { ...segment, words: segment.words.map(asWritten) } : segment;
    const words = hidden === 'all' ? [marker(segment)] : withMarkers(segment, hidden, plan.substitutes?.get(segment.id));
    return { ...segment, words, text: words.map((w) => w.text).join(' ') };
  });
}

/**
 * The words that the plan hides, as written, and what the recogniser wrote before its spelling was put right: what the check after
 * an export looks for. Whoever hears the clip once more, with the same recogniser, mishears them in the same way.
 */
export function hiddenWords(segments: readonly Segment[], plan: Pick<RedactionPlan, 'hidden'>): string[] {
  return segments.flatMap((segment) => {
    const hidden = plan.hidden.get(segment.id);
    if (!hidden) return [];
    if (hidden === 'all') return [...segment.text.split(/\s+/), ...segment.words.flatMap(saidOf)];
    return segment.words.filter((_, index) => hidden.has(index)).flatMap(saidOf);
  });
}

/** A word as it is written and as it was heard. */
export function saidOf({ text, heard }: Word): string[] {
  return heard === undefined ? [text] : [text, heard];
}

function withMarkers(segment: Segment, hidden: ReadonlySet<number>, substitutes: ReadonlyMap<number, NamedStretch> | undefined): Word[] {
  const shown: Word[] = [];
  let run: { readonly of: NamedStretch | null; readonly from: number; readonly word: Word } | null = null;
  segment.words.forEach((word, index) => {
    if (!hidden.has(index)) {
      run = null;
      shown.push(asWritten(word));
      return;
    }
    const of = substitutes?.get(index) ?? null;
    const goesOn: boolean = run?.of === of;
    const from: number = run && goesOn ? run.from : index;
    const times = run && goesOn ? { startUs: Math.min(run.word.startUs, word.startUs), endUs: Math.max(run.word.endUs, word.endUs), trust: run.word.trust } : { startUs: word.startUs, endUs: word.endUs, trust: word.trust };
    run = { of, from, word: { text: of === null ? REDACTED : inPlaceOf(of.substitute, segment.words[from]?.text ?? '', word.text), ...times } };
    if (goesOn) shown[shown.length - 1] = run.word;
    else shown.push(run.word);
  });
  return shown;
}

/** The name's punctuation stays; what the substitute ends with itself is not doubled. */
function inPlaceOf(substitute: string, first: string, last: string): string {
  const before = /^[^\p{L}\p{N}]+/u.exec(first)?.[0] ?? '';
  const after = /[^\p{L}\p{N}\p{M}]+$/u.exec(last)?.[0] ?? '';
  return before + substitute + (substitute.endsWith('.') && after.startsWith('.') ? after.slice(1) : after);
}

/** Without what was heard in its place: of two words that had been one it would tell the other, which may be hidden. */
function asWritten(word: Word): Word {
  return isRemembering(word) ? omit(word, 'heard', 'recognised') : word;
}

function isRemembering({ heard, recognised }: Word): boolean {
  return heard !== undefined || recognised !== undefined;
}

function marker(segment: Segment): Word {
  return { text: REDACTED, startUs: segment.startUs, endUs: segment.endUs, trust: 'untimed' };
}
