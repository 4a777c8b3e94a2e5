import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { hasPicture, type ClipRequest, type ExportedClip, type Segment } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { usToMs, type Span } from '../../../shared/time';
import { signingKey } from '../audit';
import { getFootage } from '../footage/footage';
import { ffmpegVersion } from '../media/binaries';
import type { MediaEnv } from '../media/env';
import { isCoveredBy } from '../redaction/coveredBy';
import { inClipTime, planRedactions, type RedactionPlan } from '../redaction/plan';
import { DEFAULT_POLICY } from '../redaction/policy';
import { listPassages } from '../redaction/passages';
import { redactedSegments } from '../redaction/redactText';
import { transcriptToSrt } from '../transcript/formats/srt';
import { transcriptToVtt } from '../transcript/formats/vtt';
import { shownSegments } from '../transcript/script';
import { listSegments } from '../transcript/segments';
import { approvalsWithin } from './approvals';
import { checkClip, type ClipFacts } from './check';
import { findSecret, findSecretInOwnJson, secretWords } from './checkText';
import { fitted } from './formats';
import { openFileSource, sha256Of } from './fileSource';
import { clipManifest, MANIFEST_CODES, transcribedBy, type ClipOverride } from './manifest';
import { asWriteError, partOf, planOutputs, removeParts, revealOutputs, writePart, type Outputs } from './outputs';
import { renderClip } from './render';
import { clipSource, type ClipSource } from './source';
import { clipSegments } from './subtitles';

export interface ExportEnv extends MediaEnv {
  readonly appVersion: string;
}

export interface ExportOptions {
  /** Who lets the clip go although passages are open. */
  readonly override?: ClipOverride | null;
  /** Replace files of the same names: only after a person said so. */
  readonly overwrite?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
  /** Told of the finished clip just before its files get their names. */
  readonly beforeReveal?: (clip: ExportedClip) => void;
}

/** Share of the work that rendering is; the rest is the check. */
const RENDERING = 0.9;

/**
 * Exports a clip: cut to the frame, redacted by the plan, checked on the finished file, and only then given its
 * name. Subtitles and the manifest stand beside it. Whatever goes wrong, no file of it is left behind.
 *
 * @throws ZapisError `footage-missing`, `clip-outside`, `clip-nothing-to-show`, `export-…`, `redaction-plan-failed`;
 *   `AbortError` when cancelled.
 */
export async function exportClip(env: ExportEnv, request: ClipRequest, outFile: string, o: ExportOptions = {}): Promise<ExportedClip> {
  const { db } = env.vault;
  const format = request.format ?? 'mp4';
  const source = sourceFor(clipSource(env, request.footageId), request);
  const clip = within(request, source.durationUs);
  const segments = shownSegments(db, request.footageId);
  const plan = planRedactions({ passages: listPassages(db, request.footageId), segments, clip, durationUs: source.durationUs });
  // In either script: a hidden word must not leave as it is stored, nor as it is shown.
  const secrets = new Set([...secretWords(segments, plan), ...secretWords(listSegments(db, request.footageId), plan)]);
  if (findSecret(path.basename(outFile), secrets) !== null) throw new ZapisError('export-name-leaks');
  const outputs = planOutputs(outFile, request.subtitles, o.overwrite ?? false);
  // After a crash an ffmpeg that lost us may still be writing into the old one: a new name must be a new file.
  removeParts(outputs);
  const spoken = clipSegments(redactedSegments(segments, plan), clip);
  // Asked while the clip renders, since a start of ffmpeg takes its time, too.
  const version = ffmpegVersion(env.binaries).catch(() => 'unknown');
  try {
    const { expected, facts } = await renderClip(env, {
      format, parts: [{ footageId: request.footageId, source, clip, plan }], outFile: partOf(outputs.clip), burn: request.subtitles === 'burned' ? spoken : null,
    }, { signal: o.signal, onProgress: (fraction) => o.onProgress?.(fraction * RENDERING) });
    await checkClip(env, partOf(outputs.clip), expected, facts, o.signal);
    const described = await describe(env, version, { ...request, override: o.override ?? null }, clip, plan, outputs, spoken, facts);
    if (described.texts.some((text) => findSecret(text, secrets) !== null) || findSecretInOwnJson(described.manifest, MANIFEST_CODES, secrets) !== null) throw new ZapisError('export-check-failed', { what: 'text' });
    o.signal?.throwIfAborted();
    const exported: ExportedClip = {
      file: outputs.clip, sha256: described.sha256, durationMs: Math.max(1, usToMs(clip.endUs - clip.startUs)), manifest: outputs.manifest,
      subtitles: [outputs.srt, outputs.vtt].flatMap((file) => file ?? []),
      redactions: plan.sound.map((s) => inClipTime(s, clip)).map((s) => ({ startMs: usToMs(s.startUs), endMs: usToMs(s.endUs) })),
    };
    assertStillCovered(env, request, { clip, plan, durationUs: source.durationUs, texts: described.texts });
    o.beforeReveal?.(exported);
    revealOutputs(outputs);
    o.onProgress?.(1);
    return exported;
  } catch (error) {
    removeParts(outputs);
    throw asWriteError(error);
  }
}

