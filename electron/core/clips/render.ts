import type { ClipFormat, Segment } from '../../../shared/domain';
import type { Span } from '../../../shared/time';
import { ZapisError } from '../../../shared/errors';
import type { MediaEnv } from '../media/env';
import type { Served } from '../media/loopback';
import { runFfmpeg } from '../media/process';
import { inClipTime, type RedactionPlan } from '../redaction/plan';
import { clipFacts, type ClipExpectation, type ClipFacts } from './check';
import { fontsDir } from '../media/fonts';
import { memorySource } from './fileSource';
import { coverFrames, framesOfClip, timesInClip } from './frames';
import { renderArgs } from './renderArgs';
import { probeFrames, type ClipSource } from './source';
import { burnedSubtitles } from './subtitles';

export interface RenderRequest {
  readonly format: ClipFormat;
  readonly footageId: string;
  readonly source: ClipSource;
  readonly clip: Span;
  readonly plan: RedactionPlan;
  /** Written as it goes, overwritten when it is there. */
  readonly outFile: string;
  /** Redacted segments in the clip's time to draw into the picture; null draws none. */
  readonly burn: readonly Segment[] | null;
}

interface RenderOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (fraction: number) => void;
}

/** Seconds read before the cut: a keyframe and the decoders' run-up lie within. Null, reading from the start, never fails. */
const LEADS_S = [10, null];

/**
 * Renders a clip and says what it must turn out to be. Containers with a poor index may seek to a place behind the
 * cut; then frames are missing, and the clip is rendered again from the start of the footage.
 *
 * @throws ZapisError `clip-nothing-to-show`, `ffmpeg-…`, `subtitle-font-missing`; `AbortError`.
 */
export async function renderClip(env: MediaEnv, r: RenderRequest, o: RenderOptions): Promise<{ expected: ClipExpectation; facts: ClipFacts }> {
  const { video: picture } = r.source;
  const script = r.burn && picture ? Buffer.from(burnedSubtitles(r.burn, picture.width, picture.height), 'utf8') : null;
  // Not even redacted words touch the disk or the list of processes: the script is fetched like the footage.
  const served = env.loopback.serve(env.vault.stores.open(r.footageId).original(), script ? { subtitles: memorySource(script) } : {});
  try {
    const frames = framesOfClip(await probeFrames(env, served, r.source, r.clip, o.signal), r.clip);
    const source = frames ? r.source : { ...r.source, video: null };
    if (!source.video && !source.audio) throw new ZapisError('clip-nothing-to-show');
    const expected: ClipExpectation = {
      format: r.format,
      video: source.video,
      audio: source.audio && { channels: source.audio.channels === 1 ? 1 : 2 },
      sound: r.plan.sound.map((s) => inClipTime(s, r.clip)),
      picture: r.plan.picture.map((s) => inClipTime(s, r.clip)),
      burned: r.burn !== null,
      frameTimesUs: frames ? timesInClip(frames, r.clip) : [],
    };
    const covers = frames ? coverFrames(r.plan.picture, frames, r.clip) : [];
    const subtitles = script ? { url: `${served.url}/subtitles`, fontsDir: fontsDir() } : null;
    let facts: ClipFacts = { framesExact: false, frameTimesUs: [] };
    for (const leadS of LEADS_S) {
      const args = renderArgs({
        format: r.format, source, clip: r.clip, plan: r.plan, frames, covers, leadS, subtitles, url: served.url, outFile: r.outFile,
      });
      await run(env, served, args, r.clip, o);
      facts = await clipFacts(env, r.outFile, expected, o.signal);
      if (facts.framesExact) break;
    }
    return { expected, facts };
  } finally {
    served.close();
  }
}

async function run(env: MediaEnv, served: Served, args: readonly string[], clip: Span, o: RenderOptions): Promise<void> {
  await runFfmpeg(env.binaries, args, {
    env: served.env,
    signal: o.signal,
    onProgress: ({ outTimeUs }) => o.onProgress?.(Math.min(1, outTimeUs / (clip.endUs - clip.startUs))),
  });
}
