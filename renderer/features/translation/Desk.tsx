import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, type JSX } from 'react';
import type { Footage } from '../../../shared/domain';
import { t } from '../../ui/messages';
import { currentPassages, usePassages } from '../passages/store';
import { remarkMarks, translationRemarks } from '../remarks/marks';
import { useRemarks } from '../remarks/store';
import { useTranscript } from '../transcript/store';
import { useFollow } from '../transcript/useFollow';
import { useSelecting } from '../transcript/useSelecting';
import { coveredWords, toAnchor, wordMarks } from '../transcript/words';
import { DeskBar } from './DeskBar';
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
  const side = useTranslation((state) => state.side);
  const cursor = useTranscript((state) => state.cursor);
  const selection = useTranscript((state) => state.selection);
  const passages = usePassages((state) => state.passages);
  const marks = useMemo(() => wordMarks(segments, currentPassages(passages)), [segments, passages]);
  const remarks = useRemarks((state) => state.remarks);
  const remarked = useMemo(() => remarkMarks(segments, order, remarks), [segments, order, remarks]);
  const pinned = useMemo(() => translationRemarks(remarks), [remarks]);
  const anchor = selection && toAnchor(selection, order);
  const { onPointerDown, onPointerMove, onPointerUp } = useSelecting();
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
    <>
      <DeskBar />
      <div ref={list} className="segments scroll desk" role="list" aria-label={t('translation.desk')} onWheel={yieldToPerson} onTouchMove={yieldToPerson} onPointerDown={onPointerDown} onPointerMove={onPointerMove} onPointerUp={onPointerUp}>
        <div className="segments-all" role="presentation" style={{ height: view.getTotalSize() }}>
          {view.getVirtualItems().map((item) => {
            const segment = segments[item.index];
            const covered = segment && anchor && coveredWords(anchor, item.index, segment.words.length, order);
            return segment && (
              <div key={item.key} ref={view.measureElement} data-index={item.index} role="presentation" className="segment-place" style={{ transform: `translateY(${item.start}px)` }}>
                <DeskRow segment={segment} row={rows.get(segment.id)} position={item.index + 1} of={segments.length} wanted={at === segment.id ? side : null} marks={marks.get(segment.id)} remarks={remarked.get(segment.id)} pinned={pinned.get(segment.id)} selectedFrom={covered?.from ?? -1} selectedTo={covered?.to ?? -2} cursor={cursor?.segmentId === segment.id ? cursor.word : -1} />
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}
