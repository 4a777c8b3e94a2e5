import type { PowerSettings, PowerStatus } from '../../../shared/domain';
import { setSetting } from '../vault/settings';
import type { Workspace } from '../workspace/workspace';
import { changing, looking } from './operation';

export const powerStatus = looking('power.configure', ({ power }: Workspace): PowerStatus => power.status());

export const configurePower = changing('power.configure', ({ vault, power }: Workspace, settings: PowerSettings): PowerStatus => {
  setSetting(vault.db, 'power', settings);
  power.refresh();
  return power.status();
}, ({ onBattery, threads }) => ({ item: null, details: { onBattery, threads } }));

/** Heavy work goes on in spite of battery or heat. */
export const goOnAnyway = looking('power.configure', ({ power }: Workspace): PowerStatus => {
  power.goOn();
  return power.status();
});
