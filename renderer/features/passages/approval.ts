import type { PassageView } from '../../../shared/domain';
import { may, type Role } from '../../../shared/roles';
import { t } from '../../ui/messages';

export interface Approval {
  /** Who marked it, and what is still to be done by whom. */
  text: string;
  /** `refused`: the button is there, but this person must not press it; `absent`: not this role's affair, or done. */
  button: 'open' | 'refused' | 'absent';
}

/** How a passage stands towards the second person, as whoever sits there sees it. The core decides anew when asked. */
export function approvalOf(passage: Pick<PassageView, 'state' | 'markedBy' | 'changedBy'>, person: { readonly id: string; readonly role: Role } | null): Approval {
  const { state, markedBy, changedBy } = passage;
  if (state === 'rejected' || state === 'withdrawn') return { text: changedBy ? t(`passages.${state}By`, { name: nameOf(changedBy, person) }) : '', button: 'absent' };
  if (state === 'suggested') return { text: t('passages.suggestedOpen'), button: 'absent' };
  if (state === 'approved') return { text: changedBy ? t('passages.approvedBy', { name: nameOf(changedBy, person) }) : '', button: 'absent' };
  const hands = markedBy ? [t('passages.markedBy', { name: nameOf(markedBy, person) })] : [];
  if (changedBy && changedBy.id !== markedBy?.id) hands.push(t('passages.changedBy', { name: nameOf(changedBy, person) }));
  const say = (what: string): string => [...hands, what].join(' ');
  if (!person || !may(person.role, 'passages.approve')) return { text: say(t('passages.othersApprove')), button: 'absent' };
  if (markedBy?.id === person.id || changedBy?.id === person.id) return { text: say(t('passages.secondApproves')), button: 'refused' };
  return { text: hands.join(' '), button: 'open' };
}

function nameOf(hand: { readonly id: string; readonly name: string }, person: { readonly id: string } | null): string {
  return hand.id === person?.id ? t('passages.you') : hand.name;
}
