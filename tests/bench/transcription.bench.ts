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

interface Ours {
  readonly elapsedMs: number;
  readonly costs: ReadonlyMap<string, Cost>;
  readonly hearings: Hearings;
}

/**
 * The whole job (decoding, speech detection, recognition, second hearings, alignment, commits) beside one plain call of
 * the bare engine on the same sound, in turn: time, and processor time of each process, which other work on the machine
 * touches little. `--seconds 240`, `--runs 3`, `--threads N`, `--model ID`.
 */
if (process.argv.includes(BARE_ENGINE)) serveBareEngine();
else runBench(() => withBench(async ({ workspace, dir }) => {
  const { file, language, what } = speech(dir, numberOption('seconds', 240));
  const modelId = textOption('model') ?? defaultModelId();
  const threads = numberOption('threads', recogniserThreads());
  const { footage } = await importFootage(workspace, file);
  const pcm = await gather(pcm16k(workspace, footage.id, {}));
  console.log(`${(pcm.length / 16_000).toFixed(0)} s of ${what}, ${modelId}, ${threads} threads`);
  const pairs: { ours: Ours; bare: BareAnswer }[] = [];
  for (let run = 0; run < numberOption('runs', 3); run++) {
    const bare = startBareEngine();
    try {
      pairs.push({ ours: await wholeJob(workspace, footage.id, { language, modelId, threads }), bare: await bare.transcribe({ pcm, language, modelPath: modelPath(modelId), threads }) });
    } finally {
      bare.stop();
    }
    tell(pairs.slice(-1));
  }
  if (pairs.length > 1) tell(pairs);
}));

async function wholeJob(workspace: Workspace, footageId: string, { language, modelId, threads }: { language: 'hr' | 'en'; modelId: string; threads: number }): Promise<Ours> {
  const { startWorker, counted } = countHearings(workspace.startWorker);
  const costs = watchProcesses(process.pid);
  const began = performance.now();
  await transcribeFootage({ ...workspace, startWorker }, footageId, {
    language, modelId, threads, modelPath: modelPath(modelId), replace: true, signal: new AbortController().signal,
    onCheckpoint: () => undefined, onProgress: () => undefined, onSegments: () => undefined,
  });
  const elapsedMs = performance.now() - began;
  return { elapsedMs, costs: costs(), hearings: counted() };
}

/** The bare engine waits in a process of the same name as the bench's own program. */
const processorMs = ({ costs }: Ours): number => [...costs.values()].reduce((sum, cost) => sum + cost.processorMs, 0);

function tell(pairs: readonly { readonly ours: Ours; readonly bare: BareAnswer }[]): void {
  const middle = (of: (pair: { readonly ours: Ours; readonly bare: BareAnswer }) => number): number => median(pairs.map(of));
  const s = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  const names = new Set(pairs.flatMap(({ ours }) => [...ours.costs.keys()]));
  const shares = [...names].map((name) => `${name} ${s(middle(({ ours }) => ours.costs.get(name)?.processorMs ?? 0))}`).join(', ');
  console.log(`${pairs.length} run(s), medians; load of the machine ${loadavg()[0]?.toFixed(1) ?? '?'}`);
  console.log(`  time: ours ${s(middle(({ ours }) => ours.elapsedMs))}, bare ${s(middle(({ bare }) => bare.elapsedMs))}, ratio ${middle(({ ours, bare }) => ours.elapsedMs / bare.elapsedMs).toFixed(3)} (goal ≤ 1.10)`);
  console.log(`  processor: ours ${s(middle(({ ours }) => processorMs(ours)))} (${shares}), bare ${s(middle(({ bare }) => bare.processorMs))}, ratio ${middle(({ ours, bare }) => processorMs(ours) / bare.processorMs).toFixed(3)}`);
  const h = (of: (hearings: Hearings) => number): number => middle(({ ours }) => of(ours.hearings));
  console.log(`  windows (decodings): ours ${h((x) => x.windows)} (${h((x) => x.decodings)}): ${h((x) => x.first)} calls on ${h((x) => x.firstS).toFixed(0)} s first, ${h((x) => x.again)} calls on ${h((x) => x.againS).toFixed(0)} s again; bare ${middle(({ bare }) => bare.windows.length)} (${middle(({ bare }) => decodingsOf(bare.windows))})`);
}
