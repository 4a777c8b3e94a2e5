import { ZapisError } from '../../../../shared/errors';
import type { Span } from '../../../../shared/time';
import { formatTime, msToUs, usToMs } from '../../../../shared/time';
import type { Passage } from '../../../../shared/domain';
import { overlaps } from '../../redaction/spans';
import { offsetsOf, type ClipPart } from '../parts';

/** What the leak check can find; each has its sentence under `leak.…` of the message catalogue. */
export const LEAK_KINDS = ['streams', 'chapters', 'metadata', 'container', 'bytes', 'incomplete', 'sound', 'picture', 'regions', 'face', 'heard', 'text', 'name', 'altered'] as const;
export type LeakKind = (typeof LEAK_KINDS)[number];

/** One place in which something may be told that must not be. Never the words themselves. */
export interface LeakFinding {
  readonly kind: LeakKind;
  /** The clip itself, its name, or the file beside it by its ending (`srt`, `manifest.json`). */
  readonly in: string;
  /** Time in the clip, milliseconds; null where it has none. */
  readonly startMs: number | null;
  readonly endMs: number | null;
  /** The passages that it is about, as far as is known. */
  readonly passages: readonly string[];
}

/** A finding about the clip, or about a stretch of it (microseconds in the clip). */
export function finding(kind: LeakKind, o: { readonly in?: string; readonly span?: Span | null; readonly passages?: readonly string[] } = {}): LeakFinding {
  return { kind, in: o.in ?? 'clip', startMs: o.span ? usToMs(o.span.startUs) : null, endMs: o.span ? usToMs(o.span.endUs) : null, passages: o.passages ?? [] };
}

/** What refuses an export that has this finding. @param parts what the clip was made of, to tell the place in the footage. */
export function leakError(found: LeakFinding, parts: readonly Pick<ClipPart, 'footageId' | 'clip'>[] = []): ZapisError {
  if (found.kind === 'incomplete') return new ZapisError('export-incomplete');
  const [place] = placesOf(found, parts);
  const where = { what: found.kind, ...(place ? { footage: place.footageId, atMs: usToMs(place.startUs) } : {}) };
  const told = { heard: 'export-heard', face: 'export-face-seen' }[found.kind as string];
  return told !== undefined ? new ZapisError(told, { ...where, at: formatTime(place?.startUs ?? 0, true) }) : new ZapisError('export-check-failed', where);
}

/** Where in the footage a finding lies, in the order of the clip; nowhere without a time. */
export function placesOf<P extends Pick<ClipPart, 'footageId' | 'clip'>>({ startMs, endMs }: LeakFinding, parts: readonly P[]): (Span & { readonly footageId: string; readonly part: P })[] {
  if (startMs === null) return [];
  const span = { startUs: msToUs(startMs), endUs: msToUs(endMs ?? startMs) };
  const at = offsetsOf(parts);
  return parts.flatMap((part, i) => {
    const from = at[i] ?? 0;
    if (!overlaps(span, { startUs: from, endUs: at[i + 1] ?? from })) return [];
    const inPart = (us: number): number => Math.min(part.clip.endUs, Math.max(part.clip.startUs, part.clip.startUs + us - from));
    return [{ footageId: part.footageId, part, startUs: inPart(span.startUs), endUs: inPart(span.endUs) }];
  });
}

/** The finding that an error of a check stands for; null for what is no finding: a cancelled or impossible check. */
export function findingOf(error: unknown): LeakFinding | null {
  if (!(error instanceof ZapisError)) return null;
  if (error.code === 'export-incomplete') return finding('incomplete');
  const kind = LEAK_KINDS.find((one) => one === error.params['what']);
  return error.code === 'export-check-failed' && kind !== undefined ? finding(kind) : null;
}

/** Ids of the passages in force that reach into a span of the footage. */
export function passagesIn(passages: readonly Passage[], span: Span): string[] {
  return passages.filter((p) => p.state !== 'rejected' && p.state !== 'withdrawn' && overlaps(p, span)).map((p) => p.id);
}
