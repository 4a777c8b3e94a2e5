import type { CutList, Footage, ListedClip } from '../../../shared/domain';
import { toEdl } from './edl';
import { toFcpxml } from './fcpxml';
import { frameRate, framesIn, type FrameRate } from './frameRate';
import { toOtio } from './otio';

/** A footage as a list of cuts may name it: by its number on the list, never by its file. */
export interface CutSource {
  /** `footage-1`, … */
  readonly name: string;
  /** From 1. */
  readonly number: number;
  readonly rate: FrameRate;
  /** Whole frames of it. */
  readonly frames: number;
  readonly video: { readonly width: number; readonly height: number } | null;
  readonly sound: boolean;
}

/** One stretch: frames of its source, and where it begins on the list's own timeline, in the list's frames. */
export interface Cut {
  readonly source: CutSource;
  readonly first: number;
  readonly end: number;
  readonly at: number;
  /** Its length in frames of the list. */
  readonly length: number;
  /** Number of its clip on the list, from 1. */
  readonly clip: number;
  readonly title: string;
}

export interface Cuts {
  /** The rate of the first footage: the list's own. */
  readonly rate: FrameRate;
  readonly sources: readonly CutSource[];
  readonly cuts: readonly Cut[];
}

/** All stretches of the clips one after another, in frames. @param footage by id, all that the clips are made of. */
export function cutsOf(clips: readonly ListedClip[], footage: ReadonlyMap<string, Footage>): Cuts {
  const ids = [...new Set(clips.flatMap(({ parts }) => parts.map(({ footageId }) => footageId)))];
  const sources = new Map(ids.map((id, i): [string, CutSource] => {
    const of = footage.get(id);
    const rate = frameRate(of?.video?.fps ?? null);
    return [id, {
      name: `footage-${i + 1}`, number: i + 1, rate, frames: framesIn({ startUs: 0, endUs: of?.durationUs ?? 1 }, rate).end,
      video: of?.video ? { width: of.video.width, height: of.video.height } : null, sound: (of?.audio.length ?? 0) > 0,
    }];
  }));
  const rate = sources.get(ids[0] ?? '')?.rate ?? frameRate(null);
  const cuts: Cut[] = [];
  let at = 0;
  clips.forEach(({ parts, title }, clip) => {
    for (const part of parts) {
      const source = sources.get(part.footageId);
      if (!source) continue;
      const { first, end } = framesIn(part, source.rate);
      const length = Math.max(1, Math.round(((end - first) * source.rate.den * rate.num) / (source.rate.num * rate.den)));
      cuts.push({ source, first, end, at, length, clip: clip + 1, title });
      at += length;
    }
  });
  return { rate, sources: [...sources.values()], cuts };
}

const WRITERS: Readonly<Record<CutList, (cuts: Cuts) => string>> = { edl: toEdl, fcpxml: toFcpxml, otio: toOtio };

/** A list of cuts for editing software. Holds times, neutral names, and the clips' titles; no word of an interview. */
export function writeCutList(format: CutList, cuts: Cuts): string {
  return WRITERS[format](cuts);
}
