import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { findBinaries } from '../../electron/core/media/binaries';

/** Something that must not be found in the clear, and what to call it when it is. */
export interface Needle {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A text as it could lie in a file: UTF-8 and UTF-16, as written and in lower case. */
export function textNeedles(text: string): Needle[] {
  return [text, text.toLowerCase()].flatMap((form) => [
    { name: `"${form}" in UTF-8`, bytes: Buffer.from(form, 'utf8') },
    { name: `"${form}" in UTF-16`, bytes: Buffer.from(form, 'utf16le') },
  ]);
}

/** Pieces of the footage's own bytes, and of its sound as the recogniser hears it (16 and 32 bit). */
export function footageNeedles(file: string): Needle[] {
  const bytes = readFileSync(file);
  const { ffmpeg } = findBinaries();
  const decode = (format: string): Buffer => execFileSync(ffmpeg, ['-v', 'error', '-i', file, '-ac', '1', '-ar', '16000', '-f', format, '-'], { maxBuffer: 1 << 28 });
  return [
    ...pieces('footage', bytes),
    ...pieces('sound, 16 bit', decode('s16le')),
    ...pieces('sound, 32 bit', decode('f32le')),
  ];
}

/** Twelve stretches of 48 bytes that do not repeat a byte too often, so that none is found by chance. */
function pieces(name: string, bytes: Buffer): Needle[] {
  const found: Needle[] = [];
  const step = Math.floor(bytes.length / 40);
  for (let at = step; at + 48 < bytes.length && found.length < 12; at += step) {
    const piece = bytes.subarray(at, at + 48);
    if (new Set(piece).size > 24) found.push({ name: `${name} at byte ${at}`, bytes: Buffer.from(piece) });
  }
  if (found.length === 0) throw new Error(`${name} gives nothing to look for`);
  return found;
}

/** Where any of the needles stands in a file below the folders; files that vanish while looking are passed over. */
export function searchPlaintext(folders: readonly string[], needles: readonly Needle[]): { files: number; found: string[] } {
  const files = folders.flatMap(filesBelow);
  const found = files.flatMap((file) => {
    const bytes = readOrNull(file);
    return bytes === null ? [] : needles.filter((needle) => bytes.includes(needle.bytes)).map((needle) => `${needle.name} in ${path.basename(file)}`);
  });
  return { files: files.length, found };
}

function readOrNull(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(full);
      return entry.isFile() && statSync(full).size > 0 ? [full] : [];
    });
  } catch {
    return [];
  }
}
