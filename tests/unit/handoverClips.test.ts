import { addClip, changeClip, listClips, moveClip, removeClip } from '../../electron/core/operations/clipList';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace, type Workspace } from '../../electron/core/workspace/workspace';
import type { Told } from '../support/handover';
import { HOST } from '../support/people';
import { handoverPair, type HandoverPair } from '../support/handoverPair';
import type { TempVault } from '../support/vault';

let pair: HandoverPair;
let a: TempVault;
let b: TempVault;
let told: Told;
const open: Workspace[] = [];
beforeEach(async () => {
  pair = await handoverPair();
  ({ a, b, told } = pair);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
  pair.dispose();
});

async function work(vault: TempVault): Promise<Workspace> {
  const workspace = await openWorkspace(vault.vault, HOST, new Changes());
  open.push(workspace);
  return workspace;
}

it('hands the list of clips over and back: what is new comes, what was written last holds, what was removed stays away', async () => {
  const [ana, boris] = [await work(a), await work(b)];
  const titles = (who: Workspace): string[] => listClips(who, { footageId: told.footageId }).map(({ title }) => title);
  const time = (startUs: number) => ({ footageId: told.footageId, startUs, endUs: startUs + 100_000 });
  const segment = told.segments[0]?.id ?? '';
  const kept = addClip(ana, { parts: [{ footageId: told.footageId, words: { fromSegmentId: segment, fromWord: 0, toSegmentId: segment, toWord: 0 } }, time(0)], title: 'kept', lowerThird: '' });
  const doomed = addClip(ana, { parts: [time(0)], title: 'doomed', lowerThird: '' });
  await pair.give(a, b);
  expect(titles(boris)).toEqual(['kept', 'doomed']);
  expect(listClips(boris, { footageId: told.footageId })).toEqual(listClips(ana, { footageId: told.footageId }));
  changeClip(boris, { clipId: kept.id, title: 'kept by Boris' });
  addClip(boris, { parts: [time(0)], title: 'new', lowerThird: '' });
  removeClip(ana, { clipId: doomed.id });
  await pair.give(b, a);
  expect(titles(ana)).toEqual(['kept by Boris', 'new']);
  changeClip(ana, { clipId: kept.id, title: 'kept by Ana' });
  await pair.give(b, a);
  expect(titles(ana)).toEqual(['kept by Ana', 'new']);
});

it('hands the order over and back, also where both added a clip at the same place', async () => {
  const [ana, boris] = [await work(a), await work(b)];
  const ids = (who: Workspace): string[] => listClips(who, { footageId: told.footageId }).map(({ id }) => id);
  const add = (who: Workspace, title: string): string => addClip(who, { parts: [{ footageId: told.footageId, startUs: 0, endUs: 100_000 }], title, lowerThird: '' }).id;
  const [one, two] = [add(ana, 'one'), add(ana, 'two')];
  await pair.give(a, b);
  moveClip(boris, { clipId: two, by: -1 });
  await pair.give(b, a);
  expect(ids(ana)).toEqual([two, one]);
  const [ours, theirs] = [add(ana, 'of Ana'), add(boris, 'of Boris')];
  await pair.give(b, a);
  await pair.give(a, b);
  expect(ids(boris)).toEqual(ids(ana));
  const last = ids(ana).at(-1) ?? '';
  moveClip(ana, { clipId: last, by: -1 });
  expect(ids(ana)).toEqual([two, one, last, last === ours ? theirs : ours]);
  await pair.give(a, b);
  expect(ids(boris)).toEqual(ids(ana));
});
