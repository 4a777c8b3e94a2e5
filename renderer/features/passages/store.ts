import type { AtRisk, AudioTreatment, ExportRefusal, Passage, PassageView, Severity, VideoTreatment } from '../../../shared/domain';
import { ask, request } from '../../api/client';
import type { PassageTarget } from '../../state/dialogs';
import { currentSession, vaultStore } from '../../state/session';
import { useTextTab } from '../../state/textTab';
import { failureText, t, tn } from '../../ui/messages';
import { showFailure, toast } from '../../ui/notices';
import { meetReasons } from '../reasons/store';
import type { Filter, Judgement } from './judge';

export const usePassages = vaultStore<{ footageId: string | null; passages: readonly PassageView[]; /** Why clips are refused, as the core says. */ refusal: ExportRefusal | null; /** What of them the list shows. */ filter: Filter; /** The passage that the list is asked to bring into view. */ wanted: string | null }>(() => ({ footageId: null, passages: [], refusal: null, filter: 'all', wanted: null }));

/** What will be redacted: a passage that was withdrawn or rejected is history. In the order of the footage. */
export function currentPassages<P extends Passage>(passages: readonly P[]): P[] {
  return passages.filter((p) => p.state !== 'withdrawn' && p.state !== 'rejected').sort((a, b) => a.startUs - b.startUs);
}

export async function openPassages(footageId: string | null): Promise<void> {
  usePassages.setState({ footageId, passages: [], refusal: null, filter: 'all', wanted: null });
  if (footageId) await reloadPassages(footageId);
}

export async function reloadPassages(footageId: string): Promise<void> {
  if (usePassages.getState().footageId !== footageId) return;
  const [passages, refusal] = await Promise.all([ask('passages.list', { footageId }), request('clips.refusal', { footageId })]);
  if (passages) meetReasons(passages.map(({ reason }) => reason));
  if (passages && usePassages.getState().footageId === footageId) usePassages.setState({ passages, refusal: refusal.ok ? refusal.value : null });
}

/** Brings a passage into view in its list, with the focus on it. */
export function showPassage(passageId: string): void {
  useTextTab.setState({ tab: 'passages' });
  // Whatever was filtered: who was sent here must find it.
  usePassages.setState({ wanted: passageId, filter: 'all' });
}

/** How a passage is to be treated, as the dialog gathers it. */
export interface Treatment {
  reason: string;
  note: string;
  audio: AudioTreatment;
  video: VideoTreatment;
  who: AtRisk | null;
  severity: Severity;
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

/**
 * Judges a passage. Who marked or changed it gets the reason beside it instead of a passing notice.
 * @returns whether it was done
 */
export async function judgePassage(passage: Passage, judgement: Judgement): Promise<boolean> {
  const session = currentSession();
  const result = await request(`passages.${judgement}`, { passageId: passage.id });
  if (session !== currentSession()) return false;
  if (result.ok) {
    await reloadPassages(passage.footageId);
    toast(t(`passages.done-${judgement}`));
  } else if (result.error.code === 'passage-own-approval' || result.error.code === 'passage-own-rejection') {
    const reason = failureText(result.error);
    useApprovalRefusals.setState(({ of }) => ({ of: { ...of, [approvalKey(passage)]: reason } }));
  } else showFailure(result.error);
  return result.ok;
}

export async function commentPassage(passage: Passage, text: string): Promise<boolean> {
  const said = await ask('passages.comment', { passageId: passage.id, text });
  if (said) await reloadPassages(passage.footageId);
  return said !== undefined;
}

/** Lets the machine propose passages, and says how many it found that were not proposed before. */
export async function suggestPassages(footageId: string): Promise<void> {
  const found = await ask('passages.suggest', { footageId });
  if (!found) return;
  await reloadPassages(footageId);
  // A warning stays until it is closed: what it tells changes how a transcript must be read.
  if (!found.judged) toast(t('passages.judgeDamaged'), 'warn');
  toast(found.suggested.length === 0 ? t('passages.nothingSuggested') : tn('passages.suggested', found.suggested.length));
}
