import { audioTreatment, clipTracks, clipVoice, REASONS, regionTreatment, subtitleMode, videoTreatment, type ClipRequest, type Footage } from '../../../shared/domain';
import { usToMs, type Span } from '../../../shared/time';
import { canonicalJson, type Json } from '../audit/canonicalJson';
import type { SigningKey } from '../audit/signingKey';
import type { RegionCover } from '../redaction/regionPlan';
import type { RedactionPolicy } from '../redaction/policy';
import type { Database } from '../vault/database';
import { MOSAIC_BLOCKS } from './pictureFilter';
import { FADE_US, GUARD_US, SAMPLE_RATE, TONE_HZ } from './soundFilter';
import type { Approval } from './approvals';
import { FORMATS } from './formats';
import { UNHEARD, type Unheard } from './leak/listenAgain';
import { UNLOOKED, type Unlooked } from './leak/lookAgain';
import { inJoinedTime, offsetsOf, soundOf, type ClipPart } from './parts';

/** That passages were open when the clip was made, and who let it go all the same. */
export interface ClipOverride {
  /** Initials. */
  readonly by: string | null;
  /** In his words; holds no redacted word. */
  readonly why: string;
}

export interface ManifestInput {
  /** In the order in which they are shown. */
  readonly parts: readonly (ClipPart & { readonly footage: Footage; readonly model: { readonly language: string; readonly model: string } | null })[];
  readonly policy: RedactionPolicy;
  readonly request: ClipRequest;
  readonly file: { readonly sha256: string; readonly bytes: number };
  readonly subtitles: readonly Companion[];
  readonly documents: readonly Companion[];
  readonly frames: number;
  readonly versions: { readonly zapis: string; readonly ffmpeg: string };
  /** The passages that reach into the clip. */
  readonly approvals: readonly Approval[];
  /** Null unless a custodian let the clip go although passages were open. */
  readonly override: ClipOverride | null;
  /** The model by which the finished clip was recognised again, and no redacted word heard; null where nobody listened. */
  readonly heardBy: string | null;
  /** Why nobody listened; null where somebody did. */
  readonly unheard: Unheard | null;
  /** The model by which faces were looked for in the finished clip, and none seen; null where nobody looked. */
  readonly lookedBy: string | null;
  /** Why nobody looked for faces; null where somebody did. */
  readonly unlooked: Unlooked | null;
  readonly vaultId: string;
  readonly key: SigningKey;
}

interface Companion { readonly format: string; readonly sha256: string }

/**
 * What can be told about a clip without telling what was redacted: hashes, times, reasons by code, settings and
 * versions. No words, no names, not even the footage's file name, which tends to carry the speaker's. Signed with
 * the vault's key over everything but the signature (`signedManifestBytes`), so that anyone can tell an altered one.
 */
