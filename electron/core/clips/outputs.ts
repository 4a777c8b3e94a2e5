import { accessSync, closeSync, constants, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { clipFormat, type ClipDocument, type ClipForm, type Sidecar } from '../../../shared/domain';
import { isCancellation, ZapisError } from '../../../shared/errors';
import { ToolExit } from '../media/process';

/** The files of one export. Each is written as `NAME.part` beside its place and renamed when everything is checked. */
export interface Outputs {
  readonly clip: string;
  readonly manifest: string;
  readonly sidecars: readonly { readonly file: string; readonly format: Sidecar }[];
  readonly documents: readonly { readonly file: string; readonly format: ClipDocument }[];
}

export function partOf(file: string): string {
  return `${file}.part`;
}

/**
 * Names the files of an export and makes sure that they may be written.
 *
 * @throws ZapisError `export-folder-missing`, `export-folder-not-writable`, `export-file-exists`.
 */
export function planOutputs(outFile: string, form: Pick<ClipForm, 'subtitles' | 'sidecars' | 'documents'>, overwrite: boolean): Outputs {
  const clip = path.resolve(outFile);
  const folder = path.dirname(clip);
  const stem = path.join(folder, path.basename(clip, path.extname(clip)));
  const beside = <F extends string>(formats: readonly F[]): { file: string; format: F }[] => [...new Set(formats)].map((format) => ({ file: `${stem}.${format}`, format }));
  const outputs: Outputs = { clip, manifest: manifestOf(clip), sidecars: beside(form.subtitles === 'sidecar' ? (form.sidecars ?? ['srt', 'vtt']) : []), documents: beside(form.documents ?? []) };
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new ZapisError('export-folder-missing');
  try {
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new ZapisError('export-folder-not-writable', {}, { cause });
  }
  for (const file of filesOf(outputs)) {
    if (existsSync(file) && (!overwrite || statSync(file).isDirectory())) throw new ZapisError('export-file-exists', { name: path.basename(file) });
  }
  return outputs;
}

/** Where a clip's manifest stands. Not `NAME.manifest.json` for all: the same cut as MP4 and as WebM has two. */
export function manifestOf(clip: string): string {
  const extension = path.extname(clip);
  const other = clipFormat.exclude(['mp4']).safeParse(extension.slice(1).toLowerCase()).success;
  return `${other ? clip : clip.slice(0, clip.length - extension.length)}.manifest.json`;
}

/** In the order in which they take their places: the clip comes last, so that it is never there without the rest. */
export function filesOf(outputs: Outputs): string[] {
  return [...[...outputs.sidecars, ...outputs.documents].map(({ file }) => file), outputs.manifest, outputs.clip];
}

/** Writes the `.part` of a small file. Readable by the person alone until it is shared on purpose. */
export function writePart(file: string, content: string | Uint8Array): void {
  try {
    writeFileSync(partOf(file), content, { mode: 0o600, flush: true });
  } catch (cause) {
    throw asWriteError(cause);
  }
}

/** Gives all files their names. When one fails, those already renamed are taken back: an export is whole or not there. */
export function revealOutputs(outputs: Outputs): void {
  const done: string[] = [];
  try {
    flushToDisk(partOf(outputs.clip));
    for (const file of filesOf(outputs)) {
      renameSync(partOf(file), file);
      done.push(file);
    }
  } catch (cause) {
    for (const file of done) rmSync(file, { force: true });
    throw asWriteError(cause);
  }
}

/** Removes whatever is left under the `.part` names. */
export function removeParts(outputs: Outputs): void {
  for (const file of filesOf(outputs)) rmSync(partOf(file), { force: true });
}

function flushToDisk(file: string): void {
  const fd = openSync(file, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Turns a failure to write (our own or one that ffmpeg tells of) into its sentence; everything else passes through. */
export function asWriteError(error: unknown): unknown {
  if (isCancellation(error)) return error;
  const tool = error instanceof Error && error.cause instanceof ToolExit ? error.cause.stderr : '';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT' || /No space left on device|Disk quota exceeded/.test(tool)) return new ZapisError('export-disk-full', {}, { cause: error });
  if (['EACCES', 'EPERM', 'EROFS'].includes(code) || /Permission denied|Read-only file system/.test(tool)) return new ZapisError('export-folder-not-writable', {}, { cause: error });
  if (code === 'ENOENT') return new ZapisError('export-folder-missing', {}, { cause: error });
  if (code.startsWith('E') && !(error instanceof ZapisError)) return new ZapisError('export-write-failed', {}, { cause: error });
  return error;
}
