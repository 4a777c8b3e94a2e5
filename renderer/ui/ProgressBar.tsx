import type { JSX } from 'react';
import { classes } from './classes';

/** How far a piece of work is, 0 to 1; null while that cannot be known. */
export function ProgressBar({ label, value }: { label: string; value: number | null }): JSX.Element {
  const percent = value === null ? undefined : Math.round(value * 100);
  return (
    <div className={classes('progress', value === null && 'progress-waiting')} role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
      <span style={{ width: `${percent ?? 30}%` }} />
    </div>
  );
}
