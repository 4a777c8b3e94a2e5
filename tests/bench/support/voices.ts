import { spawnSync } from 'node:child_process';
import { findBinaries } from '../../../electron/core/media/binaries';

/** A recording as mono sound of 16 kHz. */
export function decode(file: string): Float32Array {
  const { stdout } = spawnSync(findBinaries().ffmpeg, ['-v', 'error', '-i', file, '-ac', '1', '-ar', '16000', '-f', 'f32le', '-'], { maxBuffer: 2 ** 30 });
  return new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.length - (stdout.length % 4)));
}

/** Every second file of a corpus: the common voice is made of those `taught`, a disguise is tried on the others. */
export function everySecond<T>(files: readonly T[], which: 'taught' | 'others'): T[] {
  return files.filter((_, i) => i % 2 === (which === 'taught' ? 1 : 0));
}
