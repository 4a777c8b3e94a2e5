import { createReadStream } from 'node:fs';
import { access, constants, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { ZapisError } from '../../../shared/errors';
import type { ModelInfo } from '../../../shared/domain';
import { ensureRoom, publish, removeLeftovers, withIncoming } from './cache';
import { modelInfo } from './catalogue';
import { catalogue, modelOfHash } from './entries';
import { ggufLength } from './gguf';
import { writeHashed, type WorkOptions } from './hashing';
import { GGML_MAGIC, readGgml } from './repack/ggml';
import { fields } from './repack/protobuf';
import { FileBytes } from './repack/randomBytes';

const ROOM_TO_SPARE = 64e6;

/**
 * Installs a model from a file, such as one on a USB stick, on a machine that has never had a network. What it
 * is, its SHA-256 says; its name does not matter. Nothing stays behind when it is refused or cancelled.
 * @throws ZapisError `model-file-unreadable`; `model-wrong-kind` (no model at all); `model-damaged` (cut short or
 *   altered); `model-unknown-file` (a model that is not in the catalogue); `model-no-room`. AbortError on cancel.
 */
export async function addModelFile(file: string, options: WorkOptions = {}): Promise<ModelInfo> {
  const name = path.basename(file);
  const size = await sizeOf(file);
  // The size alone rules most files out, before hundreds of megabytes are read from a slow stick.
  if (!catalogue.models.some((model) => model.variants.some((variant) => variant.bytes === size))) throw await refusal(file, false);
  await removeLeftovers();
  await ensureRoom(size + ROOM_TO_SPARE);
  return withIncoming(async (folder) => {
    const copy = path.join(folder, 'copy');
    const { sha256 } = await writeHashed(readUnplugged(file), copy, size, options);
    const model = modelOfHash(sha256);
    if (!model) throw await refusal(copy, true, name);
    options.signal?.throwIfAborted();
    await publish(model, copy, sha256);
    return modelInfo(model.id);
  });
}

async function sizeOf(file: string): Promise<number> {
  try {
    const stats = await stat(file);
    if (!stats.isFile()) throw new Error('not a file');
    await access(file, constants.R_OK);
    return stats.size;
  } catch (cause) {
    throw new ZapisError('model-file-unreadable', { file: path.basename(file) }, { cause });
  }
}

/** A stick pulled out half-way is the person's to know, not an internal error. */
async function* readUnplugged(file: string): AsyncGenerator<Uint8Array> {
  const pieces = createReadStream(file, { highWaterMark: 1 << 20 });
  try {
    for await (const piece of pieces) yield piece as Buffer;
  } catch (cause) {
    throw new ZapisError('model-file-unreadable', { file: path.basename(file) }, { cause });
  }
}

/** Looks at a refused file to say what is wrong with it. */
async function refusal(file: string, sizeOfAModel: boolean, name = path.basename(file)): Promise<ZapisError> {
  await using handle = await open(file, 'r');
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
  if (bytesRead === 0) return new ZapisError('model-damaged', { file: name });
  const isGguf = buffer.toString('latin1') === 'GGUF';
  // An ONNX file begins with its version as field 1; so far there have been twelve.
  const isOnnx = buffer[0] === 0x08 && (buffer[1] ?? 0) > 0 && (buffer[1] ?? 0) < 0x20;
  if (isOnnx) return new ZapisError(sizeOfAModel || !isWholeMessage(file) ? 'model-damaged' : 'model-unknown-file', { file: name });
  if (!isGguf && buffer.readUInt32LE(0) !== GGML_MAGIC) return new ZapisError('model-wrong-kind', { file: name });
  return new ZapisError(sizeOfAModel || endsEarly(file, isGguf) ? 'model-damaged' : 'model-unknown-file', { file: name });
}

function endsEarly(file: string, isGguf: boolean): boolean {
  try {
    using bytes = new FileBytes(file);
    if (isGguf) return ggufLength(bytes) > bytes.length;
    readGgml(bytes);
    return false;
  } catch (error) {
    return error instanceof RangeError;
  }
}

/** Whether the fields of an ONNX file reach exactly to its end. */
function isWholeMessage(file: string): boolean {
  try {
    using bytes = new FileBytes(file);
    return [...fields(bytes, 0, bytes.length)].length > 0;
  } catch {
    return false;
  }
}
