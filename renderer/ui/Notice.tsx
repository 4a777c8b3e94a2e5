import type { JSX, ReactNode } from 'react';
import { classes } from './classes';
import { Icon } from './Icon';

export type NoticeTone = 'info' | 'warn' | 'danger';

/** A sentence that belongs where it stands: a hint, a warning, a failure. */
export function Notice({ tone = 'info', children, action }: { tone?: NoticeTone; children: ReactNode; action?: ReactNode }): JSX.Element {
  return (
    <div className={classes('notice', tone !== 'info' && `notice-${tone}`)} role={tone === 'danger' ? 'alert' : undefined}>
      <Icon name={tone === 'info' ? 'info' : 'alert'} />
      <p>{children}</p>
      {action}
    </div>
  );
}
