import type { JSX } from 'react';
import { IconButton } from './Button';
import { t } from './messages';
import { Notice } from './Notice';
import { dismiss, useToasts } from './notices';

/** Sentences that come and go at the edge; read aloud politely as they appear. */
export function ToastStack(): JSX.Element {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <Notice key={toast.id} tone={toast.tone} action={<IconButton icon="close" size="small" label={t('common.dismiss')} onClick={() => { dismiss(toast.id); }} />}>{toast.text}</Notice>
      ))}
    </div>
  );
}
