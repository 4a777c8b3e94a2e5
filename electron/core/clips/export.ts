import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { languageCode, type ClipRequest, type ExportedClip, type LanguageCode } from '../../../shared/domain';
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
import type { Listening } from './leak/hearAgain';
import { lookBeforeNaming, sharesOfWork, whoLooks, type LookedSoFar, type Looking, type Unlooked } from './leak/lookBeforeNaming';
import { listenAgain, type HeardSoFar, type Unheard } from './leak/listenAgain';
import { secretsOf, toldIn } from './leak/secrets';
import { clipManifest, codesOf, transcribedBy, type ClipOverride, type ManifestInput } from './manifest';
import { asWriteError, partOf, planOutputs, removeParts, revealOutputs, writePart, type Outputs } from './outputs';
import { durationOf, offsetsOf, soundOf } from './parts';
import { approvalsIn, assertStillCovered, planClip, type PlannedClip } from './planned';
import { renderClip } from './render';

export interface ExportEnv extends MediaEnv {
  readonly appVersion: string;
}

export interface ExportOptions {
  /** Who lets the clip go although passages are open. */
  readonly override?: (ClipOverride & { /** For nothing but that nobody listens: where there was nothing to listen to, nothing was overridden. */ readonly isForUnheard?: boolean }) | null;
  /** Replace files of the same names: only after a person said so. */
  readonly overwrite?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Recognises what is said in the finished clip once more and refuses it when a redacted word is heard; or why nobody does. */
  readonly listening?: Listening | Unheard | undefined;
  /** How far an interrupted job had listened, and who keeps that. */
  readonly heardSoFar?: HeardSoFar | null | undefined;
  readonly onHeard?: (soFar: HeardSoFar) => void;
  /** Looks for faces in the finished clip and refuses it when one is seen that should not be; or why nobody does. */
  readonly looking?: Looking | Unlooked | undefined;
  /** How far an interrupted job had looked, and who keeps that. */
  readonly lookedSoFar?: LookedSoFar | null | undefined;
  readonly onLooked?: (soFar: LookedSoFar) => void;
  /** 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
  /** Told of the finished clip just before its files get their names. */
  readonly beforeReveal?: (clip: ExportedClip) => void;
}

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
  const { listening, unheard } = whoListens(o.listening ?? 'switched-off', planned, secrets);
  const { looking, unlooked } = whoLooks(o.looking ?? 'no-detector', parts);
  const until = sharesOfWork(parts, { listening: listening !== null, looking: looking !== null });
  const outputs = planOutputs(outFile, request, o.overwrite ?? false);
  // After a crash an ffmpeg that lost us may still be writing into the old one: a new name must be a new file.
  removeParts(outputs);
  // Asked while the clip renders, since a start of ffmpeg takes its time, too.
  const version = ffmpegVersion(env.binaries).catch(() => 'unknown');
  try {
    const companions = await companionsOf(db, request, planned, outputs);
    const { expected, facts } = await renderClip(env, {
      format: request.format ?? 'mp4', parts, outFile: partOf(outputs.clip), burn: request.subtitles === 'burned' ? spoken : null, dressing: request, voice, turns: planned.turns, maxKbit: request.maxKbit,
    }, { signal: o.signal, onProgress: (fraction) => o.onProgress?.(fraction * until.rendered) });
    await checkClip(env, partOf(outputs.clip), expected, facts, { signal: o.signal, parts });
    const file = { sha256: await hashOf(partOf(outputs.clip)), bytes: statSync(partOf(outputs.clip)).size };
    if (looking !== null) {
      await lookBeforeNaming(env, { file: partOf(outputs.clip), sha256: file.sha256, parts, expected, timesUs: facts.frameTimesUs }, looking, {
        signal: o.signal ?? new AbortController().signal, soFar: o.lookedSoFar, onLooked: o.onLooked,
        onProgress: (fraction) => o.onProgress?.(until.rendered + (until.looked - until.rendered) * fraction),
      });
    }
    if (listening !== null) {
      await listenAgain(env, { file: partOf(outputs.clip), sha256: file.sha256, parts, secrets, language: languageOf(env, planned) }, listening, {
        signal: o.signal ?? new AbortController().signal, soFar: o.heardSoFar, onHeard: o.onHeard,
        onProgress: (fraction) => o.onProgress?.(until.looked + (0.99 - until.looked) * fraction),
      });
    }
    for (const { file, bytes } of companions) writePart(file, bytes);
    const manifest = await describe(env, version, { ...request, voice, override: overrideTold(o.override, unheard), heardBy: listening?.modelId ?? null, unheard, lookedBy: looking?.modelId ?? null, unlooked }, planned, outputs, companions, facts, file);
    const texts = [...companions.map((companion) => companion.text), ...written];
    const [told] = [...texts.flatMap((text) => textFindings(text, 'subtitles', secrets)), ...await byteFindings(partOf(outputs.clip), expected.format, secrets)];
    if (told) throw leakError(told, parts);
    if (findSecretInOwnJson(manifest, codesOf(manifest), secrets.words) !== null) throw new ZapisError('export-check-failed', { what: 'text' });
    o.signal?.throwIfAborted();
    const beside = (kind: Companion['kind']): string[] => companions.flatMap((companion) => (companion.kind === kind ? [companion.file] : []));
    const exported: ExportedClip = {
      file: outputs.clip, sha256: file.sha256, durationMs: Math.max(1, usToMs(durationOf(parts))), manifest: outputs.manifest, subtitles: beside('subtitles'), documents: beside('document'),
      redactions: soundOf(parts).map((s) => ({ startMs: usToMs(s.startUs), endMs: usToMs(s.endUs) })), heardBy: listening?.modelId ?? null,
      lookedBy: looking?.modelId ?? null, unlooked,
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

/** Who listens, or why nobody need or can. */
function overrideTold(override: ExportOptions['override'], unheard: Unheard | null): ClipOverride | null {
  return override && !(override.isForUnheard === true && unheard !== 'switched-off') ? { by: override.by, why: override.why } : null;
}

function whoListens(wanted: Listening | Unheard, { parts }: PlannedClip, secrets: { readonly words: ReadonlySet<string> }): { listening: Listening | null; unheard: Unheard | null } {
  const unheard = !parts.some(({ source }) => source.audio) ? 'no-sound' : secrets.words.size === 0 ? 'no-words' : typeof wanted === 'string' ? wanted : null;
  return { unheard, listening: unheard === null && typeof wanted !== 'string' ? wanted : null };
}

function languageOf({ vault: { db } }: ExportEnv, { parts }: PlannedClip): LanguageCode {
  return languageCode.catch('und').parse(transcribedBy(db, parts[0]?.footageId ?? '')?.language);
}

async function hashOf(file: string): Promise<string> {
  const source = openFileSource(file);
  try {
    return await sha256Of(source);
  } finally {
    source.close();
  }
}

/** Whether the clip lies under its name just as it was exported: an interrupted job then has nothing left to do. */
export async function isRevealed({ file, sha256 }: ExportedClip): Promise<boolean> {
  if (!existsSync(file)) return false;
  return (await hashOf(file)) === sha256;
}

/** Writes the manifest as `.part`. */
async function describe(env: ExportEnv, version: Promise<string>, { override, heardBy, unheard, lookedBy, unlooked, ...request }: ClipRequest & Pick<ManifestInput, 'override' | 'heardBy' | 'unheard' | 'lookedBy' | 'unlooked'>, { parts }: PlannedClip, outputs: Outputs, companions: readonly Companion[], facts: ClipFacts, file: ManifestInput['file']): Promise<string> {
  const { db, id: vaultId } = env.vault;
  const hashes = (kind: Companion['kind']) => companions.filter((companion) => companion.kind === kind)
    .map(({ format, bytes }) => ({ format, sha256: createHash('sha256').update(bytes).digest('hex') }));
  const manifest = clipManifest({
    parts: parts.map((part) => ({ ...part, footage: getFootage(db, part.footageId), model: transcribedBy(db, part.footageId) })), policy: DEFAULT_POLICY, request, file,
    subtitles: hashes('subtitles'), documents: hashes('document'),
    frames: facts.frameTimesUs.length,
    versions: { zapis: env.appVersion, ffmpeg: await version },
    approvals: approvalsIn(db, parts),
    override, heardBy, unheard, lookedBy, unlooked,
    vaultId,
    key: signingKey(db),
  });
  writePart(outputs.manifest, manifest);
  return manifest;
}
