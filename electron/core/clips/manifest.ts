import { audioTreatment, REASONS, subtitleMode, videoTreatment, type ClipRequest, type Footage } from '../../../shared/domain';
import { usToMs, type Span } from '../../../shared/time';
import { canonicalJson, type Json } from '../audit/canonicalJson';
import type { SigningKey } from '../audit/signingKey';
import { inClipTime, type RedactionPlan } from '../redaction/plan';
import type { RedactionPolicy } from '../redaction/policy';
import type { Database } from '../vault/database';
import { MOSAIC_BLOCKS } from './pictureFilter';
import { FADE_US, GUARD_US, SAMPLE_RATE, TONE_HZ } from './soundFilter';
import type { Approval } from './approvals';
import { FORMATS } from './formats';

/** That passages were open when the clip was made, and who let it go all the same. */
export interface ClipOverride {
  /** Initials. */
  readonly by: string | null;
  /** In his words; holds no redacted word. */
  readonly why: string;
}

export interface ManifestInput {
  readonly footage: Footage;
  readonly clip: Span;
  readonly plan: RedactionPlan;
  readonly policy: RedactionPolicy;
  readonly request: ClipRequest;
  readonly file: { readonly sha256: string; readonly bytes: number };
  readonly subtitles: readonly { readonly format: string; readonly sha256: string }[];
  readonly frames: number;
  readonly versions: { readonly zapis: string; readonly ffmpeg: string };
  /** The passages that reach into the clip. */
  readonly approvals: readonly Approval[];
  /** Null unless a custodian let the clip go although passages were open. */
  readonly override: ClipOverride | null;
  readonly vaultId: string;
  readonly key: SigningKey;
  readonly model: { readonly language: string; readonly model: string } | null;
}

/**
 * What can be told about a clip without telling what was redacted: hashes, times, reasons by code, settings and
 * versions. No words, no names, not even the footage's file name, which tends to carry the speaker's. Signed with
 * the vault's key over everything but the signature (`signedManifestBytes`), so that anyone can tell an altered one.
 */
export function clipManifest(i: ManifestInput): string {
  const times = (span: Span): { startMs: number; endMs: number } => ({ startMs: usToMs(span.startUs), endMs: usToMs(span.endUs) });
  const manifest = {
    manifest: 'zapis-clip',
    version: 2,
    vault: i.vaultId,
    publicKey: i.key.publicKey,
    exportedAt: new Date().toISOString(),
    original: { sha256: i.footage.sha256, bytes: i.footage.bytes, durationMs: usToMs(i.footage.durationUs) },
    clip: { sha256: i.file.sha256, bytes: i.file.bytes, durationMs: usToMs(i.clip.endUs - i.clip.startUs), frames: i.frames, inOriginal: times(i.clip) },
    redactions: {
      sound: i.plan.sound.map((s) => ({ ...times(inClipTime(s, i.clip)), treatment: s.treatment, reasons: s.reasons })),
      picture: i.plan.picture.map((s) => ({ ...times(inClipTime(s, i.clip)), treatment: s.treatment })),
    },
    passages: i.approvals,
    override: i.override,
    subtitles: { mode: i.request.subtitles, files: i.subtitles },
    settings: {
      paddingMs: usToMs(i.policy.paddingUs), ...(i.policy.pause ? { pauseMs: usToMs(i.policy.pause.pauseUs), pauseWithinMs: usToMs(i.policy.pause.reachUs) } : {}), guardMs: usToMs(GUARD_US), fadeMs: usToMs(FADE_US), bleepHz: TONE_HZ, mosaicBlocks: MOSAIC_BLOCKS,
      sampleRate: SAMPLE_RATE, ...FORMATS[i.request.format ?? 'mp4'].encoding,
    },
    recogniser: i.model,
    versions: i.versions,
  };
  const signature = i.key.sign(signedManifestBytes(JSON.parse(JSON.stringify(manifest)) as Json));
  return `${JSON.stringify({ ...manifest, signature }, null, 2)}\n`;
}

/** The codes that a manifest may hold as values. */
export const MANIFEST_CODES: readonly string[] = ['zapis-clip', ...REASONS, ...audioTreatment.options, ...videoTreatment.options, ...subtitleMode.options];

/** What the signature of a manifest stands for: all of it but the signature itself, in the one spelling of RFC 8785. */
export function signedManifestBytes(manifest: Json): Buffer {
  return Buffer.from(`zapis-clip\n${canonicalJson(manifest)}`, 'utf8');
}

/** Which model wrote the footage's transcript; null when none did. */
export function transcribedBy(db: Database, footageId: string): ManifestInput['model'] {
  return (db.prepare('SELECT language, model FROM transcription WHERE footage_id = ?').get(footageId) as ManifestInput['model'] | undefined) ?? null;
}
