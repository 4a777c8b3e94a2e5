import type { AudioTreatment, Passage, PassageView, Reason, VideoTreatment } from '../../../shared/domain';
import { ask, request } from '../../api/client';
import type { PassageTarget } from '../../state/dialogs';
import { currentSession, vaultStore } from '../../state/session';
import { failureText, t } from '../../ui/messages';
import { showFailure, toast } from '../../ui/notices';

export const usePassages = vaultStore<{ footageId: string | null; passages: readonly PassageView[] }>(() => ({ footageId: null, passages: [] }));

/** What will be redacted: a passage that was withdrawn or rejected is history. In the order of the footage. */
export function currentPassages<P extends Passage>(passages: readonly P[]): P[] {
  return passages.filter((p) => p.state !== 'withdrawn' && p.state !== 'rejected').sort((a, b) => a.startUs - b.startUs);
}

export async function openPassages(footageId: string | null): Promise<void> {
  usePassages.setState({ footageId, passages: [] });
  if (footageId) await reloadPassages(footageId);
}

export async function reloadPassages(footageId: string): Promise<void> {
  if (usePassages.getState().footageId !== footageId) return;
  const passages = await ask('passages.list', { footageId });
  if (passages && usePassages.getState().footageId === footageId) usePassages.setState({ passages });
}

/** How a passage is to be treated, as the dialog gathers it. */
export interface Treatment {
  reason: Reason;
  note: string;
  audio: AudioTreatment;
  video: VideoTreatment;
}

export async function markPassage(footageId: string, target: PassageTarget, treatment: Treatment): Promise<boolean> {
  const passage = await ask('passages.mark', { footageId, target: 'words' in target ? { words: target.words } : target.span, ...treatment });
  if (!passage) return false;
  await reloadPassages(footageId);
  return true;
}

export async function updatePassage(passage: Passage, treatment: Treatment): Promise<boolean> {
  const updated = await ask('passages.update', { passageId: passage.id, ...treatment });
  if (updated) await reloadPassages(passage.footageId);
  return updated !== undefined;
}

export async function withdrawPassage(passage: Passage): Promise<void> {
  if (!(await ask('passages.withdraw', { passageId: passage.id }))) return;
  await reloadPassages(passage.footageId);
  toast(t('passages.withdrawn'));
}

/** Why main refused to let this person approve a passage as it stands; a change of the passage makes it worth another try. */
export const useApprovalRefusals = vaultStore<{ of: Readonly<Record<string, string>> }>(() => ({ of: {} }));

export function approvalKey({ id, updatedAt }: Pick<Passage, 'id' | 'updatedAt'>): string {
  return `${id} ${updatedAt}`;
}

/** A second person's yes. Who marked or changed the passage gets the reason beside it instead of a passing notice. */
export async function approvePassage(passage: Passage): Promise<void> {
  const session = currentSession();
  const result = await request('passages.approve', { passageId: passage.id });
  if (session !== currentSession()) return;
  if (result.ok) {
    await reloadPassages(passage.footageId);
    toast(t('passages.approved'));
  } else if (result.error.code === 'passage-own-approval') {
    const reason = failureText(result.error);
    useApprovalRefusals.setState(({ of }) => ({ of: { ...of, [approvalKey(passage)]: reason } }));
  } else showFailure(result.error);
}
