import type { KeyboardEvent } from 'react';
import { beginEdit, useTranscript } from './store';
import { seekToWord } from './useSelecting';
import { neighbour, type WordPoint } from './words';

/** A place to start from: the cursor, else the first word. */
function start(): WordPoint | null {
  const { cursor, segments } = useTranscript.getState();
  const first = segments.find((segment) => segment.words.length > 0);
  return cursor ?? (first ? { segmentId: first.id, word: 0 } : null);
}

function moveSegments(step: number): WordPoint | null {
  const { segments, order, cursor } = useTranscript.getState();
  if (!cursor) return start();
  const at = (order.get(cursor.segmentId) ?? 0) + step;
  const target = segments[Math.max(0, Math.min(segments.length - 1, at))];
  return target ? { segmentId: target.id, word: 0 } : null;
}

const PAGE = 8;

function destination(key: string): WordPoint | null | undefined {
  const { segments, order, cursor } = useTranscript.getState();
  switch (key) {
    case 'ArrowRight': return cursor ? (neighbour(cursor, 1, segments, order) ?? cursor) : start();
    case 'ArrowLeft': return cursor ? (neighbour(cursor, -1, segments, order) ?? cursor) : start();
    case 'ArrowDown': return moveSegments(1);
    case 'ArrowUp': return moveSegments(-1);
    case 'PageDown': return moveSegments(PAGE);
    case 'PageUp': return moveSegments(-PAGE);
    case 'Home': return moveSegments(-segments.length);
    case 'End': return moveSegments(segments.length);
    default: return undefined;
  }
}

/** Keys while the focus is in the text. What is not handled here goes on to the shortcuts of the whole window. */
export function onTextKeyDown(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target !== event.currentTarget) return;
  const { cursor, selection } = useTranscript.getState();
  const to = destination(event.key);
  if (to !== undefined) {
    const anchor = selection?.anchor ?? cursor ?? to;
    useTranscript.setState({ cursor: to, following: false, selection: event.shiftKey && to && anchor ? { anchor, focus: to } : null });
  } else if ((event.key === 'Enter' || event.key === 'F2') && cursor) beginEdit(cursor.segmentId);
  else if (event.key.toLowerCase() === 'g' && cursor) seekToWord(cursor);
  else if (event.key === 'Escape' && selection) useTranscript.setState({ selection: null });
  else return;
  event.preventDefault();
  event.stopPropagation();
}
