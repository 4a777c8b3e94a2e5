import { useEffect, useRef, type JSX } from 'react';
import type { Footage } from '../../../../shared/domain';
import { IconButton } from '../../../ui/Button';
import { keyName } from '../../../ui/keys';
import { t } from '../../../ui/messages';
import { Tabs } from '../../../ui/Tabs';
import { useMay } from '../../vault/person';
import { useTranslation } from '../store';
import { Hits } from './Hits';
import { Indexing, useIndexed } from './Indexing';
import { MemoryFiles } from './MemoryFiles';
import { loadTerms, lookForSimilar, searchMemory, takeSimilar, toggleMemory, useMemory, type MemoryView } from './store';
import { Terms } from './Terms';
import './memory.css';

/** Milliseconds of rest before what is typed is looked for. */
const REST_MS = 180;

/** What was translated before: what is like the segment at hand, words over all interviews, and terms that differ. */
export function MemoryPane({ footage }: { footage: Footage }): JSX.Element | null {
  const { open, view, query, similar, found, terms } = useMemory();
  const at = useTranslation((state) => state.at);
  const row = useTranslation((state) => (at === null ? undefined : state.rows.get(at)?.updatedAt));
  const mayUse = useMay('memory.use');
  const indexed = useIndexed();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => { if (open && mayUse && at !== null && view === 'similar') void lookForSimilar(footage.id, at); }, [open, mayUse, footage.id, at, view, indexed]);
  useEffect(() => { if (open && view === 'search') void searchMemory(useMemory.getState().query); }, [open, view, indexed]);
  useEffect(() => { if (open && mayUse && view === 'terms') void loadTerms(footage.id); }, [open, mayUse, footage.id, view, row]);
  useEffect(() => { if (open && view === 'search') field.current?.focus(); }, [open, view]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || !(event.target instanceof HTMLElement) || event.target.closest('.desk, .memory') === null) return;
      const key = keyName(event);
      const number = /^Alt\+([1-5])$/u.exec(key ?? '')?.[1];
      if (number !== undefined ? !(open && takeSimilar(Number(number))) : key !== 'Alt+M' && key !== 'Alt+Shift+M') return;
      event.preventDefault();
      event.stopPropagation();
      if (key === 'Alt+M') toggleMemory();
      if (key === 'Alt+Shift+M') openSearch();
    };
    // Before the window's own commands: in the desk these keys are the memory's.
    window.addEventListener('keydown', onKeyDown, true);
    return () => { window.removeEventListener('keydown', onKeyDown, true); };
  }, [open]);
  if (!open) return null;
  const views: readonly MemoryView[] = mayUse ? ['similar', 'search', 'terms'] : ['search'];
  const shown = views.includes(view) ? view : 'search';
  return (
    <section className="memory" role="region" aria-label={t('memory.title')} onKeyDown={(event) => { if (event.key === 'Escape') backToField(event.nativeEvent); }}>
      <div className="memory-bar">
        <Tabs label={t('memory.title')} value={shown} onPick={(id) => { useMemory.setState({ view: id }); }} tabs={views.map((id) => ({ value: id, label: t(`memory.view-${id}`) }))} prefix="memory" />
        <span className="spacer" />
        <MemoryFiles />
        <IconButton size="small" icon="close" label={t('memory.close')} shortcut="Alt+M" onClick={toggleMemory} />
      </div>
      <div id={`memory-${shown}`} role="tabpanel" aria-labelledby={`memory-tab-${shown}`} className="memory-panel scroll" tabIndex={0}>
        <Indexing />
        {shown === 'similar' && <Hits hits={similar} numbered empty={t(at === null ? 'memory.noSegment' : 'memory.noSimilar')} />}
        {shown === 'search' && (
          <>
            <SearchField field={field} query={query} />
            <Hits hits={found} empty={query.trim() === '' ? t('memory.searchHint') : t('memory.nothingFound')} />
          </>
        )}
        {shown === 'terms' && <Terms terms={terms} footageId={footage.id} />}
      </div>
    </section>
  );
}

function SearchField({ field, query }: { field: React.RefObject<HTMLInputElement | null>; query: string }): JSX.Element {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => { clearTimeout(timer.current); }, []);
  return (
    <input
      ref={field} className="input memory-search" type="search" aria-label={t('memory.search')} placeholder={t('memory.search')} maxLength={500} defaultValue={query} spellCheck={false}
      onChange={({ target: { value } }) => {
        clearTimeout(timer.current);
        timer.current = setTimeout(() => { void searchMemory(value); }, REST_MS);
      }}
    />
  );
}

/** The words that are chosen in a field, or nothing, are looked for. */
function openSearch(): void {
  const { activeElement } = document;
  const chosen = activeElement instanceof HTMLTextAreaElement ? activeElement.value.slice(activeElement.selectionStart, activeElement.selectionEnd) : getSelection()?.toString() ?? '';
  useMemory.setState({ open: true, view: 'search', ...(chosen.trim() === '' ? {} : { query: chosen.trim() }) });
  if (chosen.trim() !== '') void searchMemory(chosen.trim());
}

/** Esc: back to the segment. */
function backToField(event: KeyboardEvent): void {
  const { at } = useTranslation.getState();
  const field = at === null ? null : document.querySelector<HTMLElement>(`[data-segment-id="${CSS.escape(at)}"] .desk-field`);
  if (!field) return;
  event.preventDefault();
  event.stopPropagation();
  field.focus();
}
