import type { JSX } from 'react';
import type { Severity } from '../../../shared/domain';
import { t } from '../../ui/messages';

/** Severity as strokes that are counted, not as a colour; read out in words. */
export function SeverityMark({ severity }: { severity: Severity }): JSX.Element {
  return (
    <span className="severity" title={t(`passages.severity-${severity}`)}>
      <span aria-hidden="true">{'▮'.repeat(severity)}{'▯'.repeat(3 - severity)}</span>
      <span className="visually-hidden">{t('passages.severityIs', { severity: t(`passages.severity-${severity}`) })}</span>
    </span>
  );
}
