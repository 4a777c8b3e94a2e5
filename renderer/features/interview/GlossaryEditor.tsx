import { useEffect, useLayoutEffect, useRef, useState, type JSX } from 'react';
import type { GlossaryTerm } from '../../../shared/domain';
import { ask } from '../../api/client';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { useMay } from '../vault/person';
import { GlossaryRow, type TermFields } from './GlossaryRow';

/** The names and words of an interview; each row is saved by itself, whatever becomes of the record around. */
export function GlossaryEditor({ interviewId }: { interviewId: string }): JSX.Element | null {
  const [terms, setTerms] = useState<readonly GlossaryTerm[]>([]);
  /** The newest that was taken away and can be brought back. */
  const [removed, setRemoved] = useState<GlossaryTerm | null>(null);
  const [wanted, setWanted] = useState<{ readonly row: number } | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  const may = useMay('glossary.save');

  useEffect(() => {
    if (!may) return undefined;
    let gone = false;
    void ask('glossary.list', { interviewId }).then((list) => { if (list && !gone) setTerms(list); });
    return () => { gone = true; };
  }, [interviewId, may]);

  // Behind the rows' own change, never by a frame of the screen: one that came first would leave the focus, and what is typed next, in the row before.
  useLayoutEffect(() => { if (wanted) move(wanted.row, 0); }, [wanted]);

  if (!may) return null;

  async function save(term: GlossaryTerm | null, fields: TermFields): Promise<boolean> {
    const saved = await ask('glossary.save', { id: term?.id ?? null, interviewId, note: term?.note ?? '', ...fields });
    // New terms stay where they were typed: rows that jump about lose the eye.
    if (saved) setTerms((list) => (term ? list.map((one) => (one.id === saved.id ? saved : one)) : [...list, saved]));
    return saved !== undefined;
  }

  async function remove(term: GlossaryTerm, row: number): Promise<void> {
    if (!(await ask('glossary.remove', { id: term.id }))) return;
    setTerms((list) => list.filter((one) => one.id !== term.id));
    setRemoved(term);
    moveSoon(row);
  }

  async function bringBack(term: GlossaryTerm): Promise<void> {
    const saved = await ask('glossary.save', { ...term, id: null });
    if (!saved) return;
    setTerms((list) => [...list, saved]);
    setRemoved(null);
    moveSoon(terms.length);
  }

  function move(row: number, column: number): void {
    grid.current?.querySelector<HTMLElement>(`[data-row="${row}"] [data-column="${column}"]`)?.focus();
  }

  /** The row wanted is about to come, or to change its place. */
  function moveSoon(row: number): void {
    setWanted({ row });
  }

  return (
    <section className="field" aria-labelledby="glossary-title">
      <span className="field-label" id="glossary-title">{t('glossary.title')}</span>
      <div className="field-hint" id="glossary-hint">{t('glossary.hint')}</div>
      <div className="glossary" ref={grid} role="grid" aria-labelledby="glossary-title" aria-describedby="glossary-hint">
        {terms.map((term, row) => <GlossaryRow key={term.id} term={term} row={row} onSave={(fields) => save(term, fields)} onRemove={() => void remove(term, row)} onMove={move} onNext={moveSoon} />)}
        <GlossaryRow term={null} row={terms.length} onSave={(fields) => save(null, fields)} onRemove={() => undefined} onMove={move} onNext={moveSoon} />
      </div>
      {/* What is taken away here is gone at once, whatever becomes of the record around: so is the way back. */}
      <div className="glossary-removed small" role="status">{removed && <><span>{t('glossary.removed', { term: removed.term })}</span><Button size="small" icon="undo" onClick={() => void bringBack(removed)}>{t('glossary.bringBack')}</Button></>}</div>
    </section>
  );
}