export function clipManifest(i: ManifestInput): string {
  const times = (span: Span): { startMs: number; endMs: number } => ({ startMs: usToMs(span.startUs), endMs: usToMs(span.endUs) });
  const at = offsetsOf(i.parts);
  const parts = i.parts.map(({ footage, clip }, n) => ({
    original: { sha256: footage.sha256, bytes: footage.bytes, durationMs: usToMs(footage.durationUs) },
    inOriginal: times(clip), inClip: times({ startUs: at[n] ?? 0, endUs: at[n + 1] ?? 0 }),
  }));
  const [only] = parts.length === 1 ? parts : [];
  const { title = '', lowerThird = '', fadeInUs = 0, fadeOutUs = 0 } = i.request;
  const manifest = {
    manifest: 'zapis-clip',
    version: 3,
    vault: i.vaultId,
    publicKey: i.key.publicKey,
    exportedAt: new Date().toISOString(),
    // As it stood before a clip could have several parts.
    ...(only ? { original: only.original } : {}),
    parts,
    clip: { sha256: i.file.sha256, bytes: i.file.bytes, durationMs: usToMs(at.at(-1) ?? 0), frames: i.frames, ...(only ? { inOriginal: only.inOriginal } : {}) },
    ...(title === '' && lowerThird === '' ? {} : { written: { title, lowerThird } }),
    redactions: {
      sound: soundOf(i.parts).map((s) => ({ ...times(s), treatment: s.treatment, reasons: s.reasons })),
      picture: i.parts.flatMap((part, n) => part.plan.picture.map((s) => ({ ...times(inJoinedTime(s, part, at[n] ?? 0)), treatment: s.treatment }))),
      // How many and how, never where: places tell what was there.
      regions: regionsTold(i.parts.flatMap(({ plan }) => plan.regions)),
    },
    passages: i.approvals,
    override: i.override,
    heardBy: i.heardBy, unheard: i.unheard,
    lookedBy: i.lookedBy, unlooked: i.unlooked,
    subtitles: { mode: i.request.subtitles, files: i.subtitles },
    documents: { files: i.documents },
    settings: {
      paddingMs: usToMs(i.policy.paddingUs), ...(i.policy.pause ? { pauseMs: usToMs(i.policy.pause.pauseUs), pauseWithinMs: usToMs(i.policy.pause.reachUs) } : {}), guardMs: usToMs(GUARD_US), fadeMs: usToMs(FADE_US), bleepHz: TONE_HZ, mosaicBlocks: MOSAIC_BLOCKS,
      sampleRate: SAMPLE_RATE, fadeInMs: usToMs(fadeInUs), fadeOutMs: usToMs(fadeOutUs), ...FORMATS[i.request.format ?? 'mp4'].encoding,
      tracks: i.request.tracks ?? 'first', voice: i.request.voice ?? 'own',
      ...(i.request.maxKbit === undefined ? {} : { maxKbit: i.request.maxKbit }),
    },
    recogniser: i.parts[0]?.model ?? null,
    versions: i.versions,
  };
  const signature = i.key.sign(signedManifestBytes(JSON.parse(JSON.stringify(manifest)) as Json));
  return `${JSON.stringify({ ...manifest, signature }, null, 2)}\n`;
}

/** Covered parts of the picture by treatment. */
function regionsTold(regions: readonly RegionCover[]): { treatment: string; count: number }[] {
  return regionTreatment.options.map((treatment) => ({ treatment, count: regions.filter((r) => r.treatment === treatment).length })).filter(({ count }) => count > 0);
}

/** The codes that a manifest may hold as values. */
export const MANIFEST_CODES: readonly string[] = ['zapis-clip', ...REASONS, ...audioTreatment.options, ...videoTreatment.options, ...regionTreatment.options, ...subtitleMode.options, ...clipTracks.options, ...clipVoice.options, ...UNHEARD, ...UNLOOKED];

/** The codes of this manifest: also the names of models, which tell nothing although `small` and `whisper` are words. */
export function codesOf(manifestJson: string): string[] {
  const { recogniser, heardBy, lookedBy } = JSON.parse(manifestJson) as { recogniser?: { model?: string } | null; heardBy?: string | null; lookedBy?: string | null };
  return [...MANIFEST_CODES, ...[recogniser?.model, heardBy, lookedBy].filter((id) => typeof id === 'string')];
}

/** What the signature of a manifest stands for: all of it but the signature itself, in the one spelling of RFC 8785. */
export function signedManifestBytes(manifest: Json): Buffer {
  return Buffer.from(`zapis-clip\n${canonicalJson(manifest)}`, 'utf8');
}

/** Which model wrote the footage's transcript; null when none did. */
export function transcribedBy(db: Database, footageId: string): ManifestInput['parts'][number]['model'] {
  return (db.prepare('SELECT language, model FROM transcription WHERE footage_id = ?').get(footageId) as ManifestInput['parts'][number]['model'] | undefined) ?? null;
}
