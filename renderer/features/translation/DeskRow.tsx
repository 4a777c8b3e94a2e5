import { memo, useEffect, useRef, useState, type JSX, type KeyboardEvent } from 'react';
import type { RemarkView, Segment, TranslationView } from '../../../shared/domain';
import { splitWords } from '../../../shared/text';
import { formatTime } from '../../../shared/time';
import { openDialog } from '../../state/dialogs';
import { keyName } from '../../ui/keys';
import { toast } from '../../ui/notices';
import { useLanguage } from '../../ui/language';
import { t } from '../../ui/messages';
import { seek } from '../player/playback';
import { RemarkChips } from '../remarks/RemarkChips';
import { remarkTranslation } from '../remarks/store';
import { nextMisspelt } from '../spelling/next';
import { useMisspelt } from '../spelling/store';
import { Underlay } from '../spelling/Underlay';
import { useTranscript } from '../transcript/store';
import { wordAtCaret } from '../transcript/caret';
import { allowed, useMay } from '../vault/person';
import { nextOpen } from './DeskBar';
import { Difference } from './Difference';
import { Original, type OriginalProps } from './Original';
import { go, judge, saveTranslation, TARGET, useTranslation, type DeskSide } from './store';

/** Hands that rest so long have finished a word. */
const REST_MS = 400;

interface DeskRowProps extends Pick<OriginalProps, 'marks' | 'remarks' | 'selectedFrom' | 'selectedTo' | 'cursor'> {
  segment: Segment;
  row: TranslationView | undefined;
  position: number;
  of: number;
  /** What is pinned to words of the translation. */
  pinned: readonly RemarkView[] | undefined;
  /** The text of this row in which the keyboard is to stand. */
  wanted: DeskSide | null;
}

/** One segment in both languages. */
export const DeskRow = memo(function DeskRow({ segment, row, position, of, wanted, pinned, ...original }: DeskRowProps): JSX.Element {
  useLanguage();
  const field = useRef<HTMLTextAreaElement>(null);
  const mayEdit = useMay('translation.edit');
  const maySpell = useMay('spelling.check');
  const [typing, setTyping] = useState(false);
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const text = row?.text ?? '';
  /** What was put into the field; anything else there was typed. */
  const known = useRef(text);
  /** What stands in the field, as far as the hands have rested since. */
  const [shown, setShown] = useState(text);
  const inTranslation = useMisspelt(shown, TARGET, maySpell);
  const inOriginal = useMisspelt(segment.text, segment.language, maySpell);
  useEffect(() => () => { clearTimeout(resting.current); }, []);
  // Another text from elsewhere (an undo, a fresh draft) takes the place of what stood there, but of nothing that is being typed.
  useEffect(() => {
    const element = field.current;
    if (element && (document.activeElement !== element || element.value === known.current)) element.value = text;
    known.current = text;
    setShown(element?.value ?? text);
  }, [text]);
  useEffect(() => {
    if (wanted === 'translation' && document.activeElement !== field.current) field.current?.focus();
  }, [wanted]);

  async function leave(state: 'checked' | 'approved' | null, by: 1 | -1): Promise<void> {
    const text = field.current?.value ?? '';
    go(segment.id, by);
    await saveTranslation(segment.id, text);
    if (state !== null && text.trim() !== '') await judge(segment.id, state);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
    const ctrl = ctrlKey || metaKey;
    if (event.nativeEvent.isComposing) return;
    if (key === 'Enter' && !altKey) void leave(ctrl ? (shiftKey ? 'approved' : 'checked') : null, !ctrl && shiftKey ? -1 : 1);
    else if (key === 'Escape' && field.current) field.current.value = row?.text ?? '';
    else if (key === 'F6') useTranslation.setState({ side: 'original' });
    else if (key === 'F8') void saveTranslation(segment.id, field.current?.value ?? '').then(() => { nextOpen(shiftKey ? -1 : 1); });
    else if (key === 'F7') nextMisspelt({ segment, translation: field.current?.value ?? '', inTranslation, inOriginal }, Math.max(0, wordAtCaret(field.current?.value ?? '', field.current?.selectionStart ?? 0)));
    else if (keyName(event) === 'Alt+Q') void pinWords();
    else if (keyName(event) === 'Alt+E') openDialog({ kind: 'translationAlternatives', segmentId: segment.id });
    else if (keyName(event) === 'Alt+H') openDialog({ kind: 'translationVersions', segmentId: segment.id });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** What is typed is saved first: its words are what is pinned to. */
  async function pinWords(): Promise<void> {
    const element = field.current;
    if (!element || !allowed('remarks.write')) return;
    const { value, selectionStart, selectionEnd } = element;
    const from = wordAtCaret(value, selectionStart + (selectionEnd > selectionStart ? 1 : 0));
    await saveTranslation(segment.id, value);
    if (from < 0) toast(t('remarks.selectFirst'));
    else {
      const to = Math.max(from, wordAtCaret(value, selectionEnd));
      remarkTranslation(TARGET, { fromSegmentId: segment.id, fromWord: from, toSegmentId: segment.id, toWord: to }, splitWords(value).slice(from, to + 1).join(' '));
    }
  }

  function onFocus(): void {
    useTranslation.setState({ at: segment.id, side: 'translation' });
    // What acts on a segment, its loop above all, means this one.
    if (useTranscript.getState().cursor?.segmentId !== segment.id) useTranscript.setState({ cursor: { segmentId: segment.id, word: 0 }, selection: null });
  }

  /** What stands in the field is looked up when the hands rest, not at each key. */
  function onInput(): void {
    stopFollowing();
    if (!typing) setTyping(true);
    clearTimeout(resting.current);
    resting.current = setTimeout(() => { setShown(field.current?.value ?? ''); setTyping(false); }, REST_MS);
  }

  const changed = row?.stale === true && row.sourceText !== '' && row.sourceText !== segment.text;
  return (
    <div className="segment desk-row" role="listitem" aria-posinset={position} aria-setsize={of} data-segment-id={segment.id} data-state={row?.state ?? 'none'}>
      <div className="segment-side">
        <button type="button" tabIndex={-1} className="segment-time mono" title={t('transcript.goTo')} onClick={() => { seek(segment.startUs); }}>{formatTime(segment.startUs)}</button>
      </div>
      <div className="desk-side">
        <Original segment={segment} position={position} wanted={wanted === 'original'} misspelt={inOriginal} {...original} />
        {changed && <p className="desk-changed" id={`desk-changed-${segment.id}`}><Difference from={row.sourceText} to={segment.text} /></p>}
      </div>
      <div className="desk-translation">
        <div className="desk-over">
          {!typing && <Underlay text={shown} misspelt={inTranslation} />}
          <textarea
            ref={field} className="desk-field" lang="en" spellCheck={false} rows={1} maxLength={20_000} readOnly={!mayEdit} defaultValue={text}
            aria-label={t('translation.field', { at: position })} aria-describedby={`desk-${segment.id} desk-note-${segment.id}`}
            onFocus={onFocus} onInput={onInput} onBlur={(event) => { if (mayEdit) void saveTranslation(segment.id, event.target.value); }} onKeyDown={mayEdit ? onKeyDown : undefined}
          />
        </div>
        <Note id={`desk-note-${segment.id}`} row={row} />
        {pinned && <div className="desk-pinned"><RemarkChips remarks={pinned} /></div>}
      </div>
    </div>
  );
});

/** Footage that plays on must not carry the field away under the hands. */
function stopFollowing(): void {
  if (useTranscript.getState().following) useTranscript.setState({ following: false });
}

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
