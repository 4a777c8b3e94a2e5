import type { PedalAction, PlaybackSettings } from '../../../shared/domain';
import { ask } from '../../api/client';
import { vaultStore } from '../../state/session';
import { usePlayer } from '../player/store';

interface Pedal {
  settings: PlaybackSettings | null;
  /** What the next key press is to be bound to. */
  learning: PedalAction | null;
}

export const PEDAL_ACTIONS: readonly PedalAction[] = ['playPause', 'rewind', 'forward'];

export const usePedal = vaultStore<Pedal>(() => ({ settings: null, learning: null }));

function take(settings: PlaybackSettings | undefined): void {
  if (!settings) return;
  usePedal.setState({ settings });
  usePlayer.setState({ backUs: settings.backOnResumeMs * 1000 });
}

export async function loadPlayback(): Promise<void> {
  take(await ask('playback.settings', {}));
}

export async function configurePlayback(settings: PlaybackSettings): Promise<void> {
  take(await ask('playback.configure', settings));
}
