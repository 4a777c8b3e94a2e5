import type { Pseudonym } from '../../../shared/domain';
import { planRedactions } from '../redaction/plan';
import { redactedSegments } from '../redaction/redactText';
import { asSegment } from './find';
import { occurrencesIn, stretchesOf } from './occurrences';

/** A text of a line, such as a title, with the substitutes in the place of the names. */
export function withSubstitutes(text: string, pseudonyms: readonly Pseudonym[]): string {
  if (pseudonyms.length === 0 || text.trim() === '') return text;
  const segment = asSegment(text);
  const names = stretchesOf(occurrencesIn([segment], pseudonyms, ''));
  if (names.length === 0) return text;
  const plan = planRedactions({ passages: [], names, segments: [segment], clip: null, durationUs: 1 });
  return redactedSegments([segment], plan).map((one) => one.text).join(' ');
}
