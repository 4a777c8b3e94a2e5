import { fork } from 'node:child_process';
import { loadavg } from 'node:os';
import { importFootage } from '../../electron/core/footage/import';
import { pcm16k } from '../../electron/core/media/pcm';
import { defaultModelId, modelPath } from '../../electron/core/models/catalogue';
import { recogniserThreads } from '../../electron/core/transcription/recogniser';
import { transcribeFootage } from '../../electron/core/transcription/transcribe';
import type { Workspace } from '../../electron/core/workspace/workspace';
import { gather } from '../support/sound';
import { BARE_ENGINE, serveBareEngine, startBareEngine, type BareAnswer } from './support/bareEngine';
import { runBench, withBench } from './support/bench';
import { countHearings, decodingsOf, type Hearings } from './support/hearings';
import { speech } from './support/material';
import { watchProcesses, type Cost } from './support/processes';
import { median, numberOption, textOption } from './support/report';
import { end, hold, inTurns } from './support/turns';

/** What the bench is started with to be the program's own side. */
const WHOLE_JOB = '--whole-job';

interface Sound {
  readonly pcm: Float32Array;
  readonly language: 'hr' | 'en';
  readonly what: string;
}

interface Ours {
  readonly costs: ReadonlyMap<string, Cost>;
  readonly hearings: Hearings;
}

interface Pair {
  readonly ours: Ours;
  readonly bare: BareAnswer;
  readonly oursMs: number;
  readonly bareMs: number;
}

const modelId = textOption('model') ?? defaultModelId();
const threads = numberOption('threads', recogniserThreads());

/**
 * The whole job (decoding, speech detection, recognition, second hearings, alignment, commits) beside one plain call of
 * the bare engine on the same sound. Both take turns of `--turn` seconds (15), the other one held meanwhile. Time, and
 * processor time of each process. `--seconds 240`, `--runs 3`, `--threads N`, `--model ID`.
 */
if (process.argv.includes(BARE_ENGINE)) serveBareEngine();
else if (process.argv.includes(WHOLE_JOB)) runBench(serveWholeJob);
else runBench(async () => {
  const pairs: Pair[] = [];
  for (let run = 0; run < numberOption('runs', 3); run++) {
    pairs.push(await sideBySide());
    tell(pairs.slice(-1));
  }
  if (pairs.length > 1) tell(pairs);
});

async function sideBySide(): Promise<Pair> {
  const [job, bare] = [startWholeJob(), startBareEngine()];
  // Whoever is held cannot see that the bench was ended.
  const clearAway = (): void => { for (const { pid } of [job, bare]) end(pid); };
  const interrupted = (): void => process.exit(130);
  process.once('exit', clearAway).once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const { pcm, language, what } = await job.sound;
    console.log(`${(pcm.length / 16_000).toFixed(0)} s of ${what}, ${modelId}, ${threads} threads`);
    hold(job.pid);
    hold(bare.pid);
    const ours = job.run();
    const plain = bare.transcribe({ pcm, language, modelPath: modelPath(modelId), threads });
    const [oursMs, bareMs] = await inTurns([{ pid: job.pid, done: ours }, { pid: bare.pid, done: plain }], numberOption('turn', 15) * 1000);
    return { ours: await ours, bare: await plain, oursMs, bareMs };
  } finally {
    process.off('exit', clearAway).off('SIGINT', interrupted).off('SIGTERM', interrupted);
    bare.stop();
    job.stop();
  }
}

/** The program's side in a process that leads a group of its own. */
function startWholeJob(): { readonly pid: number; readonly sound: Promise<Sound>; run(): Promise<Ours>; stop(): void } {
  const child = fork(process.argv[1] ?? '', [...process.argv.slice(2), WHOLE_JOB], { serialization: 'advanced', detached: true });
  const answer = <T>(): Promise<T> => new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`the whole job's process ended with ${String(code)}`));
    child.once('exit', ended);
    child.once('message', (message: T) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
  return {
    pid: child.pid ?? 0,
    sound: answer<Sound>(),
    run: () => {
      const ours = answer<Ours>();
      child.send('go');
      return ours;
    },
    // It closes its vault and clears its folder away.
    stop: () => { if (child.connected) child.disconnect(); },
  };
}

/** The other end. */
async function serveWholeJob(): Promise<void> {
  const over = new Promise<void>((resolve) => { process.once('disconnect', resolve); });
  await withBench(async ({ workspace, dir }) => {
    const { file, language, what } = speech(dir, numberOption('seconds', 240));
    const { footage } = await importFootage(workspace, file);
    const go = new Promise((resolve) => { process.once('message', resolve); });
    process.send?.({ pcm: await gather(pcm16k(workspace, footage.id, {})), language, what } satisfies Sound);
    await Promise.race([go, over]);
    if (process.connected) process.send?.(await wholeJob(workspace, footage.id, language));
    await over;
  });
}

async function wholeJob(workspace: Workspace, footageId: string, language: 'hr' | 'en'): Promise<Ours> {
  const { startWorker, counted } = countHearings(workspace.startWorker);
  const costs = watchProcesses(process.pid);
  await transcribeFootage({ ...workspace, startWorker }, footageId, {
    language, modelId, threads, modelPath: modelPath(modelId), replace: true, signal: new AbortController().signal,
    onCheckpoint: () => undefined, onProgress: () => undefined, onSegments: () => undefined,
  });
  return { costs: costs(), hearings: counted() };
}

const processorMs = ({ costs }: Ours): number => [...costs.values()].reduce((sum, cost) => sum + cost.processorMs, 0);

function tell(pairs: readonly Pair[]): void {
  const middle = (of: (pair: Pair) => number): number => median(pairs.map(of));
  const s = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  const names = new Set(pairs.flatMap(({ ours }) => [...ours.costs.keys()]));
  const shares = [...names].map((name) => `${name} ${s(middle(({ ours }) => ours.costs.get(name)?.processorMs ?? 0))}`).join(', ');
  console.log(`${pairs.length} run(s), medians; load of the machine ${loadavg()[0]?.toFixed(1) ?? '?'}`);
  console.log(`  time: ours ${s(middle(({ oursMs }) => oursMs))}, bare ${s(middle(({ bareMs }) => bareMs))}, ratio ${middle(({ oursMs, bareMs }) => oursMs / bareMs).toFixed(3)} (goal ≤ 1.10)`);
  console.log(`  processor: ours ${s(middle(({ ours }) => processorMs(ours)))} (${shares}), bare ${s(middle(({ bare }) => bare.processorMs))}, ratio ${middle(({ ours, bare }) => processorMs(ours) / bare.processorMs).toFixed(3)}`);
  const h = (of: (hearings: Hearings) => number): number => middle(({ ours }) => of(ours.hearings));
  console.log(`  windows (decodings): ours ${h((x) => x.windows)} (${h((x) => x.decodings)}): ${h((x) => x.first)} calls on ${h((x) => x.firstS).toFixed(0)} s first, ${h((x) => x.again)} calls on ${h((x) => x.againS).toFixed(0)} s again; bare ${middle(({ bare }) => bare.windows.length)} (${middle(({ bare }) => decodingsOf(bare.windows))})`);
}
