import type { JSX } from 'react';
import type { PassphraseStrength } from '../../../shared/passphrase';
import { t, type MessageKey } from '../../ui/messages';

const NAMES: readonly MessageKey[] = ['vault.strength0', 'vault.strength1', 'vault.strength2', 'vault.strength3', 'vault.strength4'];

/** How long the passphrase would hold, in words and in bars: never by colour alone. */
export function StrengthMeter({ empty, strength }: { empty: boolean; strength: PassphraseStrength }): JSX.Element {
  if (empty) return <span>{t('vault.advice')}</span>;
  const name = t(NAMES[strength.score] ?? 'vault.strength0');
  return (
    <span className="strength" data-score={strength.score} role="status">
      <span className="strength-bars" aria-hidden="true">{[1, 2, 3, 4].map((bar) => <i key={bar} data-on={bar <= strength.score || undefined} />)}</span>
      <span>{strength.hintKey ? `${name}. ${t(strength.hintKey)}` : name}</span>
    </span>
  );
}
