import type { PlaybackSettings } from '../../../shared/domain';
import { getSetting, setSetting } from '../vault/settings';
import type { Workspace } from '../workspace/workspace';
import { changing, looking } from './operation';

export const playbackSettings = looking('playback.configure', ({ vault }: Workspace): PlaybackSettings => getSetting(vault.db, 'playback'));

export const configurePlayback = changing('playback.configure', ({ vault }: Workspace, settings: PlaybackSettings): PlaybackSettings => {
  setSetting(vault.db, 'playback', settings);
  return settings;
}, () => ({ item: null }));
