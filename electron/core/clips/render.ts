import type { ClipDressing, ClipFormat, ClipVoice, Segment } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import type { MediaEnv } from '../media/env';
import { fontsDir } from '../media/fonts';
import type { GraphServer } from '../media/graphs';
import { memorySource } from '../media/memorySource';
import { runFfmpeg } from '../media/process';
import { rising } from '../media/progress';
import { clipFacts, type ClipExpectation, type ClipFacts } from './check';
import type { Turn } from './disguise/turns';
import { coverFrames, framesOfClip, timesInClip } from './frames';
import { blackTimes } from './graph';
import { otherSound } from './otherSound';
import { durationOf, offsetsOf, pictureOf, shapeOf, soundOf, type ClipPart, type ClipShape } from './parts';
import { regionsOf, withMasks } from './partMasks';
import { renderArgs, soundArgs, type PreparedPart } from './renderArgs';
import { serveParts, type ServedParts } from './serveParts';
import { withRoomTone } from './roomTone';
import { probeFrames } from './source';
import { drawnScript } from './drawn';

export interface RenderRequest {
  /** Title, lower third and fades. Holds nothing that must not leave: the caller has looked. */
  readonly dressing?: ClipDressing;
  /** Kilobits a second for the picture. */
  readonly maxKbit?: number | undefined;
  readonly format: ClipFormat;
  /** In the order in which they are shown; at least one. */
  readonly parts: readonly ClipPart[];
  /** Written as it goes, overwritten when it is there. */
  readonly outFile: string;
  /** Redacted segments in the clip's time to draw into the picture; null draws none. */
  readonly burn: readonly Segment[] | null;
  /** The speaker's own unless given. */
  readonly voice?: ClipVoice | undefined;
  /** Who speaks when, in the clip's time: each becomes another one. */
  readonly turns?: readonly Turn[] | undefined;
}

interface RenderOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (fraction: number) => void;
}

/** Seconds read before the cut: a keyframe and the decoders' run-up lie within. Null, reading from the start, never fails. */
const LEADS_S = [10, null];

/**
 * Renders a clip, all its parts in one run of ffmpeg, and says what it must turn out to be. Containers with a poor index
 * may seek to a place behind the cut; then frames are missing, and the clip is rendered again from the start of the footage.
 *
 * @throws ZapisError `clip-nothing-to-show`, `ffmpeg-…`, `subtitle-font-missing`; `AbortError`.
 */
export async function renderClip(env: MediaEnv, r: RenderRequest, o: RenderOptions): Promise<{ expected: ClipExpectation; facts: ClipFacts }> {
  const { video: picture } = shapeOf(r.parts.map(({ source }) => source));
  const { title = '', lowerThird = '', fadeInUs = 0, fadeOutUs = 0 } = r.dressing ?? {};
  const text = picture === null ? null : drawnScript({ spoken: r.burn ?? [], title, lowerThird, durationUs: durationOf(r.parts), borders: offsetsOf(r.parts).slice(1) }, picture);
  const script = text === null ? null : Buffer.from(text, 'utf8');
  // Not even redacted words touch the disk or the list of processes: the script is fetched like the footage.
  const served = serveParts(env, r.parts, script ? { subtitles: memorySource(script) } : {});
  try {
    const prepared = await prepare(env, served, r.parts, o.signal);
    const own = seenShape(prepared);
    const disguised = r.voice === 'disguise' && own.audio !== null;
    // A voice that is spoken anew comes from one place.
    const shape: ClipShape = disguised ? { ...own, audio: { channels: 1 } } : own;
    if (!shape.video && !shape.audio) throw new ZapisError('clip-nothing-to-show');
    const parts = withMasks(prepared, shape, served);
    const expected: ClipExpectation = { ...expectationOf(r.format, parts, script !== null), audio: shape.audio };
    const subtitles = script ? { url: served.companion('subtitles'), fontsDir: fontsDir() } : null;
    let facts: ClipFacts = { framesExact: false, frameTimesUs: [] };
    const onProgress = rising((fraction) => o.onProgress?.(fraction));
    for (const leadS of LEADS_S) {
      const input = { format: r.format, shape, parts, leadS, subtitles, fadeInUs, fadeOutUs, outFile: r.outFile, disguised, ...(r.maxKbit === undefined ? {} : { maxKbit: r.maxKbit }) };
      const voice = disguised ? { input: otherSound(env, served, soundArgs(input), r.turns ?? [], o.signal) } : {};
      await run(env, served, renderArgs(input), durationOf(parts), { ...o, onProgress, ...voice });
      facts = await clipFacts(env, r.outFile, expected, o.signal);
      if (facts.framesExact) break;
    }
    return { expected, facts };
  } finally {
    served.close();
  }
}

/** What a clip of these parts must turn out to be. */
export function expectationOf(format: ClipFormat, parts: readonly PreparedPart[], burned: boolean): ClipExpectation {
  const shape = seenShape(parts);
  return { format, ...shape, sound: soundOf(parts), picture: pictureOf(parts), regions: regionsOf(parts, shape), bare: regionsOf(parts, shape, ({ bare }) => bare ?? []), burned, frameTimesUs: shape.video ? frameTimes(parts) : [] };
}

function seenShape(parts: readonly PreparedPart[]): ClipShape {
  return shapeOf(parts.map(({ source, frames }) => ({ ...source, video: frames && source.video })));
}

/** Finds the frames of every part and those that must be covered. */
export async function prepare(env: MediaEnv, served: ServedParts, parts: readonly ClipPart[], signal: AbortSignal | undefined): Promise<PreparedPart[]> {
  const prepared: PreparedPart[] = [];
  for (const part of parts) {
    const of = served.part(part.footageId);
    const frames = framesOfClip(await probeFrames(env, of, part.source, part.clip, signal), part.clip);
    const plan = await withRoomTone(env, part.footageId, part.plan, signal);
    prepared.push({ ...part, plan, url: of.url, frames, covers: frames ? coverFrames(part.plan.picture, frames, part.clip) : [] });
  }
  return prepared;
}

/** When each frame should be shown in the clip, microseconds. */
function frameTimes(parts: readonly PreparedPart[]): number[] {
  const at = offsetsOf(parts);
  return parts.flatMap(({ frames, source, clip }, i) =>
    (frames && source.video ? timesInClip(frames, clip) : blackTimes(clip.endUs - clip.startUs)).map((time) => time + (at[i] ?? 0)));
}

async function run(env: MediaEnv, served: GraphServer, args: readonly string[], durationUs: number, o: RenderOptions & { readonly input?: AsyncIterable<Uint8Array> }): Promise<void> {
  await runFfmpeg(env.binaries, args, {
    ...(o.input ? { input: o.input } : {}),
    served,
    signal: o.signal,
    onProgress: ({ outTimeUs }) => o.onProgress?.(Math.min(1, outTimeUs / durationUs)),
  });
}

