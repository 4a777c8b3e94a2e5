import type { AudioTreatment, Passage, Reason, VideoTreatment } from '../../../shared/domain';
import { ask } from '../../api/client';
import type { PassageTarget } from '../../state/dialogs';
import { vaultStore } from '../../state/session';
import { t } from '../../ui/messages';
import { toast } from '../../ui/notices';

export const usePassages = vaultStore<{ footageId: string | null; passages: readonly Passage[] }>(() => ({ footageId: null, passages: [] }));

/** What will be redacted: a passage that was withdrawn or rejected is history. In the order of the footage. */
export function currentPassages(passages: readonly Passage[]): Passage[] {
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
