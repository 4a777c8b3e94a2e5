import type { Footage, Region, RegionChange, RegionShape, RegionTreatment } from '../../../shared/domain';
import type { Span } from '../../../shared/time';
import { ask } from '../../api/client';
import { vaultStore } from '../../state/session';
import { useTextTab } from '../../state/textTab';
import { t } from '../../ui/messages';
import { toast } from '../../ui/notices';
import { takeJob } from '../jobs/store';
import { currentUs, seek } from '../player/playback';
import { usePlayer } from '../player/store';
import { allowed } from '../vault/person';
import { withPlace, type Place } from './box';

interface Regions {
  footageId: string | null;
  regions: readonly Region[];
  /** The region whose box can be changed in the picture. */
  selected: string | null;
  /** The region whose box is to have the focus as soon as it shows. */
  wanted: string | null;
  /** How the next region is covered. */
  treatment: RegionTreatment;
  /** The shape of the next one that is drawn. */
  shape: RegionShape;
}

export const useRegions = vaultStore<Regions>(() => ({ footageId: null, regions: [], selected: null, wanted: null, treatment: 'pixelate', shape: 'rectangle' }));

/** Where a new box stands until it is moved: the middle of the picture. */
const FIRST: Place = { x: 0.35, y: 0.3, w: 0.3, h: 0.4 };

/** Changes that the vault has not answered yet, and how many there were: a list from before one of them would take it back on the screen. */
let [unanswered, changes] = [0, 0];

export async function openRegions(footageId: string | null, turn?: Promise<void>): Promise<void> {
  useRegions.setState({ footageId, regions: [], selected: null, wanted: null });
  await turn;
  if (footageId) await reloadRegions(footageId);
}

export async function reloadRegions(footageId: string): Promise<void> {
  if (useRegions.getState().footageId !== footageId || !allowed('regions.list')) return;
  const before = changes;
  const regions = await ask('regions.list', { footageId });
  if (unanswered > 0 || changes !== before) return;
  if (regions && useRegions.getState().footageId === footageId) useRegions.setState({ regions: inOrder(regions) });
}

/** In the order of time; an order stands above what was found by it. */
function inOrder(regions: readonly Region[]): Region[] {
  const rank = ({ kind }: Region): number => (kind === 'faces' ? 0 : 1);
  return [...regions].sort((a, b) => a.startUs - b.startUs || rank(a) - rank(b) || a.endUs - b.endUs);
}

/** The stretch between in and out; with one of them alone it reaches to the start or the end. Null without either. */
export function chosenStretch(durationUs: number): Span | null {
  const { inUs, outUs } = usePlayer.getState();
  return inUs === null && outUs === null ? null : { startUs: inUs ?? 0, endUs: outUs ?? durationUs };
}

/** Draws a box over the chosen stretch, else from the playhead to the end, and gives it the focus. */
export async function coverRegion({ id, durationUs }: Footage): Promise<void> {
  const at = currentUs();
  const span = chosenStretch(durationUs) ?? { startUs: at, endUs: durationUs };
  const added = await ask('regions.add', { footageId: id, ...span, treatment: useRegions.getState().treatment, shape: useRegions.getState().shape, keyframes: [{ ...FIRST, atUs: span.startUs }] });
  if (!added) return;
  await reloadRegions(id);
  if (at < span.startUs || at >= span.endUs) seek(span.startUs);
  useRegions.setState({ selected: added.id, wanted: added.id });
  useTextTab.setState({ tab: 'picture' });
}

/** Has the faces of the chosen stretch covered, else those of the whole footage. */
export async function coverFaces({ id, durationUs }: Footage): Promise<void> {
  const span = chosenStretch(durationUs) ?? { startUs: 0, endUs: durationUs };
  const begun = await ask('regions.coverFaces', { footageId: id, ...span, treatment: useRegions.getState().treatment });
  if (!begun) return;
  takeJob(begun.job);
  await reloadRegions(id);
  toast(t('picture.facesBegun'));
}

/** Looks once more for the faces of an order whose search was cancelled. */
export async function searchAgain({ id, footageId }: Region): Promise<void> {
  const begun = await ask('regions.searchAgain', { regionId: id });
  if (!begun) return;
  takeJob(begun.job);
  await reloadRegions(footageId);
}

/** Takes one of several keyframes away. @returns whether it was done */
export async function removeKeyframe(region: Region, atUs: number): Promise<boolean> {
  const keyframes = region.keyframes.filter((one) => one.atUs !== atUs);
  if (keyframes.length === 0) {
    toast(t('picture.keyframeOnly'));
    return false;
  }
  await changeRegion(region, { keyframes });
  return true;
}

/** Puts the region's box somewhere at an instant. */
export async function placeRegion(region: Region, atUs: number, place: Place, frameUs: number): Promise<void> {
  await changeRegion(region, { keyframes: withPlace(region.keyframes, atUs, place, frameUs) });
}

/** Shown at once, so that nothing jumps back while it is stored; what the vault refused is shown as it was. */
export async function changeRegion({ id, footageId }: Region, change: RegionChange): Promise<void> {
  useRegions.setState(({ regions }) => ({ regions: regions.map((r) => (r.id === id ? { ...r, ...change as Partial<Region> } : r)) }));
  changes += 1;
  unanswered += 1;
  await ask('regions.update', { regionId: id, change });
  unanswered -= 1;
  await reloadRegions(footageId);
}

/** @returns whether it was done */
export async function removeRegion({ id, footageId }: Region): Promise<boolean> {
  if (!allowed('regions.remove') || !(await ask('regions.remove', { regionId: id }))) return false;
  await reloadRegions(footageId);
  toast(t('picture.removed'));
  return true;
}

/** Selects a region and goes to where it begins, unless the playhead stands in it. */
export function goToRegion({ id, startUs, endUs }: Region): void {
  useRegions.setState({ selected: id });
  const at = currentUs();
  if (at < startUs || at >= endUs) seek(startUs);
}
