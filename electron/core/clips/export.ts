import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { languageCode, type ClipRequest, type ExportedClip } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { usToMs } from '../../../shared/time';
import { signingKey } from '../audit';
import { getFootage } from '../footage/footage';
import { ffmpegVersion } from '../media/binaries';
import type { MediaEnv } from '../media/env';
import { DEFAULT_POLICY } from '../redaction/policy';
import { fastCues } from '../subtitles/cues';
import { checkClip, type ClipFacts } from './check';
import { findSecretInName, findSecretInOwnJson } from './checkText';
import { companionsOf, type Companion } from './companions';
import { openFileSource, sha256Of } from './fileSource';
import { textFindings } from './leak/beside';
import { byteFindings } from './leak/byteFindings';
import { leakError } from './leak/finding';
import { heardFindings, wordsIn, type Listening } from './leak/hearAgain';
import { secretsOf, toldIn, type Secrets } from './leak/secrets';
import { clipManifest, codesOf, transcribedBy, type ClipOverride } from './manifest';
import { asWriteError, partOf, planOutputs, removeParts, revealOutputs, writePart, type Outputs } from './outputs';
import { durationOf, offsetsOf, soundOf } from './parts';
import { approvalsIn, assertStillCovered, planClip, type PlannedClip } from './planned';
import { renderClip } from './render';

export interface ExportEnv extends MediaEnv {
  readonly appVersion: string;
}

export interface ExportOptions {
  /** Who lets the clip go although passages are open. */
  readonly override?: ClipOverride | null;
  /** Replace files of the same names: only after a person said so. */
  readonly overwrite?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Recognises what is said in the finished clip once more and refuses it when a redacted word is heard; nobody listens unless given. */
  readonly listening?: Listening | undefined;
  /** 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
  /** Told of the finished clip just before its files get their names. */
  readonly beforeReveal?: (clip: ExportedClip) => void;
}

/** Share of the work that rendering is; the rest is the check. */
const RENDERING = 0.9;

/**
 * Exports a clip of one or several stretches: cut to the frame, redacted by the plan, checked on the finished file, and
 * only then given its name. Subtitles, documents and the manifest stand beside it. Whatever goes wrong, no file of it is
 * left behind.
 *
 * @throws ZapisError `footage-missing`, `clip-outside`, `clip-nothing-to-show`, `export-…`, `redaction-plan-failed`;
 *   `AbortError` when cancelled.
 */
