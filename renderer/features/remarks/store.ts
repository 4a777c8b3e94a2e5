import { isAnnotation, type LanguageCode, type RemarkDraft, type RemarkState, type RemarkView, type WordAnchor } from '../../../shared/domain';
import { ask } from '../../api/client';
import { openDialog } from '../../state/dialogs';
import { vaultStore } from '../../state/session';
import { useTextTab } from '../../state/textTab';
import { t } from '../../ui/messages';
import { toast } from '../../ui/notices';
import { seek } from '../player/playback';
import { useTranscript } from '../transcript/store';
import { selectedText, toAnchor } from '../transcript/words';
import { useTranslation } from '../translation/store';
import { allowed } from '../vault/person';

export const REMARK_FILTERS = ['open', 'asked', 'annotations'] as const;
export type RemarkFilter = (typeof REMARK_FILTERS)[number];

export const useRemarks = vaultStore<{ footageId: string | null; remarks: readonly RemarkView[]; filter: RemarkFilter }>(() => ({ footageId: null, remarks: [], filter: 'open' }));

export async function openRemarks(footageId: string | null, turn?: Promise<void>): Promise<void> {
  useRemarks.setState({ footageId, remarks: [] });
  await turn;
  if (footageId) await reloadRemarks(footageId);
}

export async function reloadRemarks(footageId: string): Promise<void> {
  if (useRemarks.getState().footageId !== footageId) return;
  const fresh = await ask('remarks.list', { footageId });
  if (!fresh || useRemarks.getState().footageId !== footageId) return;
  // The same list is the same object: a key press that changes nothing of it draws nothing.
  if (JSON.stringify(fresh) !== JSON.stringify(useRemarks.getState().remarks)) useRemarks.setState({ remarks: fresh });
}

/** Texts changed, and with them perhaps where remarks are; where there are none nothing can have moved. */
export function remarksMoved(footageId: string): void {
  if (useRemarks.getState().remarks.length > 0) void reloadRemarks(footageId);
}

export function shows(filter: RemarkFilter, { kind, state }: Pick<RemarkView, 'kind' | 'state'>): boolean {
  return filter === 'annotations' ? isAnnotation(kind) : !isAnnotation(kind) && (filter === 'asked' || state !== 'closed');
}

/** Q: pins something to the chosen words of the original, or to the word under the cursor. */
export function remarkSelection(): void {
  if (!allowed('remarks.write')) return;
  const { selection, cursor, segments, order } = useTranscript.getState();
  const chosen = selection ?? (cursor && { anchor: cursor, focus: cursor });
  const anchor = chosen && toAnchor(chosen, order);
  if (anchor) openDialog({ kind: 'remark', language: null, anchor, words: selectedText(anchor, segments, order) });
  else toast(t('remarks.selectFirst'));
}

/** Pins something to words of a translation. */
export function remarkTranslation(language: LanguageCode, anchor: WordAnchor, words: string): void {
  openDialog({ kind: 'remark', language, anchor, words });
}

export async function addRemark(draft: RemarkDraft): Promise<boolean> {
  return done(draft.footageId, await ask('remarks.add', draft));
}

export async function answerRemark({ id, footageId }: RemarkView, text: string): Promise<boolean> {
  return done(footageId, await ask('remarks.answer', { remarkId: id, text }));
}

export async function setRemarkState({ id, footageId }: RemarkView, state: RemarkState): Promise<boolean> {
  return done(footageId, await ask('remarks.setState', { remarkId: id, state }));
}

export async function removeRemark({ id, footageId }: RemarkView): Promise<boolean> {
  const removed = done(footageId, await ask('remarks.remove', { remarkId: id }));
  if (await removed) toast(t('remarks.removed'));
  return removed;
}

async function done(footageId: string, answer: unknown): Promise<boolean> {
  if (answer === undefined) return false;
  await reloadRemarks(footageId);
  return true;
}

/** Brings the words that a remark is pinned to into view, at the desk where they are a translation's. */
export function goToRemark({ place, startUs, language }: RemarkView): void {
  const segment = useTranscript.getState().segments.find(({ id }) => id === place?.fromSegmentId);
  seek(segment?.startUs ?? startUs);
  useTextTab.setState({ tab: 'transcript' });
  if (!place) return;
  useTranscript.setState({ cursor: { segmentId: place.fromSegmentId, word: language === null ? place.fromWord : 0 }, following: true });
  if (language !== null) useTranslation.setState({ open: true, side: 'translation' });
  if (useTranslation.getState().open) useTranslation.setState({ at: place.fromSegmentId, side: language === null ? 'original' : 'translation' });
}
