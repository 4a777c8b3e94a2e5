import { availableParallelism } from 'node:os';
import { jobKind, type OnBattery, type PauseReason, type PowerStatus } from '../../shared/domain';
import { whyPause, type PowerSource, type PowerState } from '../../electron/core/jobs/power';
import { JobQueue } from '../../electron/core/jobs/queue';
import { recogniserThreads } from '../../electron/core/transcription/recogniser';
import { setSetting } from '../../electron/core/vault/settings';
import { chosenThreads, keepPower, type PowerKeeper } from '../../electron/core/workspace/keepPower';
import { tempVault, type TempVault } from '../support/vault';

/** A computer whose plug the test pulls. */
class Plug implements PowerSource {
  #state: PowerState = { onBattery: false, level: 1, hot: false };
  #listener: () => void = () => undefined;
  state = (): PowerState => this.#state;
  onChange = (listener: () => void): (() => void) => {
    this.#listener = listener;
    return () => { this.#listener = () => undefined; };
  };
  tellLevel = (level: number | null): void => { this.set({ level }); };
  set(change: Partial<PowerState>): void {
    this.#state = { ...this.#state, ...change };
    this.#listener();
  }
}

let temp: TempVault;
let jobs: JobQueue;
let plug: Plug;
let power: PowerKeeper;
let told: PowerStatus[];
beforeEach(async () => {
  temp = await tempVault();
  jobs = new JobQueue(temp.vault.db);
  plug = new Plug();
  told = [];
  power = keepPower(temp.vault.db, jobs, plug);
  power.onChange((status) => told.push(status));
});
afterEach(async () => {
  power.stop();
  await jobs.stop();
  temp.dispose();
});
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
const choose = (onBattery: OnBattery): void => {
  setSetting(temp.vault.db, 'power', { onBattery, threads: null });
  power.refresh();
};

/** A transcription of five chunks that waits to be told to go on before each; says which chunks were begun. */
function longWork(): { id: string; begun: number[]; next(): Promise<void> } {
  const begun: number[] = [];
  let go: () => void = () => undefined;
  jobs.register('transcribe', async (context) => {
    for (let chunk = Number(context.checkpoint ?? 0); chunk < 5; chunk += 1) {
      context.signal.throwIfAborted();
      begun.push(chunk);
      await new Promise<void>((resolve, reject) => {
        go = resolve;
        context.signal.addEventListener('abort', () => { reject(context.signal.reason as Error); });
      });
      context.saveCheckpoint(chunk + 1);
    }
    return 'done';
  });
  const { id } = jobs.enqueue('transcribe', 'Interview', null, {});
  return { id, begun, next: () => { go(); return settled(); } };
}

test.each<[string, PowerState, OnBattery, PauseReason | null]>([
  ['at a socket', { onBattery: false, level: 0.1, hot: false }, 'never', null],
  ['on a full battery', { onBattery: true, level: 0.9, hot: false }, 'untilLow', null],
  ['on a low battery', { onBattery: true, level: 0.29, hot: false }, 'untilLow', 'batteryLow'],
  ['on a battery of unknown charge', { onBattery: true, level: null, hot: false }, 'untilLow', 'battery'],
  ['on a full battery, careful', { onBattery: true, level: 1, hot: false }, 'never', 'battery'],
  ['on a low battery, careless', { onBattery: true, level: 0.02, hot: false }, 'always', null],
  ['hot at a socket', { onBattery: false, level: 1, hot: true }, 'always', 'heat'],
])('%s', (_, state, onBattery, why) => {
  expect(whyPause(state, { onBattery })).toBe(why);
});

test('pulling the plug costs the chunk under way; at the socket the work goes on from it, by itself', async () => {
  const work = longWork();
  await settled();
  await work.next();
  await work.next();
  expect(work.begun).toEqual([0, 1, 2]);
  plug.set({ onBattery: true, level: 0.8 });
  await settled();
  expect(jobs.get(work.id)?.state).toBe('running');
  plug.tellLevel(0.25);
  await settled();
  expect(jobs.get(work.id)?.state).toBe('queued');
  expect(power.status().pausedFor).toBe('batteryLow');
  plug.set({ onBattery: false });
  await settled();
  expect(work.begun).toEqual([0, 1, 2, 2]);
  for (let i = 0; i < 3; i += 1) await work.next();
  expect(await jobs.wait(work.id)).toMatchObject({ state: 'succeeded' });
  expect(told.map((status) => status.pausedFor)).toEqual(['batteryLow', null]);
});

test('import, export, backup and handover never wait', async () => {
  plug.set({ onBattery: true, level: 0.05, hot: true });
  for (const kind of jobKind.options) jobs.register(kind, () => Promise.resolve());
  const all = jobKind.options.map((kind) => jobs.enqueue(kind, 'x', null, {}).id);
  await settled();
  await settled();
  const waiting = all.flatMap((id) => { const job = jobs.get(id); return job?.state === 'queued' ? [job.kind] : []; });
  for (const kind of ['import', 'export', 'backup', 'handover-export', 'handover-import', 'preview'] as const) expect(waiting).not.toContain(kind);
  expect(waiting).toContain('transcribe');
});

test('a person may go on anyway, until the next time, and heat is another reason', async () => {
  choose('never');
  const work = longWork();
  plug.set({ onBattery: true });
  await settled();
  expect(jobs.get(work.id)?.state).toBe('queued');
  power.goOn();
  plug.tellLevel(0.5);
  await settled();
  expect(jobs.get(work.id)?.state).toBe('running');
  expect(power.status().pausedFor).toBeNull();
  plug.set({ hot: true });
  await settled();
  expect(power.status().pausedFor).toBe('heat');
  plug.set({ hot: false });
  expect(power.status().pausedFor).toBe('battery');
  plug.set({ onBattery: false });
  plug.set({ onBattery: true });
  expect(power.status().pausedFor).toBe('battery');
  choose('always');
  await settled();
  expect(jobs.get(work.id)?.state).toBe('running');
});

test('threads are as chosen, never more than there are cores', () => {
  const { db } = temp.vault;
  expect(chosenThreads(db)).toBe(recogniserThreads());
  setSetting(db, 'power', { onBattery: 'always', threads: 1 });
  expect(chosenThreads(db)).toBe(1);
  expect(chosenThreads(db, 2)).toBe(Math.min(2, availableParallelism()));
  setSetting(db, 'power', { onBattery: 'always', threads: 500 });
  expect(chosenThreads(db)).toBe(availableParallelism());
  expect(() => { setSetting(db, 'power', { onBattery: 'always', threads: 0 }); }).toThrow();
});
