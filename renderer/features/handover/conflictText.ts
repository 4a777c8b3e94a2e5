import type { ConflictView } from '../../../shared/domain';
import { codeText, type MessageKey } from '../../ui/messages';

const FIELDS: Readonly<Record<string, MessageKey>> = {
  speakerCode: 'interview.speaker', date: 'interview.date', region: 'interview.region', interviewer: 'interview.interviewer', languages: 'interview.languages',
  consent: 'interview.consent', warningGiven: 'interview.warning', warningWhen: 'interview.warningWhen', notes: 'interview.notes',
};
const FREE_TEXT: ReadonlySet<string> = new Set(['speakerCode', 'date', 'region', 'interviewer', 'warningWhen', 'notes']);

/** Name of the interview record's field in the record's own dialog; null when this version knows no such field. */
export function fieldLabel(field: string): MessageKey | null {
  return FIELDS[field] ?? null;
}

/** Whether a third wording can decide it: words can be written anew, a choice or a passage cannot. */
export function takesText({ kind, field }: Pick<ConflictView, 'kind' | 'field'>): boolean {
  return kind === 'segment' || kind === 'translation' || (kind === 'interview' && FREE_TEXT.has(field));
}

/** Fields whose values are codes, and where the catalogue has their words. */
const CODED: Readonly<Record<string, string>> = { consent: 'interview.consent-', warningGiven: 'interview.warning-', languages: 'languages.' };

/** A version as a person reads it: a field that holds codes (one a line) in the catalogue's words. */
export function fieldText({ kind, field }: Pick<ConflictView, 'kind' | 'field'>, text: string | null): string | null {
  const words = kind === 'interview' ? CODED[field] : undefined;
  if (words === undefined || text === null) return text;
  return text.split('\n').map((code) => codeText(words, code)).join('\n');
}
