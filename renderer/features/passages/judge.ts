import type { PassageView } from '../../../shared/domain';
import { may, type Role } from '../../../shared/roles';

/** What a key or a button does to a passage: a suggestion is accepted, what is marked approved; either may be rejected. */
export type Judgement = 'accept' | 'approve' | 'reject';

/** The judgements that a person may give on a passage as it stands; the core decides anew when asked. */
export function judgementsOn({ state, markedBy, changedBy }: Pick<PassageView, 'state' | 'markedBy' | 'changedBy'>, person: { readonly id: string; readonly role: Role } | null): readonly Judgement[] {
  if (!person) return [];
  const can = (judgement: Judgement): boolean => may(person.role, judgement === 'accept' ? 'passages.mark' : `passages.${judgement}`);
  if (state === 'suggested') return (['accept', 'reject'] as const).filter(can);
  const own = markedBy?.id === person.id || changedBy?.id === person.id;
  return state === 'marked' && !own ? (['approve', 'reject'] as const).filter(can) : [];
}

export const FILTERS = ['all', 'open', 'guessed', 'approved', 'rejected'] as const;
export type Filter = (typeof FILTERS)[number];

/** Whether a passage is listed under a filter; `all` is all that is redacted, `rejected` what is not any more, `guessed` what no rule found and is still open. */
export function shows(filter: Filter, { state, suggestion }: Pick<PassageView, 'state' | 'suggestion'>): boolean {
  const history = state === 'rejected' || state === 'withdrawn';
  if (filter === 'rejected') return history;
  if (filter === 'guessed') return state === 'suggested' && isGuess(suggestion);
  if (filter === 'open') return state === 'marked' || state === 'suggested';
  return !history && (filter === 'all' || state === 'approved');
}

/** Whether a whole sentence was judged, where no rule knew its words. */
export function isGuess(suggestion: PassageView['suggestion']): boolean {
  return suggestion?.why.key === 'judged';
}
