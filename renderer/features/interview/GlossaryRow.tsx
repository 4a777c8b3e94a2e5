import { useState, type JSX, type KeyboardEvent } from 'react';
import { glossaryTerm, type GlossaryTerm } from '../../../shared/domain';
import { IconButton } from '../../ui/Button';
import { t } from '../../ui/messages';

export type TermFields = Pick<GlossaryTerm, 'term' | 'kind' | 'misheard' | 'staysLatin'>;

interface GlossaryRowProps {
  /** Null: the row for a new term. */
  term: GlossaryTerm | null;
  row: number;
  onSave: (fields: TermFields) => Promise<boolean>;
  onRemove: () => void;
  onMove: (row: number, column: number) => void;
  onNext: (row: number) => void;
}

const KINDS = glossaryTerm.shape.kind.options;
const BLANK: TermFields = { term: '', kind: 'person', misheard: [], staysLatin: false };

/** One term. Enter saves and goes on to the next row; the arrows go up and down; leaving the row saves. */
export function GlossaryRow({ term, row, onSave, onRemove, onMove, onNext }: GlossaryRowProps): JSX.Element {
  const stored = term ?? BLANK;
  const [text, setText] = useState(stored.term);
  const [kind, setKind] = useState(stored.kind);
  const [misheard, setMisheard] = useState(stored.misheard.join('; '));
  const [staysLatin, setStaysLatin] = useState(stored.staysLatin);
  const name = term?.term ?? t('glossary.new');

  async function save(): Promise<boolean> {
    const list = misheard.split(';').map((one) => one.trim()).filter((one) => one !== '');
    if (text.trim() === '') {
      setText(stored.term);
      return false;
    }
    if (term && text.trim() === term.term && kind === term.kind && staysLatin === term.staysLatin && list.join(';') === term.misheard.join(';')) return true;
    const saved = await onSave({ term: text, kind, misheard: list, staysLatin });
    if (saved && !term) {
      setText('');
      setMisheard('');
      setStaysLatin(false);
    }
    return saved;
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>, column: number): void {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      // The dialog around is a form, which Enter would send off.
      event.preventDefault();
      void save().then((saved) => { if (saved) onNext(row + 1); });
    } else if (column !== 1 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      onMove(row + (event.key === 'ArrowDown' ? 1 : -1), column);
    }
  }

  return (
    <div className="glossary-row" role="row" data-row={row} onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) void save(); }}>
      <span role="gridcell"><input className="input" data-column={0} value={text} maxLength={200} spellCheck={false} aria-label={t('glossary.termOf', { name })} placeholder={term ? '' : t('glossary.newHint')} onChange={(event) => { setText(event.target.value); }} onKeyDown={(event) => { onKeyDown(event, 0); }} /></span>
      <span role="gridcell">
        <select className="input" data-column={1} value={kind} aria-label={t('glossary.kindOf', { name })} onChange={(event) => { setKind(KINDS.find((one) => one === event.target.value) ?? 'word'); }} onKeyDown={(event) => { onKeyDown(event, 1); }}>
          {KINDS.map((one) => <option key={one} value={one}>{t(`glossary.kind-${one}`)}</option>)}
        </select>
      </span>
      <span role="gridcell"><input className="input" data-column={2} value={misheard} maxLength={2000} spellCheck={false} aria-label={t('glossary.misheardOf', { name })} placeholder={t('glossary.misheardHint')} onChange={(event) => { setMisheard(event.target.value); }} onKeyDown={(event) => { onKeyDown(event, 2); }} /></span>
      <span role="gridcell">
        <label className="glossary-latin" title={t('glossary.staysLatinHint')}>
          <input type="checkbox" data-column={3} checked={staysLatin} aria-label={t('glossary.staysLatinOf', { name })} onChange={(event) => { setStaysLatin(event.target.checked); }} onKeyDown={(event) => { onKeyDown(event, 3); }} />
          {t('glossary.staysLatin')}
        </label>
      </span>
      <span role="gridcell">{term && <IconButton size="small" icon="close" label={t('glossary.removeNamed', { name: term.term })} onClick={onRemove} />}</span>
    </div>
  );
}
