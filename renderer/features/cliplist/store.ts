import type { ClipChange, ListedClip, PartDraft } from '../../../shared/domain';
import { ask } from '../../api/client';
import { vaultStore } from '../../state/session';
import { useTextTab } from '../../state/textTab';
import { codeText, t } from '../../ui/messages';
import { toast } from '../../ui/notices';
import { usePlayer } from '../player/store';
import { useTranscript } from '../transcript/store';
import { toAnchor } from '../transcript/words';

export const useClipList = vaultStore<{ footageId: string | null; clips: readonly ListedClip[]; /** The clip that the list is asked to put the focus on. */ wanted: string | null }>(() => ({ footageId: null, clips: [], wanted: null }));

export async function openClips(footageId: string | null, turn?: Promise<void>): Promise<void> {
  useClipList.setState({ footageId, clips: [], wanted: null });
  await turn;
  if (footageId !== null && useClipList.getState().footageId === footageId) await reloadClips();
}

export async function reloadClips(): Promise<void> {
  const { footageId } = useClipList.getState();
  if (footageId === null) return;
  const clips = await ask('clips.list', { footageId });
  if (clips && useClipList.getState().footageId === footageId) useClipList.setState({ clips });
}

/** What a new clip would be of: the selected words, else in and out points, else the segment that the cursor stands in; null when there is none of them. */
export function chosenPart(): PartDraft | null {
  const { footageId, inUs, outUs, durationUs } = usePlayer.getState();
  const { footageId: readId, selection, order, cursor, segments } = useTranscript.getState();
  const words = selection && toAnchor(selection, order);
  if (words && readId !== null) return { footageId: readId, words };
  if (footageId === null) return null;
  if (inUs === null && outUs === null) {
    const here = cursor === null ? undefined : segments[order.get(cursor.segmentId) ?? -1];
    if (here === undefined || readId === null || here.words.length === 0) return null;
    return { footageId: readId, words: { fromSegmentId: here.id, fromWord: 0, toSegmentId: here.id, toWord: here.words.length - 1 } };
  }
  return { footageId, startUs: inUs ?? 0, endUs: outUs ?? durationUs };
}

/** Puts what is chosen on the list as a clip, and the focus on it. */
export async function addChosen(): Promise<void> {
  const part = chosenPart();
  if (part === null) return toast(t('cliplist.chooseFirst'));
  const added = await ask('clips.add', { parts: [part] });
  if (!added) return;
  useTextTab.setState({ tab: 'clips' });
  await reloadClips();
  useClipList.setState({ wanted: added.id });
}

/** Puts what is chosen behind what a clip already shows. */
export async function appendChosen(clip: ListedClip): Promise<void> {
  const part = chosenPart();
  if (part === null) return toast(t('cliplist.chooseFirst'));
  const before = clip.parts.map(({ footageId, startUs, endUs }) => ({ footageId, startUs, endUs }));
  if (await changeClip(clip.id, { parts: [...before, part] })) toast(t('cliplist.appended'));
}

export async function changeClip(clipId: string, change: ClipChange): Promise<boolean> {
  return deed(ask('clips.change', { clipId, ...change }));
}

export async function moveClip(clipId: string, by: -1 | 1): Promise<boolean> {
  return deed(ask('clips.move', { clipId, by }));
}

export async function joinClip(clipId: string): Promise<boolean> {
  const joined = await deed(ask('clips.join', { clipId }));
  if (joined) toast(t('cliplist.joined'));
  return joined;
}

export async function removeClip(clipId: string): Promise<boolean> {
  const removed = await deed(ask('clips.remove', { clipId }));
  if (removed) toast(t('cliplist.removed'));
  return removed;
}

export async function travelClips(direction: 'undo' | 'redo'): Promise<void> {
  const { footageId } = useClipList.getState();
  if (footageId === null) return;
  const answer = await ask('clips.travel', { footageId, direction });
  if (!answer) return;
  await reloadClips();
  toast(answer.what === null ? t('cliplist.nothingToTravel') : t(direction === 'undo' ? 'cliplist.undone' : 'cliplist.redone', { what: codeText('history.', answer.what.replace('history.', '')) }));
}

async function deed(answer: Promise<unknown>): Promise<boolean> {
  if ((await answer) === undefined) return false;
  await reloadClips();
  return true;
}

export function lengthOf({ parts }: ListedClip): number {
  return parts.reduce((sum, { startUs, endUs }) => sum + endUs - startUs, 0);
}
