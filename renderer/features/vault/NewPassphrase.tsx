import { useMemo, useState, type JSX } from 'react';
import { estimate, type PassphraseStrength } from '../../../shared/passphrase';
import { t } from '../../ui/messages';
import { PassphraseField } from './PassphraseField';
import { StrengthMeter } from './StrengthMeter';

export interface NewPassphraseState {
  passphrase: string;
  repeat: string;
  strength: PassphraseStrength;
  /** Strong enough and typed twice alike. */
  ready: boolean;
  setPassphrase: (value: string) => void;
  setRepeat: (value: string) => void;
  clear: () => void;
}

export function useNewPassphrase(): NewPassphraseState {
  const [passphrase, setPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const strength = useMemo(() => estimate(passphrase), [passphrase]);
  const clear = (): void => {
    setPassphrase('');
    setRepeat('');
  };
  return { passphrase, repeat, strength, ready: strength.accepted && repeat === passphrase, setPassphrase, setRepeat, clear };
}

interface NewPassphraseProps {
  state: NewPassphraseState;
  label: string;
  repeatLabel: string;
  autoFocus?: boolean;
}

/** A passphrase that is to hold from now on: judged while it is typed, and typed twice. */
export function NewPassphrase({ state, label, repeatLabel, autoFocus = false }: NewPassphraseProps): JSX.Element {
  const differs = state.repeat !== '' && state.repeat !== state.passphrase;
  return (
    <>
      <PassphraseField label={label} value={state.passphrase} onChange={state.setPassphrase} autoFocus={autoFocus} hint={<StrengthMeter empty={state.passphrase === ''} strength={state.strength} />} />
      <PassphraseField label={repeatLabel} value={state.repeat} onChange={state.setRepeat} error={differs ? t('vault.differs') : null} />
    </>
  );
}
