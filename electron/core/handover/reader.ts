import { z } from 'zod';
import { ZapisError } from '../../../shared/errors';
import { anyManifest, MANIFEST, manifest as manifestSchema, type Manifest } from './format';
import type { UnpackedItem } from './unpack';

/** A transcript of forty hours is a tenth of this; more is not a transcript. */
const MOST_TEXT = 256 * 1024 * 1024;

/** Takes a small file of the package whole. */
export async function textOf(item: UnpackedItem): Promise<Buffer> {
  if (item.bytes > MOST_TEXT) throw new ZapisError('handover-damaged');
  const pieces: Uint8Array[] = [];
  for await (const piece of item.content) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** @throws ZapisError `handover-damaged` when the text is not what the schema says. */
export function parseAs<T extends z.ZodType>(schema: T, text: Uint8Array): z.infer<T> {
  try {
    return schema.parse(JSON.parse(Buffer.from(text).toString()));
  } catch (cause) {
    throw new ZapisError('handover-damaged', {}, { cause });
  }
}

/** The first file of every package. @throws ZapisError `handover-not-one`, `handover-from-newer`, `handover-damaged`. */
export async function manifestOf(item: UnpackedItem | undefined): Promise<Manifest> {
  // Somebody's own age file: encrypted to the same key, and no handover.
  if (item?.path !== MANIFEST) throw new ZapisError('handover-not-one');
  const text = await textOf(item);
  const any = parseAs(z.unknown(), text);
  const known = anyManifest.safeParse(any);
  if (!known.success) throw new ZapisError('handover-not-one');
  if (known.data.version > manifestSchema.shape.version.value) throw new ZapisError('handover-from-newer');
  return parseAs(manifestSchema, text);
}
