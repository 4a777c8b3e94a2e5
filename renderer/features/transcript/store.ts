import type { Segment } from '../../../shared/domain';
import { ask } from '../../api/client';
import { openDialog } from '../../state/dialogs';
import { vaultStore } from '../../state/session';
import { deedText, t } from '../../ui/messages';
import { toast } from '../../ui/notices';
import { reloadPassages } from '../passages/store';
import { usePlayer } from '../player/store';
import { allowed } from '../vault/person';
import { carryPoint } from './carryPoint';
import { keepUnchanged } from './keepUnchanged';
import { noteTranscribed } from './transcribed';
import { orderOf, selectedText, toAnchor, type SegmentOrder, type WordPoint, type WordSelection } from './words';

interface Editing {
  readonly segmentId: string;
  readonly text: string;
  /** Where the caret stands when the field opens; absent: at the end. */
  readonly caret?: number;
  /** The segment is being split or joined: what is typed now would have no place. */
  readonly busy?: boolean;
}

interface Transcript {
  footageId: string | null;
  loaded: boolean;
  segments: readonly Segment[];
  order: SegmentOrder;
  /** Where the keyboard stands in the text. */
  cursor: WordPoint | null;
  selection: WordSelection | null;
  /** The segment whose text is being corrected, with what has been typed so far. */
  editing: Editing | null;
  /** The text scrolls along with the footage until the person scrolls it. */
  following: boolean;
}

export const useTranscript = vaultStore<Transcript>(() => ({ footageId: null, loaded: false, segments: [], order: new Map(), cursor: null, selection: null, editing: null, following: true }));

export async function openTranscript(footageId: string | null): Promise<void> {
  await commitEdit();
  useTranscript.setState({ footageId, loaded: false, segments: [], order: new Map(), cursor: null, selection: null, editing: null, following: true });
  if (footageId) await reloadTranscript(footageId);
}

/** Fetches the segments again; those that did not change stay the same objects, so that only new rows are drawn. */
export async function reloadTranscript(footageId: string): Promise<void> {
  if (useTranscript.getState().footageId !== footageId) return;
  const fresh = await ask('transcript.get', { footageId });
  if (!fresh || useTranscript.getState().footageId !== footageId) return;
  if (fresh.length > 0) noteTranscribed(footageId);
  useTranscript.setState((state) => {
    const segments = keepUnchanged(state.segments, fresh);
    const order = orderOf(segments);
    const stands = (point: WordPoint): boolean => (segments[order.get(point.segmentId) ?? -1]?.words.length ?? 0) > point.word;
    return {
      loaded: true,
      segments,
      order,
      // A split or join that was undone must not throw the keyboard out of its place.
      cursor: state.cursor && (stands(state.cursor) ? state.cursor : carryPoint(state.cursor, state.segments, segments)),
      selection: state.selection && stands(state.selection.anchor) && stands(state.selection.focus) ? state.selection : null,
    };
  });
}

export function beginEdit(segmentId: string): void {
  if (!allowed('transcript.edit')) return;
  const segment = useTranscript.getState().segments.find((s) => s.id === segmentId);
  if (segment) useTranscript.setState({ editing: { segmentId, text: segment.text }, selection: null, following: false });
}

export function cancelEdit(): void {
  useTranscript.setState({ editing: null });
}

let saving: Promise<void> | null = null;

/**
 * Saves what has been typed. Until the core has answered the typed text stays in the field, so nothing is lost.
 * Enter takes the focus away, which asks again: the second asker waits for the first save.
 */
export function commitEdit(): Promise<void> {
  saving ??= saveEdit().finally(() => { saving = null; });
  return saving;
}

async function saveEdit(): Promise<void> {
  const { editing } = useTranscript.getState();
  if (!editing || !(await saveTyped())) return;
  if (useTranscript.getState().editing?.segmentId === editing.segmentId) cancelEdit();
}

/** Saves what has been typed and leaves the field open. @returns false when it could not be saved */
export async function saveTyped(): Promise<boolean> {
  const { editing, segments, footageId } = useTranscript.getState();
  if (!editing) return true;
  const text = editing.text.replace(/\s+/g, ' ').trim();
  if (text !== segments.find((s) => s.id === editing.segmentId)?.text) {
    const saved = await ask('transcript.editText', { segmentId: editing.segmentId, text });
    if (!saved) return false;
    if (useTranscript.getState().footageId === footageId) {
      useTranscript.setState((state) => ({ segments: state.segments.map((s) => (s.id === saved.id ? saved : s)) }));
    }
  }
  return true;
}

/** A step of the history may have touched text or passages. */
export async function reloadAll(footageId: string): Promise<void> {
  await Promise.all([reloadTranscript(footageId), reloadPassages(footageId)]);
}

export async function undo(): Promise<void> {
  const { footageId } = useTranscript.getState();
  if (!footageId) return;
  const answer = await ask('history.undo', { footageId });
  if (answer?.undone) await reloadAll(footageId);
  if (answer) toast(answer.undone ? t('transcript.undone', { what: deedText(answer.what) }) : t('transcript.nothingToUndo'));
}

export async function redo(): Promise<void> {
  const { footageId } = useTranscript.getState();
  if (!footageId) return;
  const answer = await ask('history.redo', { footageId });
  if (answer?.redone) await reloadAll(footageId);
  if (answer) toast(answer.redone ? t('transcript.redone', { what: deedText(answer.what) }) : t('transcript.nothingToRedo'));
}

/** Opens the dialog for a new passage over the selected words, else over the in and out points, else over the word at the cursor. */
export function markSelection(): void {
  if (!allowed('passages.mark')) return;
  const { selection, cursor, segments, order } = useTranscript.getState();
  const { inUs, outUs } = usePlayer.getState();
  const ranged = inUs !== null && outUs !== null;
  const chosen = selection ?? (cursor && !ranged ? { anchor: cursor, focus: cursor } : null);
  const words = chosen && toAnchor(chosen, order);
  if (words) openDialog({ kind: 'mark', target: { words, text: selectedText(words, segments, order) } });
  else if (ranged) openDialog({ kind: 'mark', target: { span: { startUs: inUs, endUs: outUs } } });
  else toast(t('passages.selectFirst'));
}