/** What somebody marked, or how words moved, while the clip was made. @throws ZapisError `export-passages-changed`. */
function assertStillCovered({ vault: { db } }: ExportEnv, { footageId }: ClipRequest, made: { clip: Span; plan: RedactionPlan; durationUs: number; texts: readonly string[] }): void {
  const passages = listPassages(db, footageId);
  for (const segments of [shownSegments(db, footageId), listSegments(db, footageId)]) {
    const now = planRedactions({ passages, segments, clip: made.clip, durationUs: made.durationUs });
    const secrets = secretWords(segments, now);
    if (!isCoveredBy(now, made.plan) || made.texts.some((text) => findSecret(text, secrets) !== null)) throw new ZapisError('export-passages-changed');
  }
}

/** What of the footage the format takes up, and how large. */
function sourceFor(source: ClipSource, { format = 'mp4', size }: ClipRequest): ClipSource {
  return { ...source, video: source.video && hasPicture(format) ? { ...source.video, ...fitted(source.video, size) } : null };
}

/** Whether the clip lies under its name just as it was exported: an interrupted job then has nothing left to do. */
export async function isRevealed({ file, sha256 }: ExportedClip): Promise<boolean> {
  if (!existsSync(file)) return false;
  const source = openFileSource(file);
  try {
    return (await sha256Of(source)) === sha256;
  } finally {
    source.close();
  }
}

function within(request: ClipRequest, durationUs: number): Span {
  const endUs = Math.min(request.endUs, durationUs);
  if (request.startUs >= endUs) throw new ZapisError('clip-outside');
  return { startUs: request.startUs, endUs };
}

/** Writes subtitles and manifest as `.part`; answers with all text that will leave, the manifest apart. */
async function describe(env: ExportEnv, version: Promise<string>, { override, ...request }: ClipRequest & { readonly override: ClipOverride | null }, clip: Span, plan: RedactionPlan, outputs: Outputs, spoken: readonly Segment[], facts: ClipFacts): Promise<{ sha256: string; texts: string[]; manifest: string }> {
  const sidecars = [
    ...(outputs.srt === null ? [] : [{ file: outputs.srt, format: 'srt', text: transcriptToSrt(spoken) }]),
    ...(outputs.vtt === null ? [] : [{ file: outputs.vtt, format: 'vtt', text: transcriptToVtt(spoken) }]),
  ];
  for (const { file, text } of sidecars) writePart(file, text);
  const finished = openFileSource(partOf(outputs.clip));
  try {
    const sha256 = await sha256Of(finished);
    const manifest = clipManifest({
      footage: getFootage(env.vault.db, request.footageId), clip, plan, policy: DEFAULT_POLICY, request, file: { sha256, bytes: finished.bytes },
      subtitles: sidecars.map(({ format, text }) => ({ format, sha256: createHash('sha256').update(text).digest('hex') })),
      frames: facts.frameTimesUs.length,
      versions: { zapis: env.appVersion, ffmpeg: await version },
      model: transcribedBy(env.vault.db, request.footageId),
      approvals: approvalsWithin(env.vault.db, request.footageId, clip),
      override,
      vaultId: env.vault.id,
      key: signingKey(env.vault.db),
    });
    writePart(outputs.manifest, manifest);
    return { sha256, texts: sidecars.map((s) => s.text), manifest };
  } finally {
    finished.close();
  }
}
