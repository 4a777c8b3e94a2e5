import type { PedalAction } from '../../../shared/domain';
import { pause, play, togglePlay, wind } from '../player/playback';
import { usePlayer } from '../player/store';
import { allowed } from '../vault/person';
import { useVault } from '../vault/store';
import { pedalKey } from './bind';
import { PEDAL_ACTIONS, usePedal } from './store';

/** Multiple of the usual speed while a winding pedal is held. */
const WINDING = 3;

/** Winding goes on while the pedal is held; whether it played before counts when it is let go. */
let held: { action: PedalAction; wasPlaying: boolean } | null = null;

function actionOf(event: KeyboardEvent): PedalAction | undefined {
  const { settings, learning } = usePedal.getState();
  if (!settings || learning !== null || useVault.getState().status?.state !== 'unlocked' || !allowed('footage.playRedacted')) return undefined;
  const key = pedalKey(event);
  return key === null ? undefined : PEDAL_ACTIONS.find((action) => settings.pedal[action] === key);
}

function press(action: PedalAction): void {
  if (action === 'playPause') {
    togglePlay();
    return;
  }
  const { playing, shuttle } = usePlayer.getState();
  held = { action, wasPlaying: held?.wasPlaying ?? (playing && shuttle > 0) };
  wind(action === 'rewind' ? -WINDING : WINDING);
}

function letGo(): void {
  if (!held) return;
  const { wasPlaying } = held;
  held = null;
  if (wasPlaying) play();
  else pause();
}

/** A foot pedal is heard everywhere: while typing, and before any shortcut of the window. */
export function listenForPedal(): void {
  window.addEventListener('keydown', (event) => {
    const action = actionOf(event);
    if (!action) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!event.repeat) press(action);
  }, { capture: true });
  window.addEventListener('keyup', (event) => {
    if (held && actionOf(event) === held.action) letGo();
  }, { capture: true });
  // The release of a pedal that is held while another window comes up is never told.
  window.addEventListener('blur', letGo);
}
