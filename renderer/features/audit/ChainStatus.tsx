import type { JSX } from 'react';
import { Button } from '../../ui/Button';
import { codeText, t, tn } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { findInAudit, useAudit, verifyAudit } from './store';

/** Whether every entry follows the one before it, and where not. */
export function ChainStatus(): JSX.Element {
  const report = useAudit((state) => state.report);
  const again = <Button size="small" disabled={report === null} onClick={() => void verifyAudit()}>{t('audit.checkAgain')}</Button>;
  return (
    <div role="status" className="stack">
      {report === null ? <Notice action={again}>{t('audit.checking')}</Notice>
        : <Notice tone={report.ok ? 'info' : 'danger'} action={again}>{report.ok ? tn('audit.whole', report.entries) : tn('audit.broken', report.problems.length)}</Notice>}
      {report !== null && report.problems.length > 0 && (
        <ul className="problems scroll" aria-label={t('audit.places')}>
          {report.problems.map(({ code, line }, i) => (
            <li key={i}><button type="button" className="audit-jump" onClick={() => { useAudit.setState({ at: line }); void findInAudit({ person: null, action: null, text: '' }); }}>{t('audit.entry', { seq: line })}</button>: {codeText('audit.problem.', code)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
