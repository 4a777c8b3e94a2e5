import type { Segment } from '../../../shared/domain';
import { ask } from '../../api/client';
import { t } from '../../ui/messages';
import { showFailure, toast } from '../../ui/notices';
import { reloadPassages } from '../passages/store';
import { currentUs } from '../player/playback';
import { allowed } from '../vault/person';
import { firstWordFrom, wordsBefore } from './caret';
import { saveTyped, useTranscript } from './store';
import { orderOf, wordAt, type WordPoint } from './words';

/** The segment that a key is about: the one being typed in, else the one under the cursor, else the one being heard. */
export function segmentMeant(): Segment | null {
  const { editing, cursor, segments, order } = useTranscript.getState();
  const id = editing?.segmentId ?? cursor?.segmentId ?? wordAt(segments, currentUs())?.segmentId;
  const segment = segments[order.get(id ?? '') ?? -1] ?? null;
  if (!segment) toast(t('transcript.pickFirst'));
  return segment;
}

/** Ctrl+Enter: before the word at the caret while typing, else before the word under the cursor. */
export async function splitAtCaret(): Promise<void> {
  const { editing, cursor } = useTranscript.getState();
  if (!editing) {
    if (cursor) await split(cursor.segmentId, cursor.word);
    else toast(t('transcript.pickFirst'));
    return;
  }
  const field = document.activeElement;
  const caret = field instanceof HTMLTextAreaElement ? field.selectionStart : editing.text.length;
  await whileTyping(() => split(editing.segmentId, wordsBefore(editing.text, caret)));
}

/** Before the word that is said next where the player stands. */
export async function splitAtPlayhead(): Promise<void> {
  const us = currentUs();
  const { segments, order } = useTranscript.getState();
  const segment = segments[order.get(wordAt(segments, us)?.segmentId ?? '') ?? -1];
  if (segment) await split(segment.id, firstWordFrom(segment, us));
  else toast(t('transcript.notAtPlayhead'));
}

async function split(segmentId: string, word: number): Promise<void> {
  if (!allowed('transcript.edit')) return;
  const count = useTranscript.getState().segments.find(({ id }) => id === segmentId)?.words.length ?? 0;
  if (word < 1 || word >= count) {
    showFailure({ code: 'segment-cannot-split', params: {} });
    return;
  }
  const parts = await ask('transcript.split', { segmentId, word, atUs: currentUs() });
  const second = parts?.[1];
  if (parts && second) await put((all) => all.flatMap((s) => (s.id === segmentId ? parts : [s])), { from: segmentId, to: { segmentId: second.id, word: 0 }, caret: 0 });
}

/** Joins the segment with the one after it; the cursor, or the caret, stays where it is in the text. */
export async function joinWithNext(): Promise<void> {
  const segment = allowed('transcript.edit') ? segmentMeant() : null;
  if (!segment) return;
  const { segments, order, editing } = useTranscript.getState();
  const next = segments[(order.get(segment.id) ?? -1) + 1];
  const field = document.activeElement;
  const caret = field instanceof HTMLTextAreaElement ? field.selectionStart : 0;
  const join = async (): Promise<void> => {
    const joined = await ask('transcript.join', { segmentId: segment.id });
    const { cursor } = useTranscript.getState();
    const to = cursor?.segmentId === next?.id && cursor ? { segmentId: segment.id, word: cursor.word + segment.words.length } : cursor ?? { segmentId: segment.id, word: 0 };
    if (joined) await put((all) => all.flatMap((s) => (s.id === segment.id ? [joined] : s.id === next?.id ? [] : [s])), { from: segment.id, to, caret });
  };
  await (editing ? whileTyping(join) : join());
}

/** Moves a border of the segment by some µs or, without, to where the player stands. */
export async function retime(border: 'start' | 'end', byUs?: number): Promise<void> {
  const segment = allowed('transcript.edit') ? segmentMeant() : null;
  if (!segment) return;
  const old = border === 'start' ? segment.startUs : segment.endUs;
  const wanted = Math.max(0, byUs === undefined ? currentUs() : old + byUs);
  // Beyond the other border it would not be moved but turned round.
  const moved = border === 'start' ? { startUs: wanted, endUs: segment.endUs } : { startUs: segment.startUs, endUs: wanted };
  if (moved.startUs >= moved.endUs) {
    toast(t(border === 'start' ? 'transcript.startAfterEnd' : 'transcript.endBeforeStart'));
    return;
  }
  const saved = await ask('transcript.retime', { segmentId: segment.id, ...moved });
  if (saved) await put((all) => all.map((s) => (s.id === saved.id ? saved : s)), null);
}

/** Keeps the field of a segment open, but takes no typing, while its text is saved and its segment reshaped. */
async function whileTyping(work: () => Promise<void>): Promise<void> {
  const { editing } = useTranscript.getState();
  if (!editing || editing.busy === true || !allowed('transcript.edit')) return;
  useTranscript.setState({ editing: { ...editing, busy: true } });
  if (await saveTyped()) await work();
  useTranscript.setState((state) => (state.editing?.busy === true ? { editing: { segmentId: state.editing.segmentId, text: state.editing.text } } : {}));
}

/** Draws the answer at once; the whole list comes a moment later. The field goes along unless it was left meanwhile. */
async function put(change: (segments: readonly Segment[]) => readonly Segment[], moved: { from: string; to: WordPoint; caret: number } | null): Promise<void> {
  useTranscript.setState((state) => {
    const segments = change(state.segments);
    if (!moved) return { segments };
    const target = segments.find(({ id }) => id === moved.to.segmentId);
    const typing = state.editing?.busy === true && state.editing.segmentId === moved.from && target;
    const field = typing ? { segmentId: target.id, text: target.text, caret: moved.caret } : state.editing;
    return { segments, order: orderOf(segments), cursor: moved.to, selection: null, following: false, editing: field };
  });
  const { footageId } = useTranscript.getState();
  if (footageId) await reloadPassages(footageId);
}
