import { useDeferredValue, useEffect, useMemo, useRef, type JSX, type KeyboardEvent } from 'react';
import type { Footage, PassageView } from '../../../shared/domain';
import { Button } from '../../ui/Button';
import { Choice } from '../../ui/Choice';
import { Icon } from '../../ui/Icon';
import { t } from '../../ui/messages';
import { ReleaseBar } from '../releasing/ReleaseBar';
import { useTranscript } from '../transcript/store';
import { useMay } from '../vault/person';
import { FILTERS, shows, type Judgement } from './judge';
import { PassageRow } from './PassageRow';
import { judgePassage, suggestPassages, usePassages } from './store';
import './passages.css';

/** Whether editors see the footage, and everything marked or suggested in it, in its order. */
export function PassagesPanel({ footage }: { footage: Footage }): JSX.Element {
  return (
    <div className="passages-pane">
      <ReleaseBar footage={footage} />
      <PassageList footage={footage} />
    </div>
  );
}

function PassageList({ footage }: { footage: Footage }): JSX.Element {
  const { wanted, filter, footageId } = usePassages();
  // Hundreds of rows, mostly behind another tab: they are drawn in between, and hold nothing up. Those of another footage are none.
  const kept = useDeferredValue(usePassages((state) => state.passages));
  const passages = useMemo(() => kept.filter((one) => one.footageId === footageId), [kept, footageId]);
  const list = useRef<HTMLUListElement>(null);
  const hasText = useTranscript((state) => state.segments.length > 0);
  const maySuggest = useMay('passages.mark') && hasText;
  const shown = useMemo(() => passages.filter((p) => shows(filter, p)).sort((a, b) => a.startUs - b.startUs), [passages, filter]);
  const focus = (passageId: string): void => { list.current?.querySelector<HTMLElement>(`[data-passage-id="${CSS.escape(passageId)}"] .passage-jump`)?.focus(); };

  useEffect(() => {
    if (wanted === null || !shown.some(({ id }) => id === wanted)) return;
    focus(wanted);
    usePassages.setState({ wanted: null });
  }, [wanted, shown]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || event.altKey || event.ctrlKey || !(event.target instanceof HTMLElement) || !event.target.matches('.passage-jump')) return;
    const here = event.target.closest<HTMLElement>('[data-passage-id]')?.dataset['passageId'];
    const next = shown[shown.findIndex(({ id }) => id === here) + step];
    if (!next) return;
    event.preventDefault();
    focus(next.id);
  };
  // What was judged may leave the list: the focus goes on to what comes next, so that a hundred can be judged without the mouse.
  const onJudge = (passage: PassageView, judgement: Judgement): void => {
    const at = shown.findIndex(({ id }) => id === passage.id);
    const next = shown[at + 1] ?? shown[at - 1];
    void judgePassage(passage, judgement).then((done) => { if (done && next) focus(next.id); });
  };

  return (
    <>
      <div className="passages-tools">
        <Choice label={t('passages.filter')} value={filter} onPick={(picked) => { usePassages.setState({ filter: picked }); }} options={FILTERS.map((value) => ({ value, label: t(`passages.filter-${value}`) }))} />
        {maySuggest && <Button size="small" icon="search" onClick={() => void suggestPassages(footage.id)} title={t('passages.suggestHint')}>{t('passages.suggest')}</Button>}
      </div>
      {shown.length === 0 ? (
        <div className="empty">
          <Icon name="redact" size={28} className="empty-icon" />
          <h3>{t(filter === 'all' ? 'passages.emptyTitle' : 'passages.filterEmpty')}</h3>
          {filter === 'all' && <p>{t('passages.emptyText')}</p>}
        </div>
      ) : (
        <ul ref={list} className="passages scroll" aria-label={t('passages.title')} onKeyDown={onKeyDown}>
          {shown.map((passage) => <PassageRow key={passage.id} passage={passage} onJudge={onJudge} />)}
        </ul>
      )}
    </>
  );
}
