import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Job } from '../../shared/domain';
import { entries } from '../../electron/core/audit/rows';
import { beginDeepCheck, deepCheckReport, dismissDeepCheck } from '../../electron/core/operations/vault';
import { checkVault } from '../../electron/core/vault/check';
import { openVault } from '../../electron/core/vault/vault';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace, type Workspace } from '../../electron/core/workspace/workspace';
import { startChild } from '../support/childProcess';
import { HOST } from '../support/people';
import { FAST, storeFootage, tempVault, TEST_PASSPHRASE, type TempVault } from '../support/vault';

const COUNT = 8;
const BYTES = 6_000_000;
let temp: TempVault;
let ids: string[];
let work: Workspace | null = null;
const open = async (): Promise<Workspace> => (work = await openWorkspace(await openVault(temp.dir, TEST_PASSPHRASE, FAST), HOST, new Changes()));
const close = async (): Promise<void> => {
  await work?.close();
  work = null;
};
const damage = (id: string): void => {
  const path = join(temp.dir, 'stores', `${id}.zfs`);
  const bytes = readFileSync(path);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 4;
  writeFileSync(path, bytes);
};
const watch = (workspace: Workspace): Job[] => {
  const seen: Job[] = [];
  workspace.jobs.onChange((job) => { seen.push(job); });
  return seen;
};
/** Progress is told at most ten times a second, and a fast machine reads these few footage in two: it waits at the first lines. */
const unhurried = (workspace: Workspace): void => {
  let left = 8;
  workspace.jobs.onChange(() => { if (left-- > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 120); });
};

beforeEach(async () => {
  temp = await tempVault();
  ids = Array.from({ length: COUNT }, () => storeFootage(temp.vault, randomBytes(BYTES)));
  temp.vault.close();
});
afterEach(async () => {
  await close();
  temp.dispose();
});

test('a deep check is a job with progress; its finding is kept over a restart until it is dismissed', async () => {
  damage(ids[3] ?? '');
  let workspace = await open();
  const seen = watch(workspace);
  unhurried(workspace);
  const job = beginDeepCheck(workspace, {});
  expect(job).toMatchObject({ kind: 'check', title: 'vault', state: 'running', footageId: null });
  expect(await workspace.jobs.wait(job.id)).toMatchObject({ state: 'succeeded', progress: 1 });
  const fractions = seen.filter(({ state }) => state === 'running').map(({ progress }) => progress);
  expect(fractions.length).toBeGreaterThan(2);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(seen.some(({ parts }) => parts !== null && parts.of === COUNT && parts.done > 0)).toBe(true);
  const problems = [{ code: 'footage-damaged', params: { id: ids[3] } }];
  expect(workspace.jobs.result(job.id)).toMatchObject({ ok: false, footage: COUNT, problems });
  // Clearing the list of jobs is not dismissing what was found.
  workspace.jobs.dismissFinished();
  await close();
  workspace = await open();
  expect(deepCheckReport(workspace, {})).toMatchObject({ ok: false, footage: COUNT, problems, by: workspace.actor.name });
  dismissDeepCheck(workspace, {});
  expect(deepCheckReport(workspace, {})).toBeNull();
  const told = [...entries(workspace.vault.db)].filter(({ action }) => action === 'vault.check').map(({ details }) => details);
  expect(told).toEqual([{ deep: true, begun: true }, { deep: true, ok: false, problems: 1 }, { deep: true, dismissed: true }]);
});

test('cancelled, it stops at once within a footage, and finds nothing', async () => {
  const workspace = await open();
  const job = beginDeepCheck(workspace, {});
  workspace.jobs.onChange(({ progress, state }) => { if (state === 'running' && progress > 0) workspace.jobs.cancel(job.id); });
  const ended = await workspace.jobs.wait(job.id);
  expect(ended.state).toBe('cancelled');
  // The first footage has its twelve chunks: stopped before its end.
  expect(ended.progress).toBeLessThan(1 / COUNT);
  expect(deepCheckReport(workspace, {})).toBeNull();
});

test('killed in the middle, it goes on after the footage that were read whole, and keeps what it had found', async () => {
  damage(ids[0] ?? '');
  const child = startChild('checkChild.ts', [temp.dir]);
  await child.line('two are done');
  await child.kill();
  const workspace = await open();
  const [left] = workspace.jobs.list();
  expect(left).toMatchObject({ kind: 'check', state: 'running' });
  const seen = watch(workspace);
  workspace.jobs.adopt(left?.id ?? '');
  expect(await workspace.jobs.wait(left?.id ?? '')).toMatchObject({ state: 'succeeded' });
  const resumedAt = Math.min(...seen.flatMap(({ parts }) => (parts === null ? [] : [parts.done])));
  expect(resumedAt).toBeGreaterThanOrEqual(1);
  expect(Math.min(...seen.filter(({ parts }) => parts !== null).map(({ progress }) => progress))).toBeGreaterThan(1 / COUNT - 0.01);
  expect(deepCheckReport(workspace, {})).toMatchObject({ ok: false, footage: COUNT, problems: [{ code: 'footage-damaged', params: { id: ids[0] } }] });
});

test('a lock puts it to rest, and the next unlocking goes on; a footage deleted meanwhile is no damage', async () => {
  let workspace = await open();
  unhurried(workspace);
  const { id } = beginDeepCheck(workspace, {});
  await new Promise<void>((resolve) => { workspace.jobs.onChange(({ parts }) => { if ((parts?.done ?? 0) > 0) resolve(); }); });
  await close();
  workspace = await open();
  expect(workspace.jobs.get(id)).toMatchObject({ state: 'running' });
  unhurried(workspace);
  workspace.jobs.adopt(id);
  let gone = false;
  workspace.jobs.onChange(({ progress }) => {
    // The footage that is being read now, or is next: which lines of progress get through depends on the machine.
    const at = Math.floor(progress * COUNT);
    if (gone || at < 1 || at >= COUNT) return;
    gone = true;
    workspace.vault.stores.remove(ids[at] ?? '');
  });
  expect(await workspace.jobs.wait(id)).toMatchObject({ state: 'succeeded' });
  expect(gone).toBe(true);
  expect(deepCheckReport(workspace, {})).toMatchObject({ ok: true, problems: [] });
});

test('an entry of the audit log that was altered inside the vault is found', async () => {
  const workspace = await open();
  beginDeepCheck(workspace, {});
  const { db } = workspace.vault;
  const triggers = db.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit'").all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`);
  db.prepare("UPDATE audit SET person_name = 'somebody else' WHERE seq = 1").run();
  expect(await checkVault(workspace.vault)).toMatchObject({ ok: false, problems: [{ code: 'audit-entry-altered', params: { line: 1 } }] });
});
