import { useEffect, useState, type JSX } from 'react';
import type { RequestOutput } from '../../../shared/contract';
import { ask } from '../../api/client';
import { closeDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Choice } from '../../ui/Choice';
import { Dialog } from '../../ui/Dialog';
import { Select } from '../../ui/Field';
import { t, tn } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { setTheme, THEMES, useTheme } from '../../ui/theme';
import { setVaultStatus, useVault } from '../vault/store';

const IDLE_MINUTES = [2, 5, 10, 15, 30, 60] as const;

export function SettingsDialog(): JSX.Element {
  const theme = useTheme((state) => state.theme);
  const idle = useVault((state) => state.status?.idleMinutes ?? 10);
  const [info, setInfo] = useState<RequestOutput<'app.info'> | null>(null);
  useEffect(() => { void ask('app.info', {}).then((value) => { setInfo(value ?? null); }); }, []);
  const minutes = [...new Set([...IDLE_MINUTES, idle])].sort((a, b) => a - b);

  async function setIdle(value: string): Promise<void> {
    const status = await ask('vault.setIdleMinutes', { minutes: Number(value) });
    if (status) setVaultStatus(status);
  }

  return (
    <Dialog title={t('settings.title')} onClose={closeDialog} foot={<Button kind="primary" onClick={closeDialog}>{t('common.done')}</Button>}>
      <Choice label={t('settings.theme')} value={theme} options={THEMES.map((value) => ({ value, label: t(`settings.theme-${value}`) }))} onPick={setTheme} />
      <Select label={t('settings.idle')} hint={t('settings.idleHint')} value={String(idle)} options={minutes.map((m) => ({ value: String(m), label: tn('settings.minutes', m) }))} onPick={(value) => void setIdle(value)} />
      {info && <p className="small muted">{t('settings.versions', { version: info.version, electron: info.electron, ffmpeg: info.ffmpeg })}</p>}
      {info?.unofficialElectron && <Notice tone="warn">{t('settings.unofficial')}</Notice>}
    </Dialog>
  );
}
