import { useMemo, type JSX } from 'react';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { toast } from '../../ui/notices';
import { languageName } from '../interview/languages';
import { useSpelledHere } from '../spelling/store';
import { useTranscript } from '../transcript/store';
import { goToOpen, needsWork, useTranslation } from './store';

/** How far the translation is, and on to what is still open. */
export function DeskBar(): JSX.Element {
  const segments = useTranscript((state) => state.segments);
  const rows = useTranslation((state) => state.rows);
  const { done, all, stale } = useMemo(() => {
    const spoken = segments.filter(({ words }) => words.length > 0);
    return { all: spoken.length, done: spoken.filter(({ id }) => !needsWork(rows.get(id))).length, stale: spoken.filter(({ id }) => rows.get(id)?.stale === true).length };
  }, [segments, rows]);
  const isSpelledHere = useSpelledHere();
  const unspelled = useMemo(() => [...new Set(segments.map(({ language }) => language))].filter((language) => language !== 'und' && !isSpelledHere(language)), [segments, isSpelledHere]);
  return (
    <div className="desk-bar">
      <span className="tabular">{t('translation.progress', { done, all })}</span>
      {stale > 0 && <span className="desk-warn tabular">{t('translation.progressStale', { count: stale })}</span>}
      {unspelled.length > 0 && <span>{t('spelling.noDictionary', { languages: unspelled.map(languageName).join(', ') })}</span>}
      <span className="spacer" />
      <Button size="small" icon="down" title="F8" onClick={() => { nextOpen(1); }}>{t('translation.nextOpen')}</Button>
    </div>
  );
}

/** F8: the next segment that nobody has checked, or a word that there is none. */
export function nextOpen(by: 1 | -1): void {
  if (!goToOpen(useTranslation.getState().at, by)) toast(t('translation.allChecked'));
}
