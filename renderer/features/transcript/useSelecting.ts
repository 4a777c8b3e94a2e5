import { useRef, type MouseEvent, type PointerEvent } from 'react';
import { seek } from '../player/playback';
import { hearWord } from './listening';
import { beginEdit, useTranscript } from './store';
import type { WordPoint } from './words';

/** The word under a pointer, by the marks that the rows carry. */
function pointAt(target: EventTarget | null): WordPoint | null {
  if (!(target instanceof Element)) return null;
  const word = target.closest<HTMLElement>('[data-word]');
  const segmentId = word?.closest<HTMLElement>('[data-segment-id]')?.dataset['segmentId'];
  return word && segmentId ? { segmentId, word: Number(word.dataset['word']) } : null;
}

/** Moves to a word's start; an untimed word has none, its segment's counts. */
export function seekToWord(point: WordPoint): void {
  const { segments, order } = useTranscript.getState();
  const segment = segments[order.get(point.segmentId) ?? -1];
  const word = segment?.words[point.word];
  if (segment) seek(word && word.trust !== 'untimed' ? word.startUs : segment.startUs);
}

interface Selecting {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  onDoubleClick: (event: MouseEvent<HTMLElement>) => void;
}

/** Mouse over the text: a click seeks, a drag or Shift+click selects words, a double click corrects. */
export function useSelecting(): Selecting {
  const from = useRef<WordPoint | null>(null);
  return {
    onPointerDown: (event) => {
      const point = event.button === 0 ? pointAt(event.target) : null;
      if (!point) return;
      const { cursor, selection } = useTranscript.getState();
      const anchor = event.shiftKey ? (selection?.anchor ?? cursor ?? point) : point;
      from.current = anchor;
      useTranscript.setState({ cursor: point, selection: event.shiftKey ? { anchor, focus: point } : null });
    },
    onPointerMove: (event) => {
      if (!from.current || event.buttons !== 1) return;
      const focus = pointAt(event.target);
      const anchor = from.current;
      if (!focus || (!useTranscript.getState().selection && focus.segmentId === anchor.segmentId && focus.word === anchor.word)) return;
      useTranscript.setState({ selection: { anchor, focus }, cursor: focus });
    },
    onPointerUp: (event) => {
      const anchor = from.current;
      from.current = null;
      if (!anchor || event.shiftKey || useTranscript.getState().selection) return;
      if (event.ctrlKey || event.metaKey) {
        hearWord(anchor);
        return;
      }
      useTranscript.setState({ following: true });
      seekToWord(anchor);
    },
    onDoubleClick: (event) => {
      const point = pointAt(event.target);
      if (point) beginEdit(point.segmentId);
    },
  };
}
