import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type JSX, type KeyboardEvent } from 'react';
import { formatMoment } from '../../ui/format';
import { t } from '../../ui/messages';
import { deedName, fetchEntries, useAudit } from './store';

const ROW_PX = 30;

/** The entries that fit, of which only those near the window exist: up and down, page by page, Home and End. */
export function EntryList(): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const { found, entries, at } = useAudit();
  const seqs = found?.seqs ?? [];
  const rows = useVirtualizer({ count: seqs.length, getScrollElement: () => list.current, estimateSize: () => ROW_PX, getItemKey: (index) => seqs[index] ?? index, overscan: 10 });
  const items = rows.getVirtualItems();
  const [from, to] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => { void fetchEntries(from, to); }, [found, from, to]);
  const { scrollToIndex } = rows;
  const here = at === null ? -1 : seqs.indexOf(at);
  useEffect(() => { if (here >= 0) scrollToIndex(here, { align: 'auto' }); }, [here, scrollToIndex]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((list.current?.clientHeight ?? 0) / ROW_PX) - 1);
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -seqs.length, End: seqs.length }[event.key];
    if (step === undefined || seqs.length === 0) return;
    event.preventDefault();
    useAudit.setState({ at: seqs[Math.max(0, Math.min(seqs.length - 1, here + step))] ?? null });
  };

  if (found !== null && seqs.length === 0) return <p className="audit-none muted">{t('audit.none')}</p>;
  return (
    <div ref={list} className="audit-list scroll" role="listbox" tabIndex={0} aria-label={t('audit.entries')} aria-activedescendant={here >= 0 ? `audit-${at ?? ''}` : undefined} onKeyDown={onKeyDown}>
      <div className="audit-all" role="presentation" style={{ height: rows.getTotalSize() }}>
        {items.map((item) => {
          const seq = seqs[item.index] ?? 0;
          const entry = entries.get(seq);
          return (
            <div key={item.key} id={`audit-${seq}`} role="option" aria-selected={seq === at} aria-posinset={item.index + 1} aria-setsize={seqs.length} className="audit-row" style={{ transform: `translateY(${item.start}px)` }} onClick={() => { useAudit.setState({ at: seq }); }}>
              <span className="mono small muted audit-seq">{seq}</span>
              <span className="small tabular">{entry ? formatMoment(entry.at) : '…'}</span>
              <span className="truncate">{entry && (entry.personName === '' ? t('audit.nobody') : entry.personName)}</span>
              <span className="truncate audit-deed">{entry && deedName(entry.action)}</span>
              <span className="truncate muted">{entry?.about}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
