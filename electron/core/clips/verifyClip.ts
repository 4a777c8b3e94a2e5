import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { CLIP_DOCUMENTS, SIDECARS } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import type { Json } from '../audit/canonicalJson';
import { isSignedBy } from '../audit/signingKey';
import { openFileSource, sha256Of } from './fileSource';
import { signedManifestBytes } from './manifest';
import { manifestOf } from './outputs';

/** What a stranger learns of a clip. */
export interface ClipVerification {
  readonly ok: boolean;
  readonly problems: readonly ClipProblem[];
  /** Hex; to be compared with the key that the vault's custodian gave. Null when the manifest does not say. */
  readonly publicKey: string | null;
  readonly exportedAt: string | null;
  /** Passages that reach into the clip, and how many of them a second person has approved. */
  readonly passages: number;
  readonly approved: number;
  /** That passages were open and a custodian let the clip go all the same, and why; null otherwise. */
  readonly override: { readonly by: string | null; readonly why: string } | null;
}
export type ClipProblem = 'clip-manifest-unreadable' | 'clip-signature-wrong' | 'clip-altered' | 'clip-subtitles-altered' | 'clip-document-altered' | 'clip-key-unknown';

const manifest = z.looseObject({
  manifest: z.literal('zapis-clip'),
  version: z.number().int(),
  publicKey: z.string(),
  exportedAt: z.string(),
  clip: z.looseObject({ sha256: z.string(), bytes: z.number() }),
  passages: z.array(z.looseObject({ approved: z.unknown() })),
  /** Absent in manifests of before it could be. */
  override: z.object({ by: z.string().nullable(), why: z.string() }).nullish(),
  subtitles: z.looseObject({ files: z.array(z.looseObject({ format: z.enum(SIDECARS), sha256: z.string() })) }),
  documents: z.looseObject({ files: z.array(z.looseObject({ format: z.enum(CLIP_DOCUMENTS), sha256: z.string() })) }).optional(),
  signature: z.string(),
});

/** Longer than any manifest: what is bigger is none, and is not read into memory. Bytes. */
const LONGEST_MANIFEST = 16 * 1_048_576;

/**
 * Checks a clip by the manifest beside it, without vault and network: the signature, the clip's hash, the subtitles'.
 * Anyone can sign an invented manifest with a key of his own: give `publicKey` (from the vault's custodian) and
 * another one is a problem.
 *
 * @throws ZapisError `clip-file-missing`, `clip-manifest-missing`.
 */
export async function verifyClip(clipFile: string, options: { publicKey?: string } = {}): Promise<ClipVerification> {
  const stem = clipFile.slice(0, clipFile.length - path.extname(clipFile).length);
  if (!existsSync(clipFile) || !statSync(clipFile).isFile()) throw new ZapisError('clip-file-missing');
  const beside = manifestOf(clipFile);
  if (!existsSync(beside)) throw new ZapisError('clip-manifest-missing');
  const read = readManifest(beside);
  if (read === null) return { ok: false, problems: ['clip-manifest-unreadable'], publicKey: null, exportedAt: null, passages: 0, approved: 0, override: null };
  const { signature, ...signed } = read;
  const problems = new Set<ClipProblem>();
  if (!isSignedBy(read.publicKey, signedManifestBytes(signed as Json), signature)) problems.add('clip-signature-wrong');
  if (options.publicKey !== undefined && read.publicKey !== options.publicKey.trim().toLowerCase()) problems.add('clip-key-unknown');
  const source = openFileSource(clipFile);
  try {
    if (source.bytes !== read.clip.bytes || (await sha256Of(source)) !== read.clip.sha256) problems.add('clip-altered');
  } finally {
    source.close();
  }
  if (read.subtitles.files.some((file) => isAltered(stem, file))) problems.add('clip-subtitles-altered');
  if (read.documents?.files.some((file) => isAltered(stem, file)) === true) problems.add('clip-document-altered');
  return {
    ok: problems.size === 0, problems: [...problems], publicKey: read.publicKey, exportedAt: read.exportedAt,
    passages: read.passages.length, approved: read.passages.filter(({ approved }) => approved !== null).length,
    override: read.override ?? null,
  };
}

/** What did not come along is no lie; another file in its place is. */
function isAltered(stem: string, { format, sha256 }: { readonly format: string; readonly sha256: string }): boolean {
  const file = `${stem}.${format}`;
  return existsSync(file) && createHash('sha256').update(readFileSync(file)).digest('hex') !== sha256;
}

function readManifest(file: string): z.infer<typeof manifest> | null {
  if (statSync(file).size > LONGEST_MANIFEST) return null;
  try {
    return manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
