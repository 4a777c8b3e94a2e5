import type { Span } from '../../../shared/time';
import { inClipTime, type PictureSpan, type RedactionPlan, type SoundSpan } from '../redaction/plan';
import type { ClipSource } from './source';

/** One stretch of one footage in a clip, with what must be gone from it. */
export interface ClipPart {
  readonly footageId: string;
  readonly source: ClipSource;
  /** On the footage's canonical timeline. */
  readonly clip: Span;
  readonly plan: RedactionPlan;
}

/** When each part begins in the clip, microseconds, and, last, when the clip ends. */
export function offsetsOf(parts: readonly Pick<ClipPart, 'clip'>[]): number[] {
  return parts.reduce<number[]>((at, { clip }) => [...at, (at.at(-1) ?? 0) + clip.endUs - clip.startUs], [0]);
}

/** Length of the whole clip, microseconds. */
export function durationOf(parts: readonly Pick<ClipPart, 'clip'>[]): number {
  return offsetsOf(parts).at(-1) ?? 0;
}

/** A span on a footage's timeline in the time of the clip in which its part begins at `offsetUs`. */
export function inJoinedTime<S extends Span>(span: S, { clip }: Pick<ClipPart, 'clip'>, offsetUs: number): S {
  const own = inClipTime(span, clip);
  return { ...own, startUs: own.startUs + offsetUs, endUs: own.endUs + offsetUs };
}

/** What must be gone from the sound of the whole clip, in its time. */
export function soundOf(parts: readonly ClipPart[]): SoundSpan[] {
  const at = offsetsOf(parts);
  return parts.flatMap((part, i) => part.plan.sound.map((span) => inJoinedTime(span, part, at[i] ?? 0)));
}

/** Times of frames in a finished file are rounded; nearer than this to a join, a span means the join itself. */
export const JOIN_US = 1_000;

/**
 * What must be gone from the picture of the whole clip, in its time. A span that reaches to a join ends a hair before it:
 * frames of the part behind are not covered because the file's clock rounds.
 */
export function pictureOf(parts: readonly ClipPart[]): PictureSpan[] {
  const at = offsetsOf(parts);
  return parts.flatMap((part, i) => part.plan.picture.map((span) => {
    const { startUs, endUs, ...same } = inJoinedTime(span, part, at[i] ?? 0);
    const atStart = i > 0 && span.startUs === part.clip.startUs && endUs - startUs > 2 * JOIN_US;
    const atEnd = i < parts.length - 1 && span.endUs === part.clip.endUs && endUs - startUs > 2 * JOIN_US;
    return { ...same, startUs: startUs + (atStart ? JOIN_US : 0), endUs: endUs - (atEnd ? JOIN_US : 0) };
  }));
}

/** What the whole clip is: as large as its first part with a picture, stereo as soon as one part is. */
export interface ClipShape {
  readonly video: { readonly width: number; readonly height: number } | null;
  readonly audio: { readonly channels: 1 | 2 } | null;
}

export function shapeOf(sources: readonly Pick<ClipSource, 'video' | 'audio'>[]): ClipShape {
  const picture = sources.find(({ video }) => video !== null)?.video ?? null;
  const heard = sources.flatMap(({ audio }) => audio ?? []);
  return {
    video: picture && { width: picture.width, height: picture.height },
    audio: heard.length === 0 ? null : { channels: heard.every(({ channels }) => channels === 1) ? 1 : 2 },
  };
}
