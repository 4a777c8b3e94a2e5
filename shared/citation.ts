import type { InterviewDraft } from './domain';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/**
 * The citation line that an interview record yields, as the field writes it:
 * `(N.H., interviewed by Speckhard, June 2016, Balkans)`. Parts that are not known are left out; empty when
 * nothing is. A day is given away only if the record holds one: the line says no more than was entered.
 */
export function citation(record: Pick<InterviewDraft, 'speakerCode' | 'interviewer' | 'date' | 'region'>): string {
  const interviewer = record.interviewer.trim();
  const parts = [record.speakerCode.trim(), interviewer && `interviewed by ${interviewer}`, dateInWords(record.date), record.region.trim()].filter((part) => part !== '');
  return parts.length === 0 ? '' : `(${parts.join(', ')})`;
}

/** `2016` → `2016`, `2016-06` → `June 2016`, `2016-06-05` → `5 June 2016`; anything else as it is. */
function dateInWords(date: string): string {
  const [, year = '', month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date) ?? [];
  const name = MONTHS[Number(month) - 1];
  if (year === '' || name === undefined) return year || date;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}
