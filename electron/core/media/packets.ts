import { ZapisError } from '../../../shared/errors';
import type { FfmpegBinaries } from './binaries';
import type { Served } from './loopback';
import type { StreamFacts } from './probe';
import { ffprobeLines } from './process';

/** What all packets of one stream say about its time, in microseconds of the source's own clock. */
export interface PacketFacts {
  readonly count: number;
  /** Presentation time of the earliest packet that an edit list does not hide. */
  readonly startUs: number;
  /** End of the latest one. */
  readonly endUs: number;
  /** Typical distance between presentation times. */
  readonly medianStepUs: number;
  /** Distances differ by more than a fifth in more than one of fifty. */
  readonly uneven: boolean;
  /** Packets hidden by an edit list, and packets that the demuxer calls corrupt. */
  readonly hidden: number;
  readonly corrupt: number;
}

/**
 * Reads every packet once without decoding. Headers lie about durations (truncated files, live recordings,
 * VBR sound), packets do not; and it proves that every stored chunk can be read back.
 */
export async function scanPackets(binaries: FfmpegBinaries, served: Served, streams: readonly StreamFacts[], signal?: AbortSignal): Promise<ReadonlyMap<number, PacketFacts>> {
  const collectors = new Map(streams.map((stream) => [stream.index, new PacketCollector(stream.time_base.above / stream.time_base.below)]));
  try {
    await ffprobeLines(binaries, ['-show_entries', 'packet=stream_index,pts,dts,duration,flags', '-of', 'csv=p=0', '-i', served.url], {
      env: served.env,
      signal,
      onLine: (line) => {
        const [index = '', ...fields] = line.split(',');
        collectors.get(Number(index))?.add(fields);
        return true;
      },
    });
  } catch (error) {
    // A file cut off in the middle of a packet: what came before it counts.
    if (!(error instanceof ZapisError && error.code === 'ffmpeg-failed')) throw error;
  }
  return new Map([...collectors].flatMap(([index, collector]) => {
    const facts = collector.facts();
    return facts ? [[index, facts] as const] : [];
  }));
}

/** Gathers `pts,dts,duration,flags` lines of one stream. Keeps one number a packet: 3 MB for ten hours of film. */
export class PacketCollector {
  readonly #times: number[] = [];
  #endTicks = -Infinity;
  #lastDuration = 0;
  #hidden = 0;
  #corrupt = 0;

  /** @param secondsPerTick the stream's time base. */
  constructor(private readonly secondsPerTick: number) {}

  add([pts = '', dts = '', duration = '', flags = '']: readonly string[]): void {
    if (flags.includes('C')) this.#corrupt += 1;
    if (flags.includes('D')) {
      this.#hidden += 1;
      return;
    }
    // AVI with reordered frames has decoding times only; raw streams have none and count on.
    const time = ticks(pts) ?? ticks(dts) ?? (this.#times.length === 0 ? 0 : this.#endTicks);
    const length = Math.max(0, ticks(duration) ?? 0);
    this.#times.push(time);
    if (length > 0) this.#lastDuration = length;
    this.#endTicks = Math.max(this.#endTicks, time + length);
  }

  facts(): PacketFacts | null {
    const times = Float64Array.from(this.#times).sort();
    const [first] = times;
    const last = times.at(-1);
    if (first === undefined || last === undefined) return null;
    const steps = Float64Array.from({ length: times.length - 1 }, (_, at) => (times[at + 1] ?? 0) - (times[at] ?? 0));
    const median = steps.toSorted()[steps.length >> 1] ?? this.#lastDuration;
    const tolerance = Math.max(median / 5, 0.002 / this.secondsPerTick);
    const odd = steps.filter((step) => Math.abs(step - median) > tolerance).length;
    const end = this.#endTicks > last ? this.#endTicks : last + Math.max(median, 0);
    return {
      count: times.length,
      startUs: this.#us(first),
      endUs: this.#us(end),
      medianStepUs: this.#us(median),
      uneven: odd > steps.length / 50,
      hidden: this.#hidden,
      corrupt: this.#corrupt,
    };
  }

  #us(time: number): number {
    return Math.round(time * this.secondsPerTick * 1e6);
  }
}

function ticks(text: string): number | null {
  return /^-?\d+$/.test(text) ? Number(text) : null;
}
