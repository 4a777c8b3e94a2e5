import { footageOf, hasPicture, stretchesOf, type ClipRequest, type ClipVoice, type Segment, type Stretch } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { usToMs, type Span } from '../../../shared/time';
import { getFootage } from '../footage/footage';
import type { MediaEnv } from '../media/env';
import { isCoveredBy } from '../redaction/coveredBy';
import { planFor } from '../redaction/planFor';
import { redactedSegments } from '../redaction/redactText';
import { shownSegments } from '../transcript/script';
import { listSegments } from '../transcript/segments';
import { redactedTranslation } from '../translation/leaving';
import { listSpeakers } from '../transcript/speakers';
import type { Database } from '../vault/database';
import { approvalsWithin, type Approval } from './approvals';
import { findSecret, secretWords } from './checkText';
import { fitted } from './formats';
import type { Turn } from './disguise/turns';
import { offsetsOf, type ClipPart } from './parts';
import { clipSource, type ClipSource } from './source';
import { clipSegments, inTurn, withSpeakers } from './subtitles';

/** All that is decided of a clip before anything is rendered. */
export interface PlannedClip {
  readonly parts: readonly ClipPart[];
  /** What is said in it, redacted, in the clip's time. */
  readonly spoken: readonly Segment[];
  /** Words that must not stand in anything that leaves, folded. */
  readonly secrets: ReadonlySet<string>;
  readonly voice: ClipVoice;
  /** Who speaks when, in the clip's time. */
  readonly turns: readonly Turn[];
}

/**
 * Plans a clip: what must be gone from each of its parts, by the one plan that everything which leaves is made by.
 *
 * @throws ZapisError `footage-missing`, `clip-outside`, `clip-nothing-to-show`, `redaction-plan-failed`.
 */
export function planClip(env: MediaEnv, request: ClipRequest): PlannedClip {
  const { db } = env.vault;
  const read = new Map(footageOf(request).map((id) => [id, { segments: shownSegments(db, id), stored: listSegments(db, id), source: sourceFor(clipSource(env, id, request.tracks), request) }]));
  const planned = stretchesOf(request).map((stretch) => {
    const { segments, stored, source } = read.get(stretch.footageId) as { segments: Segment[]; stored: Segment[]; source: ClipSource };
    const clip = within(stretch, source.durationUs);
    const plan = planFor(db, stretch.footageId, { segments, clip, durationUs: source.durationUs });
    // In either script: a hidden word must not leave as it is stored, nor as it is shown.
    return { part: { footageId: stretch.footageId, source, clip, plan }, segments, secrets: [...secretWords(segments, plan), ...secretWords(stored, plan)] };
  });
  const parts = planned.map(({ part }) => part);
  const at = offsetsOf(parts);
  const secret = new Set(planned.flatMap(({ secrets }) => secrets));
  const textOf = ({ footageId, plan, clip }: ClipPart, segments: readonly Segment[]): Segment[] => {
    const original = request.lang === 'en' ? [] : clipSegments(redactedSegments(segments, plan), clip);
    const translated = request.lang === 'en' || request.lang === 'both' ? clipSegments(redactedTranslation(db, footageId, 'en', secret), clip) : [];
    return request.lang === 'both' ? inTurn(original, translated) : [...original, ...translated];
  };
  const spoken = planned.flatMap(({ part, segments }, i) => textOf(part, segments).map((segment) => ({ ...later(segment, at[i] ?? 0), words: segment.words.map((word) => later(word, at[i] ?? 0)) })));
  const numbers = request.speakers === true ? new Map(footageOf(request).flatMap((id) => listSpeakers(db, id).map((s) => [s.id, s.number] as const))) : new Map<string, number>();
  const turns = planned.flatMap(({ part, segments }, i) => turnsOf(part, segments, at[i] ?? 0));
  return { parts, spoken: withSpeakers(spoken, numbers), secrets: secret, turns, voice: voiceOf(db, footageOf(request), request.voice) };
}

/** Another voice where one of the footages asks for it: what is said in a clip comes from one place. */
function voiceOf(db: Database, footageIds: readonly string[], asked: ClipVoice = 'own'): ClipVoice {
  return footageIds.some((id) => getFootage(db, id).voice === 'disguise') ? 'disguise' : asked;
}

/** Who speaks when in a part, in the clip's time. What nobody is named for counts as one more voice of its footage. */
function turnsOf({ footageId, clip }: ClipPart, segments: readonly Segment[], offsetUs: number): Turn[] {
  return segments.flatMap((segment) => {
    const [startUs, endUs] = [Math.max(segment.startUs, clip.startUs), Math.min(segment.endUs, clip.endUs)];
    return startUs < endUs ? [later({ startUs, endUs, speaker: segment.speakerId ?? footageId }, offsetUs - clip.startUs)] : [];
  });
}

function later<S extends Span>(span: S, byUs: number): S {
  return { ...span, startUs: span.startUs + byUs, endUs: span.endUs + byUs };
}

/** What of the footage the format takes up, and how large. */
function sourceFor(source: ClipSource, { format = 'mp4', size }: ClipRequest): ClipSource {
  return { ...source, video: source.video && hasPicture(format) ? { ...source.video, ...fitted(source.video, size) } : null };
}

function within({ startUs, endUs }: Stretch, durationUs: number): Span {
  const lastUs = Math.min(endUs, durationUs);
  if (startUs >= lastUs) throw new ZapisError('clip-outside');
  return { startUs, endUs: lastUs };
}

/** The passages that reach into a clip, in its time. */
export function approvalsIn(db: Database, parts: readonly ClipPart[]): Approval[] {
  const at = offsetsOf(parts);
  return parts.flatMap(({ footageId, clip }, i) => approvalsWithin(db, footageId, clip).map((approval) => {
    const byMs = usToMs(at[i] ?? 0);
    return { ...approval, startMs: approval.startMs + byMs, endMs: approval.endMs + byMs };
  }));
}

/**
 * What somebody marked, or how words moved, while the clip was made.
 *
 * @param made how the clip was made, and all text that leaves with it.
 * @throws ZapisError `export-passages-changed`.
 */
export function assertStillCovered(db: Database, parts: readonly ClipPart[], { voice, texts }: { readonly voice: ClipVoice; readonly texts: readonly string[] }): void {
  if (voiceOf(db, parts.map(({ footageId }) => footageId), voice) !== voice) throw new ZapisError('export-passages-changed');
  for (const { footageId, clip, plan, source: { durationUs } } of parts) {
    for (const segments of [shownSegments(db, footageId), listSegments(db, footageId)]) {
      const now = planFor(db, footageId, { segments, clip, durationUs });
      const secrets = secretWords(segments, now);
      if (!isCoveredBy(now, plan) || texts.some((text) => findSecret(text, secrets) !== null)) throw new ZapisError('export-passages-changed');
    }
  }
}
