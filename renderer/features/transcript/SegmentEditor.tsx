import { useEffect, useRef, type JSX } from 'react';
import type { Segment } from '../../../shared/domain';
import { formatTime } from '../../../shared/time';
import { t } from '../../ui/messages';
import { cancelEdit, commitEdit, useTranscript } from './store';

/** The text of one segment as a field, in the place of its words. Leaving it saves. */
export function SegmentEditor({ segment }: { segment: Segment }): JSX.Element {
  const ref = useRef<HTMLTextAreaElement>(null);
  const text = useTranscript((state) => (state.editing?.segmentId === segment.id ? state.editing.text : segment.text));

  useEffect(() => {
    const field = ref.current;
    if (!field) return;
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
  }, []);

  function backToText(): void {
    document.getElementById('transcript-grid')?.focus({ preventScroll: true });
  }

  return (
    <div className="segment-editor">
      <textarea
        ref={ref} className="input" rows={2} value={text} spellCheck={false} aria-label={t('transcript.editLabel', { time: formatTime(segment.startUs) })}
        onChange={(event) => { useTranscript.setState({ editing: { segmentId: segment.id, text: event.target.value } }); }}
        onBlur={() => void commitEdit()}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') {
            cancelEdit();
            backToText();
          } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
            event.preventDefault();
            void commitEdit().then(backToText);
          }
        }}
      />
      <span className="small muted">{t('transcript.editHint')}</span>
    </div>
  );
}
