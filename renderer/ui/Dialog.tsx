import { useEffect, useId, useRef, type JSX, type ReactNode } from 'react';
import type { Job } from '../../shared/domain';
import { IconButton } from './Button';
import { classes } from './classes';
import { t } from './messages';
import { hearInDialog } from './notices';
import { ToastStack } from './ToastStack';

interface DialogProps {
  title: string;
  onClose: () => void;
  /** With it the dialog is a form: Enter submits. */
  onSubmit?: () => void;
  foot?: ReactNode;
  wide?: boolean;
  /** Kinds of jobs that are started here: how they end is said here too. */
  jobs?: readonly Job['kind'][];
  children: ReactNode;
}

const NO_JOBS = [] as const;

/**
 * What a dialog is opened for has the focus, not its closing cross. React's autoFocus cannot do it: it comes while the
 * dialog is still closed, where nothing takes the focus.
 */
function focusFirst(dialog: HTMLDialogElement): void {
  const field = '.dialog-body :is(select, textarea, input:not([type=radio]), input[type=radio]:checked, [role=tab][tabindex="0"]):not(:disabled)';
  for (const choice of ['[data-first]', field, '.dialog-foot button:not(:disabled)']) {
    const first = dialog.querySelector<HTMLElement>(choice);
    if (first) {
      // From its top, even where what has the focus is taller than the dialog.
      first.focus({ preventScroll: true });
      return;
    }
  }
}

/**
 * When the focused button vanishes or is switched off, the focus falls out of the dialog and a screen reader goes silent:
 * it is caught in the body, from where Tab goes on.
 */
function holdFocus(dialog: HTMLDialogElement): () => void {
  const hold = (): void => {
    if (dialog.open && document.activeElement === document.body) dialog.querySelector<HTMLElement>('.dialog-body')?.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(() => {
    hold();
    // A button that is switched off loses the focus only as the next picture is drawn.
    requestAnimationFrame(() => { setTimeout(hold); });
  });
  observer.observe(dialog, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
  return () => { observer.disconnect(); };
}

/** Native modal dialog: the browser traps focus, makes the rest inert, closes on Escape; the focus goes back to where it was, or into the panes where that is gone. */
export function Dialog({ title, onClose, onSubmit, foot, wide = false, jobs = NO_JOBS, children }: DialogProps): JSX.Element {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return undefined;
    const before = document.activeElement;
    if (!dialog.open) dialog.showModal();
    focusFirst(dialog);
    const stopHolding = holdFocus(dialog);
    return () => {
      stopHolding();
      dialog.close();
      const back = before instanceof HTMLElement && before.isConnected ? before : document.querySelector('main');
      back?.focus({ preventScroll: true });
    };
  }, []);

  useEffect(() => hearInDialog(jobs), [jobs]);

  const content = (
    <>
      <header className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <IconButton icon="close" label={t('common.close')} onClick={onClose} />
      </header>
      <div className="dialog-body" tabIndex={-1}>{children}</div>
      {/* Here, not beside: what lies outside a modal dialog is dimmed, inert, and silent to screen readers. In the flow: it must not cover the buttons. */}
      <ToastStack inDialog />
      {foot && <footer className="dialog-foot">{foot}</footer>}
    </>
  );
  return (
    <dialog ref={ref} className={classes('dialog', wide && 'dialog-wide')} aria-labelledby={titleId} onCancel={(event) => { event.preventDefault(); onClose(); }}>
      {onSubmit ? <form onSubmit={(event) => { event.preventDefault(); onSubmit(); }}>{content}</form> : content}
    </dialog>
  );
}
