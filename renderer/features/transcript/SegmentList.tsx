import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, type JSX } from 'react';
import { t } from '../../ui/messages';
import { currentPassages, usePassages } from '../passages/store';
import { remarkMarks } from '../remarks/marks';
import { useRemarks } from '../remarks/store';
import { useSpeakers, voiceName } from '../speakers/store';
import { bySegment } from './find';
import { useFind } from './findStore';
import { SegmentRow } from './SegmentRow';
import { useTranscript } from './store';
import { useFollow } from './useFollow';
import { useSelecting } from './useSelecting';
import { onTextKeyDown } from './useTextKeys';
import { coveredWords, toAnchor, wordMarks } from './words';

const ROW_GUESS_PX = 62;

/** The text, of which only the rows near the window exist: thirty thousand words scroll like thirty. */
export function SegmentList(): JSX.Element {
  const grid = useRef<HTMLDivElement>(null);
  const segments = useTranscript((state) => state.segments);
  const order = useTranscript((state) => state.order);
  const cursor = useTranscript((state) => state.cursor);
  const selection = useTranscript((state) => state.selection);
  // Not the text being typed: a key press must draw its own field only.
  const editingId = useTranscript((state) => state.editing?.segmentId);
  const passages = usePassages((state) => state.passages);
  const hits = useFind((state) => state.hits);
  const marks = useMemo(() => wordMarks(segments, currentPassages(passages)), [segments, passages]);
  const remarks = useRemarks((state) => state.remarks);
  const remarked = useMemo(() => remarkMarks(segments, order, remarks), [segments, order, remarks]);
  const speakers = useSpeakers((state) => state.speakers);
  const voices = useMemo(() => new Map(speakers.map((one) => [one.id, one])), [speakers]);
  const voiced = useMemo(() => segments.some(({ speakerId }) => speakerId !== undefined && voices.has(speakerId)), [segments, voices]);
  const hitsOf = useMemo(() => bySegment(hits), [hits]);
  const anchor = selection && toAnchor(selection, order);
  const selecting = useSelecting();

  const rows = useVirtualizer({
    count: segments.length,
    getScrollElement: () => grid.current,
    estimateSize: () => ROW_GUESS_PX,
    getItemKey: (index) => segments[index]?.id ?? index,
    overscan: 8,
    paddingStart: 6,
    paddingEnd: 24,
  });
  const { scrollToIndex } = rows;
  const scrollTo = useCallback((index: number) => { scrollToIndex(index, { align: 'center' }); }, [scrollToIndex]);
  useFollow(grid, segments, scrollTo);

  const cursorRow = cursor ? order.get(cursor.segmentId) : undefined;
  useEffect(() => {
    if (cursorRow !== undefined) scrollToIndex(cursorRow, { align: 'auto' });
  }, [cursorRow, scrollToIndex]);

  const yieldToPerson = (): void => { useTranscript.setState({ following: false }); };
  return (
    <div
      ref={grid} id="transcript-grid" className="segments scroll" role="grid" tabIndex={0} aria-label={t('transcript.segments')} aria-rowcount={segments.length}
      aria-multiselectable="true" aria-activedescendant={cursor ? `segment-${cursor.segmentId}` : undefined}
      onWheel={yieldToPerson} onTouchMove={yieldToPerson} onKeyDown={onTextKeyDown} {...selecting}
    >
      <div className="segments-all" role="rowgroup" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const segment = segments[item.index];
          if (!segment) return null;
          const voice = voices.get(segment.speakerId ?? '');
          const covered = anchor && coveredWords(anchor, item.index, segment.words.length, order);
          return (
            <div key={item.key} ref={rows.measureElement} data-index={item.index} role="presentation" className="segment-place" style={{ transform: `translateY(${item.start}px)` }}>
              <SegmentRow
                segment={segment} row={item.index + 1} marks={marks.get(segment.id)} remarks={remarked.get(segment.id)} hits={hitsOf.get(segment.id)}
                selectedFrom={covered?.from ?? -1} selectedTo={covered?.to ?? -2}
                cursor={cursor?.segmentId === segment.id ? cursor.word : -1} editing={editingId === segment.id}
                voice={voiced ? voice?.number ?? 0 : null} voiceName={voice ? voiceName(voice) : t('speakers.unknown')} voiceChanges={voices.get(segments[item.index - 1]?.speakerId ?? '') !== voice || item.index === 0}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
