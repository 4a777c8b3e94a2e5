import { readFileSync } from 'node:fs';
import { z } from 'zod';
import resource from '../../../../resources/translation-packs.json';
import { languageCode, type LanguageCode } from '../../../../shared/domain';
import { ZapisError } from '../../../../shared/errors';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const bytes = z.number().int().positive();

/**
 * A file of a pack. It is pinned as it is fetched, compressed, or as it lies unpacked, or both; a file without any hash
 * cannot be written down here.
 */
const packFile = z.strictObject({
  kind: z.enum(['model', 'shortlist', 'vocab', 'targetVocab']),
  /** Below the catalogue's source; the last part is what the file is called on a stick. */
  path: z.string().regex(/^[\w./-]+\.gz$/).refine((path) => !path.includes('..')),
  gzBytes: bytes,
  gzSha256: sha256.optional(),
  bytes: bytes.optional(),
  sha256: sha256.optional(),
}).refine((file) => file.gzSha256 !== undefined || file.sha256 !== undefined, 'a file of a pack needs a hash');
export type PackFile = z.infer<typeof packFile>;
export type PackFileKind = PackFile['kind'];

const packEntry = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  from: languageCode,
  to: languageCode,
  /** Mozilla's names for how large the network is. */
  size: z.enum(['tiny', 'base', 'base-memory']),
  version: z.string().nullable(),
  /** What its makers measured on FLORES. */
  flores: z.object({ bleu: z.number().nullable(), comet: z.number().nullable() }),
  files: z.array(packFile).min(3).max(4).refine((files) => (['model', 'shortlist', 'vocab'] as const).every((kind) => files.filter((file) => file.kind === kind).length === 1), 'a pack needs a model, a shortlist and a vocabulary'),
});
export type PackEntry = z.infer<typeof packEntry>;

const catalogueSchema = z.strictObject({ source: z.url({ protocol: /^https$/ }), license: z.string(), packs: z.array(packEntry).nonempty() });
export type PackCatalogue = z.infer<typeof catalogueSchema>;

let catalogue: PackCatalogue | null = null;

/**
 * `resources/translation-packs.json`, the better of two packs for a pair first. `ZAPIS_PACKS` names another catalogue of
 * the same form instead: for packs that somebody has trained himself, and for tests.
 */
export function packCatalogue(): PackCatalogue {
  const own = process.env['ZAPIS_PACKS'];
  catalogue ??= catalogueSchema.parse(own ? JSON.parse(readFileSync(own, 'utf8')) : resource);
  return catalogue;
}

export function findPack(id: string): PackEntry | undefined {
  return packCatalogue().packs.find((pack) => pack.id === id);
}

/** @throws ZapisError `model-unknown`. */
export function packEntryOf(id: string): PackEntry {
  const found = findPack(id);
  if (!found) throw new ZapisError('model-unknown', { id });
  return found;
}

/** Between which languages, as people read it: the catalogue has no sentences. */
export function packTitle({ from, to, size }: Pick<PackEntry, 'from' | 'to' | 'size'>): string {
  return `${languageName(from)} → ${languageName(to)} (${size})`;
}

/** The language's name in English, as the catalogue of models is in English too. */
export function languageName(code: LanguageCode): string {
  return new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code;
}
