import type { Region, RegionChange, RegionDraft } from '../../../shared/domain';
import { addRegion as add, listRegions as list, removeRegion as remove, updateRegion as update } from '../redaction/regions';
import type { Workspace } from '../workspace/workspace';
import { changing, looking, type Deed } from './operation';

/** Where parts of the picture are covered. Only for those who see the picture: places tell what is there. */
export const listRegions = looking('regions.list', ({ vault }, { footageId }: { footageId: string }): Region[] => list(vault.db, footageId));

/** @throws ZapisError `not-allowed`, `footage-missing`, `region-no-picture`, `region-outside`, `region-keyframes` */
export const addRegion = changing('regions.draw', (workspace, draft: RegionDraft) => announce(workspace, add(workspace.vault.db, draft, workspace.actor)), deed);

/** @throws ZapisError `not-allowed`, `region-missing`, `region-outside`, `region-keyframes` */
export const updateRegion = changing('regions.draw', (workspace, { regionId, ...change }: { regionId: string } & RegionChange) =>
  announce(workspace, update(workspace.vault.db, regionId, change, workspace.actor)), deed);

/** @throws ZapisError `not-allowed`, `region-missing` */
export const removeRegion = changing('regions.remove', (workspace, { regionId }: { regionId: string }) =>
  announce(workspace, remove(workspace.vault.db, regionId, workspace.actor)), deed);

/** Neither name nor place: the log travels. */
function deed(_input: unknown, { id, footageId, kind, treatment }: Region): Deed {
  return { item: { kind: 'region', id }, details: { footage: footageId, region: kind, treatment } };
}

function announce({ changes }: Workspace, region: Region): Region {
  changes.emit('passages', region.footageId);
  return region;
}
