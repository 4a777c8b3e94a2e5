import type { JSX } from 'react';
import type { CheckReport } from '../../../shared/domain';
import { failureText, t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { useLibrary } from '../library/store';
import { healthText } from './healthText';

/** What a check found and, for each problem, which footage it is about and what to do. */
export function Findings({ report, deep }: { report: CheckReport; deep: boolean }): JSX.Element {
  const footage = useLibrary((state) => state.footage);
  return (
    <>
      <Notice tone={report.ok ? 'info' : 'danger'}>{healthText({ ...report, deep })}</Notice>
      {report.problems.length > 0 && (
        <ul className="problems scroll" aria-label={t('safety.problems')} tabIndex={0}>
          {report.problems.map((problem, i) => {
            const name = footage.find(({ id }) => id === problem.params['id'])?.name;
            return <li key={i}>{name !== undefined && <strong>{name}: </strong>}{failureText(problem)}</li>;
          })}
        </ul>
      )}
    </>
  );
}
