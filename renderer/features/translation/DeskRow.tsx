import { memo, useEffect, useRef, type JSX, type KeyboardEvent } from 'react';
import type { Segment, TranslationView } from '../../../shared/domain';
import { formatTime } from '../../../shared/time';
import { t } from '../../ui/messages';
import { wordDiff } from '../handover/wordDiff';
import { seek } from '../player/playback';
import { useMay } from '../vault/person';
import { go, judge, saveTranslation, useTranslation } from './store';

interface DeskRowProps {
  segment: Segment;
  row: TranslationView | undefined;
  position: number;
  of: number;
  /** The keyboard is to stand here. */
  wanted: boolean;
}

/** One segment in both languages. */
export const DeskRow = memo(function DeskRow({ segment, row, position, of, wanted }: DeskRowProps): JSX.Element {
  const field = useRef<HTMLTextAreaElement>(null);
  const mayEdit = useMay('translation.edit');
  const text = row?.text ?? '';
  // Another text from elsewhere (an undo, a fresh draft) takes the place of what stood there, but of nothing that is being typed.
  useEffect(() => {
    if (field.current && document.activeElement !== field.current) field.current.value = text;
  }, [text]);
  useEffect(() => {
    if (wanted && document.activeElement !== field.current) field.current?.focus();
  }, [wanted]);

  async function leave(state: 'checked' | 'approved' | null, by: 1 | -1): Promise<void> {
    const text = field.current?.value ?? '';
    go(segment.id, by);
    await saveTranslation(segment.id, text);
    if (state !== null && text.trim() !== '') await judge(segment.id, state);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    const { key, ctrlKey, metaKey, shiftKey } = event;
    if (key === 'Enter') void leave(ctrlKey || metaKey ? (shiftKey ? 'approved' : 'checked') : null, !ctrlKey && !metaKey && shiftKey ? -1 : 1);
    else if (key === 'Escape' && field.current) field.current.value = row?.text ?? '';
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="segment desk-row" role="listitem" aria-posinset={position} aria-setsize={of} data-segment-id={segment.id} data-state={row?.state ?? 'none'}>
      <div className="segment-side">
        <button type="button" tabIndex={-1} className="segment-time mono" title={t('transcript.goTo')} onClick={() => { seek(segment.startUs); }}>{formatTime(segment.startUs)}</button>
      </div>
      <p className="desk-original" lang={segment.language === 'und' ? undefined : segment.language} id={`desk-${segment.id}`}>
        {row?.stale === true && row.sourceText !== '' && row.sourceText !== segment.text
          ? wordDiff(row.sourceText, segment.text).map((part, i) => (part.change === 'new' ? <ins key={i}>{part.text}</ins> : part.change === 'gone' ? <del key={i}>{part.text}</del> : <span key={i}>{part.text}</span>))
          : segment.text}
      </p>
      <div className="desk-translation">
        <textarea
          ref={field} className="desk-field" lang="en" spellCheck={false} rows={1} maxLength={20_000} readOnly={!mayEdit} defaultValue={text}
          aria-label={t('translation.field', { at: position })} aria-describedby={`desk-${segment.id} desk-note-${segment.id}`}
          onFocus={() => { useTranslation.setState({ at: segment.id }); }} onBlur={(event) => { if (mayEdit) void saveTranslation(segment.id, event.target.value); }} onKeyDown={mayEdit ? onKeyDown : undefined}
        />
        <Note id={`desk-note-${segment.id}`} row={row} />
      </div>
    </div>
  );
});

/** How far it can be relied on, and what to look at. */
function Note({ id, row }: { id: string; row: TranslationView | undefined }): JSX.Element {
  if (!row) return <p id={id} className="desk-note">{t('translation.none')}</p>;
  const words = row.text.split(' ');
  const unknown = row.unknown.flatMap((i) => words[i] ?? []).join(', ');
  return (
    <p id={id} className="desk-note">
      <span className="desk-state">{t(`translation.state-${row.state}`)}</span>
      {row.updatedBy !== null && row.updatedBy !== '' && <span>{row.updatedBy}</span>}
      {row.stale && <span className="desk-warn">{t('translation.stale')}</span>}
      {row.warnings.map((warning) => <span key={warning} className="desk-warn">{t(`translation.warning-${warning}`)}</span>)}
      {unknown !== '' && <span>{t('translation.unknown', { words: unknown })}</span>}
    </p>
  );
}
