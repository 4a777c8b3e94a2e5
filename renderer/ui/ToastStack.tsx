import type { JSX } from 'react';
import { IconButton } from './Button';
import { t } from './messages';
import { Notice } from './Notice';
import { dismiss, isForDialog, useToasts } from './notices';

/** Sentences that come and go, read aloud politely as they appear: at the edge of the window, or those that belong into the open dialog. */
export function ToastStack({ inDialog = false }: { inDialog?: boolean }): JSX.Element {
  const { toasts, dialog } = useToasts();
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.filter((toast) => isForDialog(toast, dialog) === inDialog).map((toast) => (
        <Notice key={toast.id} tone={toast.tone} action={<IconButton icon="close" size="small" label={t('common.dismiss')} onClick={() => { dismiss(toast.id); }} />}>{toast.text}</Notice>
      ))}
    </div>
  );
}
