import { useState, type JSX } from 'react';
import { ROLES, type Role } from '../../../shared/roles';
import { request } from '../../api/client';
import { Button } from '../../ui/Button';
import { Choice } from '../../ui/Choice';
import { Field } from '../../ui/Field';
import { failureText, t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { toast } from '../../ui/notices';
import { NewPassphrase, useNewPassphrase } from '../vault/NewPassphrase';
import { loadPeople } from './store';

export function AddPerson({ onDone }: { onDone: () => void }): JSX.Element {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('interviewer');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const fresh = useNewPassphrase();
  const ready = !busy && name.trim() !== '' && fresh.ready;

  async function add(): Promise<void> {
    if (!ready) return;
    setBusy(true);
    setError(null);
    const result = await request('people.add', { name: name.trim(), role, passphrase: fresh.passphrase });
    setBusy(false);
    if (!result.ok) {
      setError(failureText(result.error));
      return;
    }
    toast(t('people.added', { name: result.value.name }));
    void loadPeople();
    onDone();
  }

  return (
    <form className="keeping-form add-person" aria-label={t('people.addTitle')} onSubmit={(event) => { event.preventDefault(); void add(); }}>
      <h3>{t('people.addTitle')}</h3>
      <Field label={t('people.name')} hint={t('people.nameHint')} value={name} maxLength={80} autoFocus onChange={(event) => { setName(event.target.value); }} />
      <div className="stack">
        <Choice label={t('people.role')} value={role} options={ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))} onPick={setRole} />
        <p className="field-hint" role="status">{t(`roleHints.${role}`)}</p>
      </div>
      <NewPassphrase state={fresh} label={t('people.passphrase')} repeatLabel={t('people.repeat')} />
      <p className="field-hint">{t('people.passOn')}</p>
      {error && <Notice tone="danger">{error}</Notice>}
      <div className="row"><Button type="submit" kind="primary" disabled={!ready}>{busy ? t('people.adding') : t('people.addNow')}</Button><Button onClick={onDone}>{t('common.cancel')}</Button></div>
    </form>
  );
}
