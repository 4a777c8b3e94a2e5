import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild, type Child } from './childProcess';
import { hear, PHASES, type Ledger, type Order, type Phase, type Stage } from './crashLedger';
import { makeScenery, type Scenery } from './crashStage';
import { seeded } from './random';

/** How each phase is killed: so often in a round, and within so many milliseconds of its beginning (a few of its steps). */
const PLAN: Readonly<Record<Phase, { readonly times: number; readonly withinMs: number }>> = {
  opening: { times: 2, withinMs: 300 }, migration: { times: 3, withinMs: 120 }, import: { times: 3, withinMs: 1_500 }, transcription: { times: 2, withinMs: 3_500 },
  editing: { times: 4, withinMs: 150 }, redaction: { times: 3, withinMs: 150 }, export: { times: 3, withinMs: 1_800 }, backup: { times: 3, withinMs: 500 },
  passphrase: { times: 2, withinMs: 250 }, deletion: { times: 3, withinMs: 150 }, 'handover-out': { times: 2, withinMs: 500 }, 'handover-in': { times: 2, withinMs: 600 },
};

export interface CrashReport {
  kills: number;
  /** Times that everything interrupted was let end by itself, and compared with the uninterrupted. */
  settled: number;
  readonly byPhase: Record<Phase, number>;
  /** Jobs that a kill interrupted, by kind. */
  readonly interrupted: Record<string, number>;
  /** What was answered, by what it was. */
  readonly answered: Record<string, number>;
  /** What was answered and is not there, what is there half, what did not end as it would have: must stay empty. */
  readonly lost: string[];
}

export interface CrashOptions {
  readonly kills: number;
  /** Kills that are made even when the time is over. */
  readonly atLeast?: number;
  readonly forMs: number;
  readonly seed: number;
  /** Vaults worked on side by side; a third process is always being started. */
  readonly lanes?: number;
  readonly onKill?: (report: CrashReport) => void;
}

/**
 * Kills the app's own chain (workspace, job queue, real ffmpeg, real recogniser) at random moments of each phase. After
 * each kill a new process opens the vault, compares it with all that was ever answered, takes up what was interrupted,
 * and is killed in turn.
 */
export async function crashRuns(o: CrashOptions): Promise<CrashReport> {
  const root = mkdtempSync(join(tmpdir(), 'zapis-crash-'));
  const report: CrashReport = { kills: 0, settled: 0, byPhase: Object.fromEntries(PHASES.map((phase) => [phase, 0])) as Record<Phase, number>, interrupted: {}, answered: {}, lost: [] };
  try {
    const scenery = await makeScenery(root);
    const until = Date.now() + o.forMs;
    const go = (): boolean => report.lost.length === 0 && report.kills < o.kills && (Date.now() < until || report.kills < (o.atLeast ?? 0));
    await Promise.all(Array.from({ length: o.lanes ?? 2 }, (_, lane) => new Lane(scenery, report, go, seeded(o.seed + lane), o.onKill).run(root, lane)));
    return report;
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

class Lane {
  #next: Child = ready();

  constructor(private readonly scenery: Scenery, private readonly report: CrashReport, private readonly go: () => boolean, private readonly random: ReturnType<typeof seeded>, private readonly onKill: CrashOptions['onKill']) {}

  async run(root: string, lane: number): Promise<void> {
    for (let round = 0; this.go(); round++) {
      const name = `${lane}-${round}`;
      const { stage, ledger } = this.scenery.round(name);
      for (const phase of ['migration' as const, ...this.#shuffled(stage)]) if (this.go()) await this.#kill(stage, ledger, phase);
      // What a kill interrupts must end by itself, however the time stands.
      if (this.report.lost.length === 0) await this.#settle(stage, ledger);
      rmSync(join(root, name), { recursive: true, force: true, maxRetries: 5 });
    }
    await this.#next.kill();
  }

  #shuffled({ speech }: Stage): Phase[] {
    const phases = PHASES.filter((phase) => phase !== 'migration' && (phase !== 'transcription' || speech !== null)).flatMap((phase) => Array.from({ length: PLAN[phase].times }, () => phase));
    return phases.map((phase) => ({ phase, at: this.random.next() })).sort((a, b) => a.at - b.at).map(({ phase }) => phase);
  }

  #begin(order: Order): Child {
    const child = this.#next;
    child.process.stdin?.write(`${JSON.stringify(order)}\n`);
    this.#next = ready();
    return child;
  }

  async #kill(stage: Stage, ledger: Ledger, phase: Phase): Promise<void> {
    const child = this.#begin({ stage, phase, deep: this.random.int(10) === 0, seed: this.random.int(2 ** 31), ledger });
    const early = phase === 'opening' || phase === 'migration';
    await child.line(early ? '["opening"' : '["phase"').catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, this.random.int(PLAN[phase].withinMs)));
    if (child.process.exitCode !== null) this.report.lost.push(`${phase}: the process ended by itself`);
    await child.kill();
    this.report.kills += 1;
    // Killed too late for what it was meant for: counted as what it was.
    this.report.byPhase[early && child.lines.some((line) => line.startsWith('["opened-with"')) ? 'opening' : phase] += 1;
    this.#hear(child.lines, ledger, phase);
    this.onKill?.(this.report);
  }

  async #settle(stage: Stage, ledger: Ledger): Promise<void> {
    const child = this.#begin({ stage, phase: 'settle', deep: true, seed: 1, ledger });
    await child.line('["settled"').catch(() => this.report.lost.push('the process that was left in peace did not end'));
    await child.kill();
    this.#hear(child.lines, ledger, 'settle');
    this.report.settled += 1;
  }

  #hear(lines: readonly string[], ledger: Ledger, phase: string): void {
    const running = new Map<string, string>();
    for (const line of lines) {
      const parts = JSON.parse(line) as string[];
      const [what = '', id = '', kind = '', state = ''] = parts;
      if (what === 'lost') this.report.lost.push(`${phase}: ${id}`);
      else if (what === 'job' && state === 'running') running.set(id, kind);
      else if (what === 'job') running.delete(id);
      else this.report.answered[what] = (this.report.answered[what] ?? 0) + 1;
      hear(parts, ledger);
    }
    if (phase !== 'settle') for (const kind of running.values()) this.report.interrupted[kind] = (this.report.interrupted[kind] ?? 0) + 1;
  }
}

/** A process that is up and waits for its order. */
function ready(): Child {
  return startChild('crashChild.ts', [], { listens: true });
}

/** The table of what was killed, as lines. */
export function table({ kills, settled, byPhase, interrupted, answered, lost }: CrashReport): string {
  const row = (counts: Record<string, number>): string => Object.entries(counts).map(([what, count]) => `${what} ${count}`).join(', ');
  return [`${kills} kills: ${row(byPhase)}`, `jobs interrupted: ${row(interrupted)}`, `let end by themselves and compared: ${settled} times`, `answered: ${row(answered)}`, `lost: ${lost.length}`].join('\n');
}