export async function exportClip(env: ExportEnv, request: ClipRequest, outFile: string, o: ExportOptions = {}): Promise<ExportedClip> {
  const { db } = env.vault;
  const planned = planClip(env, request);
  const { parts, spoken, voice } = planned;
  const secrets = secretsOf(db, parts);
  const written = [request.title ?? '', request.lowerThird ?? ''];
  if (findSecretInName(path.basename(outFile), secrets.words) !== null) throw new ZapisError('export-name-leaks');
  if (written.some((text) => toldIn(text, secrets).length > 0)) throw new ZapisError('export-title-leaks');
  const outputs = planOutputs(outFile, request, o.overwrite ?? false);
  // After a crash an ffmpeg that lost us may still be writing into the old one: a new name must be a new file.
  removeParts(outputs);
  // Asked while the clip renders, since a start of ffmpeg takes its time, too.
  const version = ffmpegVersion(env.binaries).catch(() => 'unknown');
  try {
    const companions = await companionsOf(db, request, planned, outputs);
    const { expected, facts } = await renderClip(env, {
      format: request.format ?? 'mp4', parts, outFile: partOf(outputs.clip), burn: request.subtitles === 'burned' ? spoken : null, dressing: request, voice, maxKbit: request.maxKbit,
    }, { signal: o.signal, onProgress: (fraction) => o.onProgress?.(fraction * RENDERING) });
    await checkClip(env, partOf(outputs.clip), expected, facts, { signal: o.signal, parts });
    if (o.listening && expected.audio) await listenTo(env, partOf(outputs.clip), { parts, secrets }, o.listening, o);
    for (const { file, bytes } of companions) writePart(file, bytes);
    const { sha256, manifest } = await describe(env, version, { ...request, voice, override: o.override ?? null, heardBy: o.listening?.modelId ?? null }, planned, outputs, companions, facts);
    const texts = [...companions.map((companion) => companion.text), ...written];
    const [told] = [...texts.flatMap((text) => textFindings(text, 'subtitles', secrets)), ...await byteFindings(partOf(outputs.clip), expected.format, secrets)];
    if (told) throw leakError(told, parts);
    if (findSecretInOwnJson(manifest, codesOf(manifest), secrets.words) !== null) throw new ZapisError('export-check-failed', { what: 'text' });
    o.signal?.throwIfAborted();
    const beside = (kind: Companion['kind']): string[] => companions.flatMap((companion) => (companion.kind === kind ? [companion.file] : []));
    const exported: ExportedClip = {
      file: outputs.clip, sha256, durationMs: Math.max(1, usToMs(durationOf(parts))), manifest: outputs.manifest, subtitles: beside('subtitles'), documents: beside('document'),
      redactions: soundOf(parts).map((s) => ({ startMs: usToMs(s.startUs), endMs: usToMs(s.endUs) })),
      tooFast: request.subtitles === 'none' ? [] : fastCues(spoken, offsetsOf(parts).slice(1)),
    };
    assertStillCovered(db, parts, { voice, texts });
    o.beforeReveal?.(exported);
    revealOutputs(outputs);
    o.onProgress?.(1);
    return exported;
  } catch (error) {
    removeParts(outputs);
    throw asWriteError(error);
  }
}

/** @throws ZapisError `export-check-failed` with `what` heard and the place in the footage. */
async function listenTo(env: ExportEnv, file: string, { parts, secrets }: { readonly parts: PlannedClip['parts']; readonly secrets: Secrets }, listening: Listening, o: ExportOptions): Promise<void> {
  const language = languageCode.catch('und').parse(transcribedBy(env.vault.db, parts[0]?.footageId ?? '')?.language);
  const durationS = durationOf(parts) / 1e6;
  const words = await wordsIn({ ...env, startWorker: listening.startWorker }, file, {
    ...listening, language, signal: o.signal ?? new AbortController().signal,
    onProgress: (seconds) => o.onProgress?.(RENDERING + (1 - RENDERING) * Math.min(0.99, seconds / durationS)),
  });
  const [heard] = heardFindings(words, secrets);
  if (heard) throw leakError(heard, parts);
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

/** Writes the manifest as `.part`. */
async function describe(env: ExportEnv, version: Promise<string>, { override, heardBy, ...request }: ClipRequest & { readonly override: ClipOverride | null; readonly heardBy: string | null }, { parts }: PlannedClip, outputs: Outputs, companions: readonly Companion[], facts: ClipFacts): Promise<{ sha256: string; manifest: string }> {
  const { db, id: vaultId } = env.vault;
  const hashes = (kind: Companion['kind']) => companions.filter((companion) => companion.kind === kind)
    .map(({ format, bytes }) => ({ format, sha256: createHash('sha256').update(bytes).digest('hex') }));
  const finished = openFileSource(partOf(outputs.clip));
  try {
    const sha256 = await sha256Of(finished);
    const manifest = clipManifest({
      parts: parts.map((part) => ({ ...part, footage: getFootage(db, part.footageId), model: transcribedBy(db, part.footageId) })), policy: DEFAULT_POLICY, request, file: { sha256, bytes: finished.bytes },
      subtitles: hashes('subtitles'), documents: hashes('document'),
      frames: facts.frameTimesUs.length,
      versions: { zapis: env.appVersion, ffmpeg: await version },
      approvals: approvalsIn(db, parts),
      override,
      heardBy,
      vaultId,
      key: signingKey(db),
    });
    writePart(outputs.manifest, manifest);
    return { sha256, manifest };
  } finally {
    finished.close();
  }
}
