import type { Keyframe } from './domain';

/** A rectangle in shares of the picture, by its edges. */
export interface Box { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** Where a region is at an instant: straight between keyframes, held before the first and after the last. Null without keyframes. */
export function boxAt(keyframes: readonly Keyframe[], atUs: number): Box | null {
  const next = firstAfter(keyframes, atUs);
  const [a, b] = [keyframes[next - 1], keyframes[next]];
  if (!a || !b) return edges(a ?? b);
  const share = (atUs - a.atUs) / (b.atUs - a.atUs);
  const [p, q] = [edges(a), edges(b)];
  return p && q && mixed(p, q, share);
}

/** Everything that a region touches between two instants: movement is straight, so its ends and the keyframes between are all that counts. */
export function sweptBox(keyframes: readonly Keyframe[], fromUs: number, toUs: number): Box | null {
  const between: Box[] = [];
  for (let i = firstAfter(keyframes, fromUs); i < keyframes.length; i += 1) {
    const k = keyframes[i];
    if (!k || k.atUs >= toUs) break;
    const box = edges(k);
    if (box) between.push(box);
  }
  const all = [boxAt(keyframes, fromUs), ...between, boxAt(keyframes, toUs)].filter((box) => box !== null);
  return all.reduce<Box | null>((hull, box) => (hull === null ? box : joined(hull, box)), null);
}

/** Ellipses that follow each other on a path lie no further apart than this, in half their size: the margin of a cover is several times as wide. */
const STEP = 0.05;
/** However fast something moves. */
const MOST_STEPS = 200;

/** Where the ellipses of a region stand one after another between two instants, each by the box around it: together they hold whatever it touches. */
export function sweptEllipses(keyframes: readonly Keyframe[], fromUs: number, toUs: number): Box[] {
  const between = keyframes.slice(firstAfter(keyframes, fromUs)).map(({ atUs }) => atUs);
  const until = between.findIndex((atUs) => atUs >= toUs);
  const stops = [fromUs, ...(until < 0 ? between : between.slice(0, until)), toUs].flatMap((atUs) => boxAt(keyframes, atUs) ?? []);
  return stops.flatMap((to, i) => {
    const from = stops[i - 1];
    if (!from) return [to];
    const steps = Math.min(MOST_STEPS, Math.ceil(travel(from, to) / STEP));
    return Array.from({ length: steps }, (_, n) => mixed(from, to, (n + 1) / steps));
  });
}

/** How far an ellipse goes and grows, in half its size. */
function travel(a: Box, b: Box): number {
  const [w, h] = [Math.min(a.right - a.left, b.right - b.left) / 2, Math.min(a.bottom - a.top, b.bottom - b.top) / 2];
  return Math.max(Math.abs(a.left - b.left) / w, Math.abs(a.right - b.right) / w, Math.abs(a.top - b.top) / h, Math.abs(a.bottom - b.bottom) / h);
}

function mixed(p: Box, q: Box, share: number): Box {
  const mix = (from: number, to: number): number => from + (to - from) * share;
  return { left: mix(p.left, q.left), top: mix(p.top, q.top), right: mix(p.right, q.right), bottom: mix(p.bottom, q.bottom) };
}

/** A box with a margin of a share of its own size on every side, within the picture. */
export function grown({ left, top, right, bottom }: Box, margin: number): Box {
  const [dx, dy] = [(right - left) * margin, (bottom - top) * margin];
  return { left: Math.max(0, left - dx), top: Math.max(0, top - dy), right: Math.min(1, right + dx), bottom: Math.min(1, bottom + dy) };
}

export function joined(a: Box, b: Box): Box {
  return { left: Math.min(a.left, b.left), top: Math.min(a.top, b.top), right: Math.max(a.right, b.right), bottom: Math.max(a.bottom, b.bottom) };
}

function edges(k: Keyframe | undefined): Box | null {
  return k ? { left: k.x, top: k.y, right: k.x + k.w, bottom: k.y + k.h } : null;
}

/** Index of the first keyframe after an instant. */
function firstAfter(keyframes: readonly Keyframe[], atUs: number): number {
  let [low, high] = [0, keyframes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keyframes[middle]?.atUs ?? 0) <= atUs) low = middle + 1;
    else high = middle;
  }
  return low;
}
