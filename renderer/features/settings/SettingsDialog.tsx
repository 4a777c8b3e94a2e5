import { useEffect, useState, type JSX } from 'react';
import type { RequestOutput } from '../../../shared/contract';
import { ask } from '../../api/client';
import { closeDialog } from '../../state/dialogs';
import { Button } from '../../ui/Button';
import { Choice } from '../../ui/Choice';
import { Dialog } from '../../ui/Dialog';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { setTheme, THEMES, useTheme } from '../../ui/theme';
import { PedalSettings } from '../pedal/PedalSettings';
import { PowerSettings } from '../power/PowerSettings';
import { IdleMinutes } from '../vault/IdleMinutes';
import { LanguageSelect } from './LanguageSelect';
import { ReasonSettings } from './ReasonSettings';
import { ListeningAgain } from './ListeningAgain';
import { SuggestionThreshold } from './SuggestionThreshold';

export function SettingsDialog(): JSX.Element {
  const theme = useTheme((state) => state.theme);
  const [info, setInfo] = useState<RequestOutput<'app.info'> | null>(null);
  useEffect(() => { void ask('app.info', {}).then((value) => { setInfo(value ?? null); }); }, []);

  return (
    <Dialog title={t('settings.title')} onClose={closeDialog} foot={<Button kind="primary" onClick={closeDialog}>{t('common.done')}</Button>}>
      <Choice label={t('settings.theme')} value={theme} options={THEMES.map((value) => ({ value, label: t(`settings.theme-${value}`) }))} onPick={setTheme} />
      <LanguageSelect />
      <IdleMinutes />
      <SuggestionThreshold />
      <ReasonSettings />
      <ListeningAgain />
      <PedalSettings />
      <PowerSettings />
      {info && <p className="small muted">{t('settings.versions', { version: info.version, electron: info.electron, ffmpeg: info.ffmpeg })}</p>}
      {info?.unofficialElectron && <Notice tone="warn">{t('settings.unofficial')}</Notice>}
    </Dialog>
  );
}
