import { useId, type InputHTMLAttributes, type JSX, type ReactNode, type Ref, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react';
import { classes } from './classes';

interface Around {
  label: string;
  hint?: ReactNode;
  error?: string | null | undefined;
}

function describedBy(id: string, around: Around): string | undefined {
  if (around.error) return `${id}-error`;
  return around.hint ? `${id}-hint` : undefined;
}

function Frame({ id, label, hint, error, children }: Around & { id: string; children: ReactNode }): JSX.Element {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {error ? <p className="field-error" id={`${id}-error`} role="alert">{error}</p> : hint ? <div className="field-hint" id={`${id}-hint`}>{hint}</div> : null}
    </div>
  );
}

type FieldProps = Around & InputHTMLAttributes<HTMLInputElement> & { large?: boolean; ref?: Ref<HTMLInputElement> };

/** One line of text with its label, hint and error tied to it for screen readers. */
export function Field({ label, hint, error, large, className, ...rest }: FieldProps): JSX.Element {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input id={id} className={classes('input', large && 'input-large', className)} aria-invalid={error ? true : undefined} aria-describedby={describedBy(id, { label, hint, error })} autoComplete="off" spellCheck={false} {...rest} />
    </Frame>
  );
}

type TextAreaProps = Around & TextareaHTMLAttributes<HTMLTextAreaElement>;

export function TextArea({ label, hint, error, className, ...rest }: TextAreaProps): JSX.Element {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <textarea id={id} className={classes('input', className)} aria-describedby={describedBy(id, { label, hint, error })} spellCheck={false} {...rest} />
    </Frame>
  );
}

type SelectProps = Around & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange'> & {
  options: readonly { value: string; label: string; disabled?: boolean }[];
  onPick: (value: string) => void;
};

/** The system's own list: keyboard, screen readers and long lists work without our help. */
export function Select({ label, hint, error, options, onPick, className, ...rest }: SelectProps): JSX.Element {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <select id={id} className={classes('input', className)} aria-describedby={describedBy(id, { label, hint, error })} onChange={(event) => { onPick(event.target.value); }} {...rest}>
        {options.map((option) => <option key={option.value} value={option.value} disabled={option.disabled}>{option.label}</option>)}
      </select>
    </Frame>
  );
}
