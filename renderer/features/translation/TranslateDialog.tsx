import { useEffect, useState, type JSX } from 'react';
import type { Footage, TranslationEngine } from '../../../shared/domain';
import { ask } from '../../api/client';
import { closeDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Choice } from '../../ui/Choice';
import { Dialog } from '../../ui/Dialog';
import { Select } from '../../ui/Field';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { takeJob } from '../jobs/store';
import { useTranscript } from '../transcript/store';
import { TARGET, useTranslation } from './store';

type Scope = 'due' | 'stale' | 'all';

/** A first draft by a machine of this computer; whatever a person has written or checked stays. */
export function TranslateDialog({ footage }: { footage: Footage }): JSX.Element {
  const [engines, setEngines] = useState<TranslationEngine[] | null>(null);
  const [engine, setEngine] = useState<TranslationEngine | null>(null);
  const [scope, setScope] = useState<Scope>('due');
  const segments = useTranscript((state) => state.segments);
  useEffect(() => {
    void ask('translation.engines', {}).then((found) => {
      const spoken = new Set(segments.map(({ language }) => language));
      setEngines((found ?? []).filter(({ from, to }) => to.includes(TARGET) && from.some((language) => spoken.has(language))).map(({ id }) => id));
    });
  }, [segments]);
  const chosen = engine ?? engines?.[0] ?? null;

  async function start(): Promise<void> {
    if (chosen === null) return;
    closeDialog();
    const job = await ask('translation.start', { footageId: footage.id, language: TARGET, engine: chosen, scope });
    if (!job) return;
    takeJob(job);
    useTranslation.setState({ open: true });
  }

  return (
    <Dialog
      title={t('translation.dialogTitle')} onClose={closeDialog} onSubmit={() => void start()}
      foot={<><Button onClick={closeDialog}>{t('common.cancel')}</Button><Button type="submit" kind="primary" icon="translate" disabled={chosen === null}>{t('translation.start')}</Button></>}
    >
      <p className="truncate muted">{footage.name}</p>
      {engines !== null && chosen === null && <Notice tone="warn">{t('translation.noEngine')}</Notice>}
      {chosen !== null && <Select label={t('translation.engine')} value={chosen} hint={t(`translation.engineHint-${chosen}`)} onPick={(value) => { setEngine(value as TranslationEngine); }} options={(engines ?? []).map((id) => ({ value: id, label: t(`translation.engine-${id}`) }))} />}
      <Choice label={t('translation.scope')} value={scope} options={(['due', 'stale', 'all'] as const).map((value) => ({ value, label: t(`translation.scope-${value}`) }))} onPick={setScope} />
      <p className="small muted">{t('translation.keeps')}</p>
    </Dialog>
  );
}
