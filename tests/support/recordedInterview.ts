import { closeSync, openSync, writeSync } from 'node:fs';
import type { Span } from '../../shared/time';
import type { Scene, Turn } from './noisyInterview';

/** An interview on disk and what is known of it. */
export interface RecordedInterview {
  readonly turns: readonly Turn[];
  /** Where nobody speaks. */
  readonly silent: readonly Span[];
  readonly text: string;
}

/** Writes scenes into one 16-bit WAV, as they come: an hour never lies in memory. */
export async function recordInterview(file: string, scenes: AsyncIterable<Scene>): Promise<RecordedInterview> {
  const out = openSync(file, 'w');
  const turns: Turn[] = [];
  const silent: Span[] = [];
  let bytes = 0;
  try {
    writeSync(out, header(0), 0, 44, 0);
    for await (const { pcm, turn, startUs, endUs } of scenes) {
      const data = Int16Array.from(pcm, (v) => Math.round(Math.max(-1, Math.min(1, v)) * 32_767));
      writeSync(out, new Uint8Array(data.buffer), 0, data.byteLength, 44 + bytes);
      bytes += data.byteLength;
      if (turn) turns.push(turn);
      else silent.push({ startUs, endUs });
    }
    writeSync(out, header(bytes), 0, 44, 0);
  } finally {
    closeSync(out);
  }
  return { turns, silent, text: turns.map((t) => t.text).join('\n') };
}

function header(bytes: number): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + bytes, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(16_000, 24);
  head.writeUInt32LE(32_000, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(bytes, 40);
  return head;
}
