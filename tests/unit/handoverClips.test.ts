import { addClip, changeClip, listClips, removeClip } from '../../electron/core/operations/clipList';
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
