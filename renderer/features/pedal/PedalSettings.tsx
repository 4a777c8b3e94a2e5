import { useEffect, useState, type JSX } from 'react';
import type { PedalAction } from '../../../shared/domain';
import { Button, IconButton } from '../../ui/Button';
import { Select } from '../../ui/Field';
import { Keys } from '../../ui/Kbd';
import { t } from '../../ui/messages';
import { COMMANDS } from '../shortcuts/commands';
import { bind, pedalKey, refusalOf } from './bind';
import { configurePlayback, PEDAL_ACTIONS, usePedal } from './store';
import './pedal.css';

const BACK_MS = [0, 500, 1000, 1500, 2000, 3000, 5000] as const;

const isShortcut = (key: string): boolean => COMMANDS.some(({ keys }) => keys.includes(key));

/** How playback is driven by foot, and how far it goes back when it is taken up again. */
export function PedalSettings(): JSX.Element | null {
  const settings = usePedal((state) => state.settings);
  const learning = usePedal((state) => state.learning);
  const [said, setSaid] = useState('');

  useEffect(() => {
    if (learning === null) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      const { settings: now } = usePedal.getState();
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.repeat || !now) return;
      if (event.key === 'Escape') {
        usePedal.setState({ learning: null });
        setSaid('');
        return;
      }
      const refusal = refusalOf(event, isShortcut);
      if (refusal) {
        setSaid(t(`pedal.refused-${refusal}`));
        return;
      }
      setSaid('');
      usePedal.setState({ learning: null });
      void configurePlayback(bind(now, learning, pedalKey(event)));
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => { window.removeEventListener('keydown', onKeyDown, { capture: true }); };
  }, [learning]);

  useEffect(() => () => { usePedal.setState({ learning: null }); }, []);

  if (settings === null) return null;
  const backs = [...new Set([...BACK_MS, settings.backOnResumeMs])].sort((a, b) => a - b);
  return (
    <>
      <Select
        label={t('pedal.back')} hint={t('pedal.backHint')} value={String(settings.backOnResumeMs)} onPick={(value) => void configurePlayback({ ...settings, backOnResumeMs: Number(value) })}
        options={backs.map((ms) => ({ value: String(ms), label: ms === 0 ? t('pedal.backNot') : t('pedal.backSeconds', { seconds: ms / 1000 }) }))}
      />
      <div className="field" role="group" aria-labelledby="pedal-label" aria-describedby="pedal-hint">
        <span className="field-label" id="pedal-label">{t('pedal.title')}</span>
        <ul className="pedal-rows">
          {PEDAL_ACTIONS.map((action) => (
            <PedalRow key={action} action={action} bound={settings.pedal[action]} learning={learning === action}
              onLearn={() => { setSaid(''); usePedal.setState({ learning: learning === action ? null : action }); }}
              onClear={() => void configurePlayback({ ...settings, pedal: { ...settings.pedal, [action]: null } })} />
          ))}
        </ul>
        <p className="field-error" role="status">{said}</p>
        <p className="field-hint" id="pedal-hint">{t('pedal.hint')}</p>
      </div>
    </>
  );
}

interface PedalRowProps {
  action: PedalAction;
  bound: string | null;
  learning: boolean;
  onLearn: () => void;
  onClear: () => void;
}

function PedalRow({ action, bound, learning, onLearn, onClear }: PedalRowProps): JSX.Element {
  const name = t(`pedal.${action}`);
  return (
    <li className="pedal-row">
      <span>{name}</span>
      {bound === null ? <span className="muted">{t('pedal.none')}</span> : <Keys keys={bound} />}
      <Button size="small" aria-label={t(learning ? 'pedal.learningNamed' : 'pedal.learnNamed', { name })} aria-pressed={learning} onClick={onLearn}>{t(learning ? 'pedal.learning' : 'pedal.learn')}</Button>
      <IconButton size="small" icon="close" label={t('pedal.clearNamed', { name })} disabled={bound === null} onClick={onClear} />
    </li>
  );
}
