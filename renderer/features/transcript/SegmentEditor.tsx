import { useEffect, useRef, type JSX } from 'react';
import type { Segment } from '../../../shared/domain';
import { formatTime } from '../../../shared/time';
import { t } from '../../ui/messages';
import { hearThisWord } from './listening';
import { joinWithNext, splitAtCaret } from './reshape';
import { cancelEdit, commitEdit, useTranscript } from './store';

/** The text of one segment as a field, in the place of its words. Leaving it saves. */
export function SegmentEditor({ segment }: { segment: Segment }): JSX.Element {
  const ref = useRef<HTMLTextAreaElement>(null);
  const busy = useTranscript((state) => state.editing?.busy === true);
  const caret = useTranscript((state) => state.editing?.caret);
  const text = useTranscript((state) => (state.editing?.segmentId === segment.id ? state.editing.text : segment.text));

  useEffect(() => {
    const field = ref.current;
    if (!field) return;
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
  }, []);

  useEffect(() => {
    if (caret !== undefined) ref.current?.setSelectionRange(caret, caret);
  }, [caret]);

  function backToText(): void {
    document.getElementById('transcript-grid')?.focus({ preventScroll: true });
  }

  return (
    <div className="segment-editor">
      <textarea
        ref={ref} className="input" rows={2} value={text} readOnly={busy} spellCheck={false} aria-label={t('transcript.editLabel', { time: formatTime(segment.startUs) })}
        onChange={(event) => { useTranscript.setState({ editing: { segmentId: segment.id, text: event.target.value } }); }}
        onClick={(event) => { if (event.ctrlKey || event.metaKey) hearThisWord(); }}
        onBlur={() => void commitEdit()}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || (event.key !== 'Escape' && event.key !== 'Enter')) return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === 'Escape') {
            cancelEdit();
            backToText();
          } else if (event.ctrlKey || event.metaKey) void (event.shiftKey ? joinWithNext() : splitAtCaret());
          else void commitEdit().then(backToText);
        }}
      />
      <span className="small muted">{t('transcript.editHint')}</span>
    </div>
  );
}
