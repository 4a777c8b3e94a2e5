import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Job } from '../../shared/domain';
import { createIdentity, exportHandover, importHandover, type TakeProgress } from '../../electron/core/handover';
import { beginHandoverImport, ownRecipient } from '../../electron/core/operations/safekeeping';
import { checkVault } from '../../electron/core/vault/check';
import { openVault } from '../../electron/core/vault/vault';
import { Changes } from '../../electron/core/workspace/changes';
import { openWorkspace } from '../../electron/core/workspace/workspace';
import { BORIS, contentsOf, stick, tellInterview } from '../support/handover';
import { HOST } from '../support/people';
import { FAST, tempVault, TEST_PASSPHRASE, type TempVault } from '../support/vault';

const FOOTAGE = 3;
let a: TempVault;
let interviewIds: string[];
let usb: ReturnType<typeof stick>;
beforeAll(async () => {
  a = await tempVault();
  usb = stick();
  interviewIds = [];
  for (let i = 0; i < FOOTAGE; i += 1) {
    const told = tellInterview(a.vault, randomBytes(900_000 + i));
    await a.vault.stores.open(told.footageId).putDerived('waveform', randomBytes(3_000));
    await a.vault.stores.open(told.footageId).putDerived('proxy', randomBytes(300_000));
    interviewIds.push(told.interviewId);
  }
});
afterAll(() => {
  a.dispose();
  usb.dispose();
});

async function give(recipient: string): Promise<string> {
  const file = usb.file();
  await exportHandover(a.vault, { interviewIds, withFootage: true, to: { recipient }, by: 'Ana' }, file);
  return file;
}
const stores = (temp: TempVault): string[] => {
  const dir = join(temp.dir, 'stores');
  return existsSync(dir) ? readdirSync(dir).filter((name) => !/-(journal|wal|shm)$/.test(name)) : [];
};

test('as a job it tells how much is read and how many footage are stored, to the very end', async () => {
  const temp = await tempVault();
  temp.vault.close();
  const workspace = await openWorkspace(await openVault(temp.dir, TEST_PASSPHRASE, FAST), HOST, new Changes());
  try {
    const file = await give((await ownRecipient(workspace, {})).recipient);
    const seen: Job[] = [];
    workspace.jobs.onChange((job) => { if (job.kind === 'handover-import' && job.state === 'running') seen.push(job); });
    const { id } = beginHandoverImport(workspace, { file, title: 'stick', passphrase: null });
    expect(await workspace.jobs.wait(id)).toMatchObject({ state: 'succeeded', progress: 1 });
    expect(workspace.jobs.result(id)).toMatchObject({ footage: { added: FOOTAGE } });
    const fractions = seen.map(({ progress }) => progress);
    expect(fractions).toEqual([...fractions].sort((x, y) => x - y));
    expect(fractions.some((fraction) => fraction > 0 && fraction < 1)).toBe(true);
    expect(seen.some(({ parts }) => parts?.of === FOOTAGE)).toBe(true);
  } finally {
    await workspace.close();
    temp.dispose();
  }
});

test('cancelled at any moment, either nothing of it is there or everything', async () => {
  const key = await createIdentity();
  const file = await give(key.recipient);
  const take = async (temp: TempVault, cancelAt: number): Promise<{ cancelled: boolean; seen: TakeProgress[] }> => {
    const stop = new AbortController();
    const seen: TakeProgress[] = [];
    const onProgress = (progress: TakeProgress): void => {
      seen.push(progress);
      if (seen.length === cancelAt) stop.abort();
    };
    const cancelled = await importHandover(temp.vault, file, { identity: key.identity }, { by: BORIS, signal: stop.signal, onProgress }).then(() => false, (error: unknown) => {
      expect(error).toMatchObject({ name: 'AbortError' });
      return true;
    });
    return { cancelled, seen };
  };
  const rest = { table: ['footage', 'segment', 'passage', 'interview', 'handover', 'handover_item', 'handover_version', 'conflict', 'edit'] };
  const empty = await tempVault();
  const before = contentsOf(empty.vault);
  const whole = await tempVault();
  try {
    const { seen } = await take(whole, 0);
    const last = seen.at(-1);
    expect(last).toMatchObject({ stores: FOOTAGE, totalStores: FOOTAGE, bytes: last?.totalBytes });
    expect(seen.map(({ bytes }) => bytes)).toEqual(seen.map(({ bytes }) => bytes).sort((x, y) => x - y));
    expect(new Set(seen.map(({ stores: n }) => n)).size).toBe(FOOTAGE + 1);
    let nothing = 0;
    for (let moment = 1; moment <= seen.length; moment += 1) {
      const { cancelled } = await take(empty, moment);
      if (!cancelled) break;
      nothing += 1;
      expect(contentsOf(empty.vault)).toEqual(before);
      for (const table of rest.table) expect(empty.vault.db.prepare(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 });
      expect(stores(empty)).toEqual([]);
    }
    expect(nothing).toBeGreaterThan(FOOTAGE);
    // Cancelled while only previews were left to fetch: everything that matters is there, and they are made anew.
    const told = (temp: TempVault): unknown => temp.vault.db.prepare('SELECT id, text FROM segment ORDER BY id').all();
    expect(told(empty)).toEqual(told(whole));
    expect(stores(empty)).toHaveLength(FOOTAGE);
    expect(await checkVault(empty.vault, { deep: true })).toEqual({ ok: true, footage: FOOTAGE, problems: [] });
  } finally {
    empty.dispose();
    whole.dispose();
  }
});
