import type { Keyframe } from './domain';

/** A rectangle in shares of the picture, by its edges. */
export interface Box { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** Where a region is at an instant: straight between keyframes, held before the first and after the last. Null without keyframes. */
export function boxAt(keyframes: readonly Keyframe[], atUs: number): Box | null {
  const next = firstAfter(keyframes, atUs);
  const [a, b] = [keyframes[next - 1], keyframes[next]];
  if (!a || !b) return edges(a ?? b);
  const share = (atUs - a.atUs) / (b.atUs - a.atUs);
  const mix = (from: number, to: number): number => from + (to - from) * share;
  const [p, q] = [edges(a), edges(b)];
  return p && q && { left: mix(p.left, q.left), top: mix(p.top, q.top), right: mix(p.right, q.right), bottom: mix(p.bottom, q.bottom) };
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
