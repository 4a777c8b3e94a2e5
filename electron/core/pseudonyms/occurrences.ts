import { NAME_REASONS, type OccurrenceView, type Pseudonym, type Segment } from '../../../shared/domain';
import type { Span } from '../../../shared/time';
import type { NamedStretch } from '../redaction/plan';
import { REDACTED } from '../redaction/policy';
import { hull } from '../redaction/spans';
import { possibleSpan } from '../redaction/wordTimes';
import { findNames, type Found } from './find';

/** A place where a name stands, with what a person has judged of it. */
export interface Occurrence extends Found {
  readonly pseudonym: Pseudonym;
  readonly span: Span;
  readonly excluded: boolean;
}

/** Alignment and corrections move words about; further off the same words are another place. */
const NEAR_US = 5_000_000;

/**
 * Where the names stand in a footage's transcript, stored or shown.
 *
 * @param footage its SHA-256.
 */
export function occurrencesIn(segments: readonly Segment[], pseudonyms: readonly Pseudonym[], footage: string): Occurrence[] {
  const byId = new Map(pseudonyms.map((one) => [one.id, one]));
  const wanted = pseudonyms.map(({ id, name, also, kind }) => ({ id, names: [name, ...also], kind }));
  return findNames(segments, wanted).flatMap((found): Occurrence[] => {
    const pseudonym = byId.get(found.id);
    if (!pseudonym) return [];
    const span = spanOf(found);
    // Where it may be two people's name, both must have been told apart from it.
    const excluded = [pseudonym, ...found.others.flatMap((id) => byId.get(id) ?? [])].every((one) => isExcluded(one, footage, found.fingerprint, span));
    return [{ ...found, pseudonym, span, excluded }];
  });
}

function isExcluded({ excluded }: Pseudonym, footage: string, fingerprint: string, { startUs, endUs }: Span): boolean {
  return excluded.some((one) => one.footage === footage && one.fingerprint === fingerprint && one.startUs <= endUs + NEAR_US && one.endUs >= startUs - NEAR_US);
}

function spanOf({ from, to, whole }: Found): Span {
  const { segment } = from;
  if (whole) return segment.words.reduce((span, _, index) => hull(span, possibleSpan(segment, index)), { startUs: segment.startUs, endUs: segment.endUs });
  return hull(timeOf(segment, from.word), timeOf(to.segment, to.word));
}

function timeOf(segment: Segment, index: number): Span {
  const word = segment.words[index];
  return word && word.trust !== 'untimed' && word.endUs > word.startUs ? { startUs: word.startUs, endUs: word.endUs } : { startUs: segment.startUs, endUs: segment.endUs };
}

/** As the plan takes them: without those that a person has excluded. */
export function stretchesOf(occurrences: readonly Occurrence[]): NamedStretch[] {
  return occurrences.filter(({ excluded }) => !excluded).map(({ pseudonym, span, from, to, whole, others }) => ({
    ...span, reason: NAME_REASONS[pseudonym.kind],
    anchor: { fromSegmentId: from.segment.id, fromWord: whole ? 0 : from.word, toSegmentId: to.segment.id, toWord: whole ? Math.max(0, to.segment.words.length - 1) : to.word },
    whole,
    // Whose name it is nobody can tell: saying one of them might accuse the wrong man.
    substitute: others.length > 0 ? REDACTED : pseudonym.substitute,
  }));
}

/** Words to either side, for a person who judges. */
const CONTEXT = 6;

export function occurrenceView({ from, to, whole, span, foundBy, small, excluded, fingerprint }: Occurrence): OccurrenceView {
  const start = from.segment.words.map(({ text }) => text);
  const end = to.segment.words.map(({ text }) => text);
  const text = whole ? from.segment.text : from.segment.id === to.segment.id ? start.slice(from.word, to.word + 1).join(' ') : [...start.slice(from.word), ...end.slice(0, to.word + 1)].join(' ');
  return {
    segmentId: from.segment.id, word: whole ? -1 : from.word, startUs: span.startUs, endUs: span.endUs, text,
    before: whole ? '' : start.slice(Math.max(0, from.word - CONTEXT), from.word).join(' '), after: whole ? '' : end.slice(to.word + 1, to.word + 1 + CONTEXT).join(' '),
    foundBy, small, excluded, fingerprint,
  };
}
