import { memo, useEffect, useRef, type JSX, type KeyboardEvent } from 'react';
import type { Passage, RemarkView, Segment } from '../../../shared/domain';
import { useLanguage } from '../../ui/language';
import { t } from '../../ui/messages';
import { WordSpan } from '../transcript/SegmentRow';
import { useTranscript } from '../transcript/store';
import { seekToWord } from '../transcript/useSelecting';
import { go, useTranslation } from './store';

export interface OriginalProps {
  segment: Segment;
  position: number;
  marks: readonly (Passage | undefined)[] | undefined;
  remarks: readonly (RemarkView | undefined)[] | undefined;
  /** First and last selected word; -1 and -2 when none. */
  selectedFrom: number;
  selectedTo: number;
  cursor: number;
  /** Words that no dictionary knows. */
  misspelt: ReadonlySet<number>;
  /** The keyboard is to stand here. */
  wanted: boolean;
}

/** The original of one segment, word by word: words are chosen here as in the transcript, so whatever acts on chosen words does here too. */
export const Original = memo(function Original({ segment, position, marks, remarks, selectedFrom, selectedTo, cursor, misspelt, wanted }: OriginalProps): JSX.Element {
  useLanguage();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wanted && document.activeElement !== ref.current) ref.current?.focus({ preventScroll: true });
  }, [wanted]);
  return (
    <div
      ref={ref} className="desk-original" id={`desk-${segment.id}`} role="group" tabIndex={-1} aria-label={t('translation.originalOf', { at: position })} lang={segment.language === 'und' ? undefined : segment.language}
      onFocus={() => { useTranslation.setState({ at: segment.id, side: 'original' }); }} onKeyDown={(event) => { onOriginalKeyDown(event, segment); }}
    >
      {segment.words.map((word, i) => {
        const selected = i >= selectedFrom && i <= selectedTo;
        const joined = (marks?.[i] !== undefined && marks[i] === marks[i + 1]) || (selected && i < selectedTo);
        return <WordSpan key={i} word={word} index={i} passage={marks?.[i]} remark={remarks?.[i]} selected={selected} atCursor={i === cursor} hit={false} joined={joined} misspelt={misspelt.has(i)} />;
      })}
    </div>
  );
});

function onOriginalKeyDown(event: KeyboardEvent<HTMLElement>, segment: Segment): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const { cursor, selection } = useTranscript.getState();
  const at = cursor?.segmentId === segment.id ? cursor.word : 0;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step !== undefined) {
    const to = { segmentId: segment.id, word: Math.max(0, Math.min(segment.words.length - 1, at + step)) };
    useTranscript.setState({ cursor: to, following: false, selection: event.shiftKey ? { anchor: selection?.anchor.segmentId === segment.id ? selection.anchor : { segmentId: segment.id, word: at }, focus: to } : null });
  } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') go(segment.id, event.key === 'ArrowUp' ? -1 : 1);
  else if (event.key.toLowerCase() === 'g') seekToWord({ segmentId: segment.id, word: at });
  else if (event.key === 'F6' || event.key === 'Escape' || event.key === 'Enter') useTranslation.setState({ side: 'translation' });
  else return;
  event.preventDefault();
  event.stopPropagation();
}
