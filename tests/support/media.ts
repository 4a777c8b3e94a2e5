import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBinaries } from '../../electron/core/media/binaries';
import type { ByteSource } from '../../electron/core/vault/stores';

/** Makes a file with the bundled ffmpeg, in `dir`; returns its path. Generators may use lavfi, which footage may not. */
export function makeMedia(dir: string, name: string, args: readonly string[]): string {
  const out = path.join(dir, name);
  const result = spawnSync(findBinaries().ffmpeg, ['-nostdin', '-hide_banner', '-loglevel', 'error', '-y', ...args, out], { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`test media ${name} could not be made: ${result.stderr}`);
  return out;
}

/** A folder of the system's temp folder that is removed by the returned function. */
export function scratchDir(prefix: string): { dir: string; remove(): void } {
  const dir = mkdtempSync(path.join(tmpdir(), `zapis-${prefix}-`));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** A `ByteSource` over bytes in memory, counting what was read. */
export function memorySource(data: Uint8Array, chunk = 65_536): ByteSource & { readonly streamed: () => number } {
  let streamed = 0;
  return {
    bytes: data.length,
    read: (offset, length) => new Uint8Array(data.subarray(offset, offset + length)),
    async *stream(start, end) {
      for (let at = start; at < end; at += chunk) {
        const piece = new Uint8Array(data.subarray(at, Math.min(end, at + chunk)));
        streamed += piece.length;
        yield piece;
      }
    },
    streamed: () => streamed,
  };
}

/** Picture and tone: `seconds` long, `extra` lavfi parameters for the picture. */
export function testCard(seconds: number, size = '320x240', rate = 25): string[] {
  return ['-f', 'lavfi', '-i', `testsrc2=d=${seconds}:s=${size}:r=${rate}`, '-f', 'lavfi', '-i', `sine=f=440:d=${seconds}:r=48000`];
}

/**
 * A sound that is silent but for a 1 kHz tone during [at, at + 0.2) s of every `seconds`, and a picture that
 * is black but for white during the same time: onset of sound and picture are known exactly.
 */
export function beepAndFlash(seconds: number, at: number, rate = 25): string[] {
  const during = `gte(t,${at})*lt(t,${at + 0.2})`;
  return [
    '-f', 'lavfi', '-i', `color=black:s=160x120:r=${rate}:d=${seconds},drawbox=c=white:t=fill:enable='${during}'`,
    '-f', 'lavfi', '-i', `aevalsrc='0.8*sin(2*PI*1000*t)*${during}':s=48000:d=${seconds}`,
  ];
}
