import { useEffect, useId, useRef, type JSX, type ReactNode } from 'react';
import { IconButton } from './Button';
import { classes } from './classes';
import { t } from './messages';
import { ToastStack } from './ToastStack';

interface DialogProps {
  title: string;
  onClose: () => void;
  /** With it the dialog is a form: Enter submits. */
  onSubmit?: () => void;
  foot?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/** Native modal dialog: the browser traps focus, makes the rest inert, closes on Escape and gives focus back. */
export function Dialog({ title, onClose, onSubmit, foot, wide = false, children }: DialogProps): JSX.Element {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return undefined;
    const before = document.activeElement;
    if (!dialog.open) dialog.showModal();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);

  const content = (
    <>
      <header className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <IconButton icon="close" label={t('common.close')} onClick={onClose} />
      </header>
      <div className="dialog-body" tabIndex={-1}>{children}</div>
      {foot && <footer className="dialog-foot">{foot}</footer>}
    </>
  );
  return (
    <dialog ref={ref} className={classes('dialog', wide && 'dialog-wide')} aria-labelledby={titleId} onCancel={(event) => { event.preventDefault(); onClose(); }}>
      {/* Here, not beside: what lies outside a modal dialog is dimmed, inert, and silent to screen readers. */}
      <ToastStack />
      {onSubmit ? <form onSubmit={(event) => { event.preventDefault(); onSubmit(); }}>{content}</form> : content}
    </dialog>
  );
}
