import { ZapisError } from '../../../shared/errors';
import { US_PER_SECOND, type Span } from '../../../shared/time';
import { checkPicture } from '../clips/checkPicture';
import { checkRegions } from '../clips/checkRegions';
import { checkSound } from '../clips/checkSound';
import { clipFrameTimes } from '../clips/checkStreams';
import { pictureChain } from '../clips/pictureFilter';
import { regionMask, type RegionMask } from '../clips/regionMask';
import { SAMPLE_RATE, soundChain } from '../clips/soundFilter';
import { coverFrames, framesOfClip, timesInClip, type ClipFrames } from '../clips/frames';
import { withRoomTone } from '../clips/roomTone';
import { clipSource, probeFrames, type ClipSource } from '../clips/source';
import type { MediaEnv } from '../media/env';
import { previewSize } from '../media/preview';
import { ffmpegStream } from '../media/stream';
import type { RedactionPlan } from '../redaction/plan';
import type { ByteSource, DerivedName } from '../vault/stores';
import { currentPlan, previewName, PREVIEWS } from './published';
import { markPreviewed, standingRelease, wasPreviewed } from './release';

interface Options {
  readonly signal?: AbortSignal | undefined;
  /** 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

/** Share of the work that rendering is; the rest is the check. */
const RENDERING = 0.9;

/**
 * Makes what editors may watch of a released footage: the whole of it, rendered through the redaction plan like a clip,
 * measured like a clip, and kept encrypted in the footage's store under the plan's hash. Answers false when the release
 * was taken back meanwhile: then nobody is served it.
 *
 * @throws ZapisError `clip-nothing-to-show`, `ffmpeg-…`, `redaction-plan-failed`, `export-check-failed` when something
 *   redacted can still be seen or heard in it; `AbortError`.
 */
export async function makeRedactedPreview(env: MediaEnv, footageId: string, o: Options = {}): Promise<boolean> {
  const { db, stores } = env.vault;
  const release = standingRelease(db, footageId);
  if (release === null) return false;
  const { plan: current, hash } = currentPlan(db, footageId);
  const name: DerivedName = previewName(hash);
  const store = stores.open(footageId);
  if (store.derived(name) === null || !wasPreviewed(db, footageId, hash)) {
    const plan = await withRoomTone(env, footageId, current, o.signal);
    const source = previewSource(clipSource(env, footageId), plan.clip);
    const frames = await render(env, footageId, { source, plan, name }, { ...o, onProgress: (fraction) => o.onProgress?.(fraction * RENDERING) });
    const made = store.derived(name);
    if (made === null) throw new ZapisError('export-check-failed', { what: 'container' });
    try {
      await measure(env, made, { source: frames === null ? { ...source, video: null } : source, plan, frames }, o.signal);
    } catch (error) {
      store.removeDerived(name);
      throw error;
    }
  }
  // Once more, since it took long: whatever changed has taken the release back.
  const marked = markPreviewed(db, release.id, hash);
  for (const old of store.derivedNames(PREVIEWS)) if (marked && old !== name) store.removeDerived(old);
  o.onProgress?.(1);
  return marked;
}

/** The source at the preview's size: filters redact after scaling, so that what is measured is what is shown. */
function previewSource(source: ClipSource, { endUs }: Span): ClipSource {
  return { ...source, durationUs: endUs, video: source.video && { ...source.video, ...previewSize(source.video) } };
}

interface Rendering { readonly source: ClipSource; readonly plan: RedactionPlan }

async function render(env: MediaEnv, footageId: string, { source, plan, name }: Rendering & { name: DerivedName }, o: Options): Promise<ClipFrames | null> {
  const store = env.vault.stores.open(footageId);
  const served = env.loopback.serve(store.original());
  try {
    const frames = framesOfClip(await probeFrames(env, served, source, plan.clip, o.signal), plan.clip);
    if (!frames && !source.audio) throw new ZapisError('clip-nothing-to-show');
    const mask = frames && source.video && regionMask(plan.regions, frames, plan.clip, source.video);
    const inputs = [served.url, ...(mask ? [served.add('mask', mask.source)] : [])].flatMap((url) => ['-i', url]);
    const args = ['-max_error_rate', '1', '-copyts', ...inputs, ...renderArgs(source, plan, frames, mask)];
    await store.putDerived(name, ffmpegStream(env.binaries, args, {
      served, signal: o.signal, onProgress: ({ outTimeUs }) => o.onProgress?.(Math.min(1, outTimeUs / plan.clip.endUs)),
    }));
    return frames;
  } finally {
    served.close();
  }
}

/** Everything behind the input: the clips' own filters, a preview's encoding. */
function renderArgs({ originUs, durationUs, video, audio }: ClipSource, plan: RedactionPlan, frames: ClipFrames | null, mask: RegionMask | null): string[] {
  const window = frames && { startUs: originUs + frames.lowerUs, endUs: originUs + frames.upperUs };
  const chains = [
    ...(video && frames && window ? [pictureChain({ ...video, startUs: originUs, window, covers: coverFrames(plan.picture, frames, plan.clip), regions: mask && { ...mask, input: 1 } })] : []),
    ...(audio ? [soundChain({ ...audio, startUs: originUs, durationUs, spans: plan.sound })] : []),
  ];
  const picture = [
    '-map', '[v]', '-fps_mode', 'passthrough', '-enc_time_base:v', '1/90000', '-video_track_timescale', '90000',
    // As in the raw preview: no B-frames, a key frame each second. And no captions or settings in NAL units of type 6.
    '-c:v', 'libx264', '-preset', 'superfast', '-crf', '24', '-bf', '0', '-force_key_frames', 'expr:gte(t,n_forced)', '-pix_fmt', 'yuv420p',
    '-a53cc', '0', '-flags:v', '+bitexact', '-bsf:v', 'filter_units=remove_types=6',
  ];
  return [
    '-filter_complex', chains.join(';'),
    ...(video && frames ? picture : []),
    ...(audio ? ['-map', '[a]', '-c:a', 'aac', '-ar', String(SAMPLE_RATE), '-b:a', '128k', '-flags:a', '+bitexact'] : []),
    '-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact',
    '-movflags', 'delay_moov+default_base_moof', '-frag_duration', String(15 * US_PER_SECOND), '-f', 'mp4', 'pipe:1',
  ];
}

/** Decodes what was made and measures every redacted span in it, as the check of a clip does. */
async function measure(env: MediaEnv, made: ByteSource, { source: { video, audio }, plan, frames }: Rendering & { frames: ClipFrames | null }, signal?: AbortSignal): Promise<void> {
  const served = env.loopback.serve(made);
  try {
    if (audio) await checkSound(env.binaries, served, audio.channels === 1 ? 1 : 2, plan.sound, signal);
    if (!video || !frames) return;
    const times = await clipFrameTimes(env.binaries, served, signal);
    const wanted = timesInClip(frames, plan.clip);
    // Frames out of step would be covered at the wrong time; damaged footage may lack some.
    const shifted = times.length === wanted.length && times.some((time, i) => Math.abs(time - (wanted[i] ?? 0)) > 2_000);
    if (times.length === 0 || times.length > wanted.length || shifted) throw new ZapisError('export-check-failed', { what: 'picture' });
    const expected = { width: video.width, height: video.height, picture: plan.picture, regions: plan.regions, burned: false };
    await checkPicture(env.binaries, served, times, expected, signal);
    await checkRegions(env.binaries, served, times, expected, signal);
  } finally {
    served.close();
  }
}
