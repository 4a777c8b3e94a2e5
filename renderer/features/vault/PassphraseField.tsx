import { useState, type JSX, type ReactNode, type Ref } from 'react';
import { Field } from '../../ui/Field';
import { t } from '../../ui/messages';

interface PassphraseFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | null;
  hint?: ReactNode;
  autoFocus?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/** A passphrase is long: showing it on demand prevents typing errors that would lock the vault for good. */
export function PassphraseField({ label, value, onChange, error = null, hint, autoFocus = false, ref }: PassphraseFieldProps): JSX.Element {
  const [shown, setShown] = useState(false);
  return (
    <div className="passphrase">
      <Field {...(ref ? { ref } : {})} large label={label} type={shown ? 'text' : 'password'} value={value} hint={hint} error={error} maxLength={1024} autoFocus={autoFocus} autoCapitalize="off" onChange={(event) => { onChange(event.target.value); }} />
      <button type="button" className="passphrase-show" aria-pressed={shown} aria-label={t('vault.showTyped')} onClick={() => { setShown(!shown); }}>{shown ? t('vault.hide') : t('vault.show')}</button>
    </div>
  );
}
