import { createIdentity, exportHandover, importHandover } from '../../electron/core/handover';
import { addClip, changeClip, listClips, removeClip } from '../../electron/core/operations/clipList';
import type { Vault } from '../../electron/core/vault/vault';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace, type Workspace } from '../../electron/core/workspace/workspace';
import { ANA, BORIS, stick, tellInterview, type Told } from '../support/handover';
import { HOST } from '../support/people';
import { tempVault, type TempVault } from '../support/vault';

let [a, b]: [TempVault, TempVault] = [undefined as never, undefined as never];
let told: Told;
let usb: ReturnType<typeof stick>;
let keys: { ana: { identity: string; recipient: string }; boris: { identity: string; recipient: string } };
const open: Workspace[] = [];
beforeEach(async () => {
  const [one, two, ana, boris] = await Promise.all([tempVault(), tempVault(), createIdentity(), createIdentity()]);
  [a, b, keys] = [one, two, { ana, boris }];
  usb = stick();
  told = tellInterview(a.vault, Buffer.from('footage'));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
  a.dispose();
  b.dispose();
  usb.dispose();
});

async function give(from: Vault, to: Vault): Promise<void> {
  const [by, key, taker] = from === a.vault ? [ANA, keys.boris, BORIS] : [BORIS, keys.ana, ANA];
  const file = usb.file();
  await exportHandover(from, { interviewIds: [told.interviewId], withFootage: false, to: { recipient: key.recipient }, by: by.name }, file);
  await importHandover(to, file, { identity: key.identity }, { by: taker });
}
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
  await give(a.vault, b.vault);
  expect(titles(boris)).toEqual(['kept', 'doomed']);
  expect(listClips(boris, { footageId: told.footageId })).toEqual(listClips(ana, { footageId: told.footageId }));
  changeClip(boris, { clipId: kept.id, title: 'kept by Boris' });
  addClip(boris, { parts: [time(0)], title: 'new', lowerThird: '' });
  removeClip(ana, { clipId: doomed.id });
  await give(b.vault, a.vault);
  expect(titles(ana)).toEqual(['kept by Boris', 'new']);
  changeClip(ana, { clipId: kept.id, title: 'kept by Ana' });
  await give(b.vault, a.vault);
  expect(titles(ana)).toEqual(['kept by Ana', 'new']);
});
