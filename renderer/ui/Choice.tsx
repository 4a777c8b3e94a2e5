import { useId, type JSX } from 'react';

interface ChoiceProps<V extends string> {
  label: string;
  value: V;
  options: readonly { value: V; label: string; disabled?: boolean }[];
  onPick: (value: V) => void;
}

/** A short list of which exactly one is chosen, all visible: radio buttons in the shape of a switch. */
export function Choice<V extends string>({ label, value, options, onPick }: ChoiceProps<V>): JSX.Element {
  const name = useId();
  return (
    <div className="field" role="radiogroup" aria-labelledby={`${name}-label`}>
      <span className="field-label" id={`${name}-label`}>{label}</span>
      <div className="choice">
        {options.map((option) => (
          <label key={option.value}>
            <input type="radio" name={name} value={option.value} checked={option.value === value} disabled={option.disabled} onChange={() => { onPick(option.value); }} />
            {option.label}
          </label>
        ))}
      </div>
    </div>
  );
}

interface ChecksProps<V extends string> {
  label: string;
  values: readonly V[];
  options: readonly { value: V; label: string; disabled?: boolean }[];
  onChange: (values: V[]) => void;
}

/** A list of which several may be chosen, kept in the order of the options. */
export function Checks<V extends string>({ label, values, options, onChange }: ChecksProps<V>): JSX.Element {
  const id = useId();
  return (
    <div className="field" role="group" aria-labelledby={id}>
      <span className="field-label" id={id}>{label}</span>
      <div className="checks">
        {options.map((option) => (
          <label key={option.value}>
            <input type="checkbox" checked={values.includes(option.value)} disabled={option.disabled} onChange={(event) => { onChange(options.map((o) => o.value).filter((v) => (v === option.value ? event.target.checked : values.includes(v)))); }} />
            {option.label}
          </label>
        ))}
      </div>
    </div>
  );
}
