import type { RequestOutput } from '../../../shared/contract';
import type { OccurrenceView, PseudonymDraft, PseudonymView } from '../../../shared/domain';
import { ask, request } from '../../api/client';
import { openDialog } from '../../state/dialogs';
import { currentSession, vaultStore } from '../../state/session';
import { useTextTab } from '../../state/textTab';
import { failureText, t } from '../../ui/messages';
import { showFailure, toast } from '../../ui/notices';
import { seek } from '../player/playback';
import { selectedText, toAnchor } from '../transcript/words';
import { useTranscript } from '../transcript/store';
import { allowed } from '../vault/person';

export type NamePreview = RequestOutput<'pseudonyms.preview'>;

/** Names for which something else stands, and the one that the list is asked to bring into view. */
export const useNames = vaultStore<{ footageId: string | null; names: readonly PseudonymView[]; wanted: string | null; /** Why an approval was refused, by name and its last change. */ refused: Readonly<Record<string, string>> }>(() => ({ footageId: null, names: [], wanted: null, refused: {} }));

export async function openNames(footageId: string | null, turn?: Promise<void>): Promise<void> {
  useNames.setState({ footageId, names: [], wanted: null, refused: {} });
  await turn;
  if (footageId) await reloadNames(footageId);
}

export async function reloadNames(footageId: string): Promise<void> {
  if (useNames.getState().footageId !== footageId || !allowed('pseudonyms.list')) return;
  const names = await ask('pseudonyms.list', { footageId });
  if (names && useNames.getState().footageId === footageId) useNames.setState({ names });
}

/** Brings a name into view in its list, with the focus on it. */
export function showName(id: string): void {
  useTextTab.setState({ tab: 'names' });
  useNames.setState({ wanted: id });
}

/** Opens the dialog for the selected words, else the word at the cursor, else an empty one. */
export function replaceName(): void {
  const { selection, cursor, segments, order, footageId } = useTranscript.getState();
  if (footageId === null || !allowed('pseudonyms.save')) return;
  const chosen = selection ?? (cursor ? { anchor: cursor, focus: cursor } : null);
  const words = chosen && toAnchor(chosen, order);
  openDialog({ kind: 'name', text: words ? selectedText(words, segments, order) : '', id: null });
}

export async function saveName(draft: PseudonymDraft): Promise<PseudonymView | undefined> {
  const saved = await ask('pseudonyms.save', draft);
  if (saved) await reloadNames(draft.footageId);
  return saved;
}

export function occurrenceKey({ fingerprint, startUs }: Pick<OccurrenceView, 'fingerprint' | 'startUs'>): string {
  return `${fingerprint} ${startUs}`;
}

/** @returns whether it was done */
export async function judgePlace(footageId: string, pseudonymId: string, { fingerprint, startUs }: OccurrenceView, excluded: boolean): Promise<boolean> {
  const changed = await ask('pseudonyms.exclude', { footageId, pseudonymId, fingerprint, startUs, excluded });
  if (changed) await reloadNames(footageId);
  return changed !== undefined;
}

export function approvalKey({ id, updatedAt }: Pick<PseudonymView, 'id' | 'updatedAt'>): string {
  return `${id} ${updatedAt}`;
}

/** Whoever set or changed it gets the reason beside it instead of a passing notice. */
export async function approveName(footageId: string, name: PseudonymView): Promise<void> {
  const session = currentSession();
  const result = await request('pseudonyms.approve', { footageId, id: name.id });
  if (session !== currentSession()) return;
  if (result.ok) {
    await reloadNames(footageId);
    toast(t('names.approved'));
  } else if (result.error.code === 'pseudonym-own-approval') {
    const reason = failureText(result.error);
    useNames.setState(({ refused }) => ({ refused: { ...refused, [approvalKey(name)]: reason } }));
  } else showFailure(result.error);
}

export async function removeName(footageId: string, id: string): Promise<void> {
  if (!(await ask('pseudonyms.remove', { footageId, id }))) return;
  await reloadNames(footageId);
  toast(t('names.removed'));
}

/** Goes to a place in sound and text. */
export function goTo({ segmentId, word, startUs }: OccurrenceView): void {
  seek(startUs);
  useTranscript.setState({ cursor: { segmentId, word: Math.max(0, word) }, following: true });
}
