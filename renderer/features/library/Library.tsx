import type { JSX } from 'react';
import { openDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { t } from '../../ui/messages';
import { useMay } from '../vault/person';
import { FootageRow } from './FootageRow';
import { InterviewRow } from './InterviewRow';
import { interviewTexts, matches, visibleFootage } from './search';
import { importByDialog, pickInterview, useLibrary } from './store';
import './library.css';

/** The left pane: interviews above, the footage of the chosen one (or of all) below. */
export function Library(): JSX.Element {
  const { loaded, interviews, footage, interviewId, query } = useLibrary();
  const mayDescribe = useMay('interviews.create');
  const seesRaw = useMay('footage.play');
  const mayImport = useMay('footage.import');
  const shownInterviews = interviews.filter((i) => matches(query, interviewTexts(i)));
  const shownFootage = visibleFootage(footage, interviews, interviewId, query);

  return (
    <section className="library" aria-label={t('library.title')}>
      <div className="library-top">
        <label className="search">
          <Icon name="search" />
          <input type="search" className="input" placeholder={t('library.search')} aria-label={t('library.search')} value={query} onChange={(event) => { useLibrary.setState({ query: event.target.value }); }} />
        </label>
      </div>

      <div className="library-head">
        <h2 className="eyebrow">{t('library.interviews')}</h2>
        {mayDescribe && <Button kind="quiet" size="small" icon="plus" onClick={() => { openDialog({ kind: 'interview', interviewId: null }); }}>{t('library.newInterview')}</Button>}
      </div>
      <ul className="library-list interviews scroll" aria-label={t('library.interviews')}>
        <li>
          <button type="button" className="item" aria-current={interviewId === null ? 'true' : undefined} onClick={() => { pickInterview(null); }}>
            <Icon name="folder" />
            <span className="item-main">{t('library.all')}</span>
            <span className="item-count">{footage.length}</span>
          </button>
        </li>
        {shownInterviews.map((interview) => <InterviewRow key={interview.id} interview={interview} count={footage.filter((f) => f.interviewId === interview.id).length} current={interview.id === interviewId} />)}
      </ul>

      <div className="library-head">
        <h2 className="eyebrow">{t('library.footage')}</h2>
        {mayImport && <Button kind="quiet" size="small" icon="import" onClick={() => void importByDialog()} title={t('library.importHint')}>{t('library.import')}</Button>}
      </div>
      <ul className="library-list footage-list scroll" aria-label={t('library.footage')}>
        {shownFootage.map((f) => <FootageRow key={f.id} footage={f} />)}
      </ul>
      {loaded && shownFootage.length === 0 && (
        <p className="library-none">{query ? t('library.noneFound', { query }) : interviewId === null ? t(mayImport ? 'library.emptyVault' : seesRaw ? 'role.noImport' : 'release.noneForEditor') : t('library.emptyInterview')}</p>
      )}
    </section>
  );
}
