import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, type JSX } from 'react';
import type { Footage } from '../../../shared/domain';
import { t } from '../../ui/messages';
import { useTranscript } from '../transcript/store';
import { useFollow } from '../transcript/useFollow';
import { DeskRow } from './DeskRow';
import { loadTranslation, useTranslation } from './store';
import './translation.css';

const ROW_GUESS_PX = 84;

/** Original and translation side by side, in step with the footage; only the rows near the window exist. */
export function Desk({ footage }: { footage: Footage }): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const segments = useTranscript((state) => state.segments);
  const order = useTranscript((state) => state.order);
  const rows = useTranslation((state) => state.rows);
  const at = useTranslation((state) => state.at);
  useEffect(() => { void loadTranslation(footage.id); }, [footage.id]);

  const view = useVirtualizer({
    count: segments.length, getScrollElement: () => list.current, estimateSize: () => ROW_GUESS_PX, getItemKey: (index) => segments[index]?.id ?? index, overscan: 8, paddingStart: 6, paddingEnd: 24,
  });
  const { scrollToIndex } = view;
  const scrollTo = useCallback((index: number) => { scrollToIndex(index, { align: 'center' }); }, [scrollToIndex]);
  useFollow(list, segments, scrollTo);
  const atRow = at === null ? undefined : order.get(at);
  useEffect(() => {
    if (atRow !== undefined) scrollToIndex(atRow, { align: 'auto' });
  }, [atRow, scrollToIndex]);

  const yieldToPerson = (): void => { useTranscript.setState({ following: false }); };
  return (
    <div ref={list} className="segments scroll desk" role="list" aria-label={t('translation.desk')} onWheel={yieldToPerson} onTouchMove={yieldToPerson}>
      <div className="segments-all" role="presentation" style={{ height: view.getTotalSize() }}>
        {view.getVirtualItems().map((item) => {
          const segment = segments[item.index];
          return segment && (
            <div key={item.key} ref={view.measureElement} data-index={item.index} role="presentation" className="segment-place" style={{ transform: `translateY(${item.start}px)` }}>
              <DeskRow segment={segment} row={rows.get(segment.id)} position={item.index + 1} of={segments.length} wanted={at === segment.id} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
