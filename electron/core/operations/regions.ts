import type { Job, Region, RegionChange, RegionDraft, RegionTreatment } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { may } from '../../../shared/roles';
import { orderFaces } from '../faces/order';
import { getFootage } from '../footage/footage';
import { modelPath } from '../models/catalogue';
import { planFor } from '../redaction/planFor';
import { regionFromRow } from '../redaction/regionRows';
import { addRegion as add, listRegions as list, rawRegion, removeRegion as remove, updateRegion as update } from '../redaction/regions';
import { without } from '../redaction/spans';
import { listSegments } from '../transcript/segments';
import { enqueueFaces, FACE_MODEL, isSearching } from '../workspace/facesRunner';
import type { Workspace } from '../workspace/workspace';
import { changing, looking, type Deed } from './operation';

/** Where parts of the picture are covered. Only for those who see the picture: places tell what is there. */
export const listRegions = looking('regions.list', ({ vault }, { footageId }: { footageId: string }): Region[] => list(vault.db, footageId));

/** @throws ZapisError `not-allowed`, `footage-missing`, `region-no-picture`, `region-outside`, `region-keyframes` */
export const addRegion = changing('regions.draw', (workspace, draft: RegionDraft) => announce(workspace, add(workspace.vault.db, draft, workspace.actor)), deed);

/**
 * Changes a region. Moved, shortened or weakened it shows what it hid: whoever may not remove regions may change his own only.
 * @throws ZapisError `not-allowed`, `region-missing`, `region-outside`, `region-keyframes`
 */
export const updateRegion = changing('regions.draw', (workspace, { regionId, ...change }: { regionId: string } & RegionChange) => {
  const { vault: { db }, actor } = workspace;
  if (!may(actor.role, 'regions.remove') && rawRegion(db, regionId)['created_by'] !== actor.id) throw new ZapisError('not-allowed');
  return announce(workspace, update(db, regionId, change, actor));
}, deed);

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

/**
 * Looks once more for the faces of an order whose search came to no end: cancelled, or its stretch has grown since.
 * @throws ZapisError `not-allowed`, `region-missing`, `faces-searched`, `faces-searching`, `model-missing`
 */
export const searchAgain = changing('regions.draw', (workspace: Workspace, { regionId }: { regionId: string }): { region: Region; job: Job } => {
  modelPath(FACE_MODEL);
  const order = regionFromRow(rawRegion(workspace.vault.db, regionId));
  if (order.kind !== 'faces') throw new ZapisError('region-missing');
  if (order.searched !== null) throw new ZapisError('faces-searched');
  if (isSearching(workspace, order.id)) throw new ZapisError('faces-searching');
  return { region: order, job: enqueueFaces(workspace, order) };
}, (input, { region }) => deed(input, region));

/**
 * Begins to search for the faces of passages where nobody has searched or is about to. A little more than the passages
 * themselves, so that corrections of the text do not leave a stretch unsearched.
 * @throws ZapisError `model-missing`: without the detector the whole picture would stay covered.
 */
export function searchForPassages(workspace: Workspace, footageId: string): { readonly region: Region; readonly job: Job }[] {
  const { vault: { db } } = workspace;
  const { durationUs } = getFootage(db, footageId);
  const ordered = list(db, footageId).filter(({ kind }) => kind === 'faces');
  const { unsearched = [] } = planFor(db, footageId, { segments: listSegments(db, footageId), clip: null, durationUs });
  return without(unsearched, ordered).map(({ startUs, endUs }) => coverFaces(workspace, { footageId, treatment: 'pixelate', startUs: Math.max(0, startUs - AROUND_US), endUs: Math.min(durationUs, endUs + AROUND_US) }));
}

/** Searched beyond a passage on either side, microseconds. */
const AROUND_US = 1_000_000;

interface FacesWanted { readonly footageId: string; readonly startUs: number; readonly endUs: number; readonly treatment: RegionTreatment }

/**
 * Has all faces of a stretch covered: the whole picture at once, and the faces alone once a job has looked at every frame.
 * @throws ZapisError `not-allowed`, `footage-missing`, `region-no-picture`, `region-outside`, `model-missing`
 */
export const coverFaces = changing('regions.draw', (workspace: Workspace, { footageId, treatment, ...stretch }: FacesWanted): { region: Region; job: Job } => {
  // Before anything is covered: without the detector it would stay covered whole.
  modelPath(FACE_MODEL);
  const order = announce(workspace, orderFaces(workspace.vault.db, footageId, stretch, treatment, workspace.actor));
  return { region: order, job: enqueueFaces(workspace, order) };
}, (input, { region }) => deed(input, region));
