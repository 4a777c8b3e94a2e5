import { z } from 'zod';
import type { Keyframe } from '../../../shared/domain';
import type { Box } from '../../../shared/regionPath';
import { shared } from './detector';
import type { Face } from './protocol';

/** A face that nobody saw yet must be this likely; one that is where a face just was may be less. */
export const FIRST_SCORE = 0.7;
/** A face unseen for so long has gone; one that is found again before was there all the time. Microseconds. */
export const BRIDGED_US = 2_000_000;
/** How long a face is taken to have been there before it was first seen, and to stay after it was last seen. */
export const HELD_US = 500_000;
/** How far a thinned track may run beside what was seen, shares of the face's size. */
const TOLERANCE = 0.1;
/** Sightings between two keyframes at most. */
const PENDING = 60;

const sighting = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()]);
/** When and where a face was seen: microseconds, x, y, w, h in shares of the picture. */
export type Sighting = z.infer<typeof sighting>;

const track = z.object({ keys: z.array(sighting), pending: z.array(sighting) });
type Track = z.infer<typeof track>;

/** What is known after so many frames; small enough to be kept with a job. */
export const trackState = z.object({ open: z.array(track), done: z.array(z.array(sighting)), atUs: z.number() });
export type TrackState = z.infer<typeof trackState>;

export const NO_TRACKS: TrackState = { open: [], done: [], atUs: -1 };

/** Joins the faces of frame after frame into tracks. What is kept does not grow with a face that stays where it is. */
export class FaceTracks {
  #open: Track[];
  readonly #done: Sighting[][];
  #atUs: number;

  constructor(state: TrackState = NO_TRACKS) {
    this.#open = state.open.map(({ keys, pending }) => ({ keys: [...keys], pending: [...pending] }));
    this.#done = [...state.done];
    this.#atUs = state.atUs;
  }

  /** Time of the frame that was seen last. */
  get atUs(): number {
    return this.#atUs;
  }

  get state(): TrackState {
    return { open: this.#open, done: this.#done, atUs: this.#atUs };
  }

  /** Places where a face was seen a moment ago, to be looked at closely. */
  near(): (readonly [number, number, number, number])[] {
    return this.#open.map((one) => { const [, x, y, w, h] = last(one); return [x, y, w, h] as const; });
  }

  /** @param faces those of the frame that is shown from `atUs`, which rises from call to call. */
  see(atUs: number, faces: readonly Face[]): void {
    this.#atUs = atUs;
    const left = new Set(this.#open);
    for (const face of [...faces].sort((a, b) => b.score - a.score)) {
      const own = nearest(face, left);
      const seen: Sighting = [atUs, face.x, face.y, face.w, face.h];
      if (own) {
        left.delete(own);
        add(own, seen);
      } else if (face.score >= FIRST_SCORE) this.#open.push({ keys: [seen], pending: [] });
    }
    const gone = this.#open.filter((one) => atUs - last(one)[0] > BRIDGED_US);
    this.#done.push(...gone.map(closed));
    this.#open = this.#open.filter((one) => !gone.includes(one));
  }

  /** All tracks, each with at least one sighting. */
  all(): Sighting[][] {
    return [...this.#done, ...this.#open.map(closed)];
  }
}

function last({ keys, pending }: Track): Sighting {
  return pending.at(-1) ?? keys.at(-1) ?? [0, 0, 0, 0, 0];
}

/** The track whose face was where this one is: on it, or no further from it than the face is large. */
function nearest(face: Face, tracks: Iterable<Track>): Track | null {
  let best: { track: Track; value: number } | null = null;
  for (const one of tracks) {
    const [, x, y, w, h] = last(one);
    const distance = Math.hypot((x + w / 2 - face.x - face.w / 2) / Math.max(w, face.w), (y + h / 2 - face.y - face.h / 2) / Math.max(h, face.h));
    const alike = Math.max(w, face.w) < 2 * Math.min(w, face.w);
    const value = shared(face, { x, y, w, h }) + (distance < 1 && alike ? 0.5 * (1 - distance) : 0);
    if (value > 0.1 && value > (best?.value ?? 0)) best = { track: one, value };
  }
  return best?.track ?? null;
}

/** Keeps a sighting only once the straight line past it would miss it. */
function add(track: Track, seen: Sighting): void {
  const from = track.keys.at(-1) ?? seen;
  if (track.pending.length >= PENDING || track.pending.some((between) => misses(from, seen, between))) {
    const kept = track.pending.at(-1);
    if (kept) track.keys.push(kept);
    track.pending = [];
  }
  track.pending.push(seen);
}

function misses(from: Sighting, to: Sighting, between: Sighting): boolean {
  const share = (between[0] - from[0]) / Math.max(1, to[0] - from[0]);
  const size = Math.min(between[3], between[4]);
  return ([1, 2, 3, 4] as const).some((i) => Math.abs(from[i] + (to[i] - from[i]) * share - between[i]) > TOLERANCE * size);
}

function closed({ keys, pending }: Track): Sighting[] {
  const end = pending.at(-1);
  return end ? [...keys, end] : keys;
}

/** Shares of the detector's box by which a head reaches beyond it: hair and chin, ears and a turned face. */
const HEAD = { up: 0.35, down: 0.2, aside: 0.25 };

/** A sighting as a keyframe that holds the whole head, within the picture. */
export function headAt([atUs, x, y, w, h]: Sighting): Keyframe {
  const [left, top] = [Math.max(0, x - w * HEAD.aside), Math.max(0, y - h * HEAD.up)];
  const [right, bottom] = [Math.min(1, x + w * (1 + HEAD.aside)), Math.min(1, y + h * (1 + HEAD.down))];
  return { atUs, x: left, y: top, w: right - left, h: bottom - top };
}

/** Where the face is whose whole head a box holds: what {@link headAt} added taken off again. */
export function faceOf({ left, top, right, bottom }: Box): readonly [x: number, y: number, w: number, h: number] {
  const [w, h] = [(right - left) / (1 + 2 * HEAD.aside), (bottom - top) / (1 + HEAD.up + HEAD.down)];
  return [left + w * HEAD.aside, top + h * HEAD.up, w, h];
}
