import { useEffect, type RefObject } from 'react';
import type { Segment } from '../../../shared/domain';
import { onTick } from '../player/playback';
import { useTranscript } from './store';
import { wordAt } from './words';

/**
 * Highlights the word being said. It writes to the page directly: with thirty thousand words a pass through
 * React sixty times a second would cost the frame.
 */
export function useFollow(grid: RefObject<HTMLElement | null>, segments: readonly Segment[], scrollTo: (index: number) => void): void {
  useEffect(() => {
    let shown: Element | null = null;
    let row: Element | null = null;
    let segmentId: string | null = null;
    return onTick((us) => {
      const at = wordAt(segments, us);
      if (at && at.segmentId !== segmentId && useTranscript.getState().following) scrollTo(useTranscript.getState().order.get(at.segmentId) ?? 0);
      segmentId = at?.segmentId ?? null;
      const nextRow = segmentId === null ? null : grid.current?.querySelector(`[data-segment-id="${CSS.escape(segmentId)}"]`) ?? null;
      const next = at && nextRow ? nextRow.querySelector(`[data-word="${at.word}"]`) : null;
      if (row !== nextRow) {
        row?.removeAttribute('data-now');
        nextRow?.setAttribute('data-now', '');
        row = nextRow;
      }
      if (shown === next && (next === null || next.hasAttribute('data-now'))) return;
      shown?.removeAttribute('data-now');
      next?.setAttribute('data-now', '');
      shown = next;
    });
  }, [grid, segments, scrollTo]);
}
