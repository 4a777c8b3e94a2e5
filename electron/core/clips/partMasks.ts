import { coverInClipTime, type RegionCover } from '../redaction/regionPlan';
import type { RedactionPlan } from '../redaction/plan';
import { clamp } from '../redaction/spans';
import { JOIN_US, offsetsOf, type ClipPart, type ClipShape } from './parts';
import { regionMask } from './regionMask';
import { contained, type PreparedPart } from './renderArgs';
import type { ServedParts } from './serveParts';

type Which = (plan: Pick<RedactionPlan, 'regions' | 'bare'>) => readonly RegionCover[];
const covered: Which = ({ regions }) => regions;

/** Draws what to cover of each part's picture and lays it where ffmpeg finds it. */
export function withMasks(parts: readonly PreparedPart[], { video }: ClipShape, served: ServedParts): PreparedPart[] {
  if (!video) return [...parts];
  return parts.map((part, i) => {
    const mask = part.frames && part.source.video && regionMask(coversIn(part, video), part.frames, part.clip, video);
    return mask ? { ...part, mask: { ...mask, url: served.addMask(i, mask.source) } } : part;
  });
}

/** What to cover in the whole clip, as it can be told from the finished file, in its time and in shares of its frame; or other places in it. */
export function regionsOf(parts: readonly PreparedPart[], { video }: ClipShape, which: Which = covered): RegionCover[] {
  if (!video) return [];
  const at = offsetsOf(parts);
  return parts.flatMap((part, i) => {
    const [startUs, endUs] = [(at[i] ?? 0) + (i > 0 ? JOIN_US : 0), (at[i + 1] ?? 0) - (i < parts.length - 1 ? JOIN_US : 0)];
    return coversIn(part, video, which).flatMap((cover) => clamp(coverInClipTime(cover, { startUs: part.clip.startUs - (at[i] ?? 0), endUs: part.clip.endUs }), { startUs, endUs }) ?? []);
  });
}

/** A part's covers in shares of the clip's frame, in the middle of which its picture stands. */
function coversIn({ plan, source }: Pick<ClipPart, 'plan' | 'source'>, frame: { readonly width: number; readonly height: number }, which: Which = covered): RegionCover[] {
  if (!source.video) return [];
  const own = contained(source.video, frame);
  const [across, down] = [own.width / frame.width, own.height / frame.height];
  if (across === 1 && down === 1) return [...which(plan)];
  return which(plan).map((cover) => ({
    ...cover,
    keyframes: cover.keyframes.map((k) => ({ ...k, x: (1 - across) / 2 + k.x * across, y: (1 - down) / 2 + k.y * down, w: k.w * across, h: k.h * down })),
  }));
}
