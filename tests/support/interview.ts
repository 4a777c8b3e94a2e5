import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findBinaries } from '../../electron/core/media/binaries';

/** One spoken sentence of the sample and where it lies. */
export interface SpokenSentence {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
}

export interface SampleInterview {
  readonly file: string;
  readonly sentences: readonly SpokenSentence[];
  readonly durationMs: number;
}

const RATE = 22_050;
const PAUSE_MS = 900;

/** An interview of the tests' own writing; the third and fourth sentence must never leave. */
export const SENTENCES = [
  'My name is not important, I lived near the river with my family.',
  'In the spring they took us to the camp and gave us uniforms.',
  'I guarded the prisoners and I beat one of them with my rifle.',
  'The commander was called Zoran Petrovic and he gave the order.',
  'After two months I ran away across the mountains at night.',
] as const;

/**
 * Speaks the sentences with espeak-ng over a generated picture whose brightness steps every second, so
 * that tests know both what is said when and what is seen when.
 */
export function makeSampleInterview(folder: string, sentences: readonly string[] = SENTENCES, voice = 'en'): SampleInterview {
  mkdirSync(folder, { recursive: true });
  const pieces: Buffer[] = [];
  const spoken: SpokenSentence[] = [];
  let samples = 0;
  const silence = Buffer.alloc(Math.round((RATE * PAUSE_MS) / 1000) * 2);
  const add = (pcm: Buffer): void => {
    pieces.push(pcm);
    samples += pcm.length / 2;
  };
  for (const text of sentences) {
    add(silence);
    const startMs = Math.round((samples / RATE) * 1000);
    add(speak(folder, text, voice));
    spoken.push({ text, startMs, endMs: Math.round((samples / RATE) * 1000) });
  }
  add(silence);
  const raw = path.join(folder, 'speech.s16');
  writeFileSync(raw, Buffer.concat(pieces));
  const file = path.join(folder, 'interview.mp4');
  const durationMs = Math.round((samples / RATE) * 1000);
  execFileSync(findBinaries().ffmpeg, [
    '-v', 'error', '-y', '-f', 's16le', '-ar', String(RATE), '-ac', '1', '-i', raw,
    '-f', 'lavfi', '-i', `testsrc2=size=640x360:rate=25:duration=${(durationMs / 1000).toFixed(3)}`,
    '-map', '1:v', '-map', '0:a', '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-b:a', '96k',
    '-metadata', 'title=Interview with Zoran Petrovic', '-metadata', 'location=+44.1+018.2/', file,
  ]);
  return { file, sentences: spoken, durationMs };
}

function speak(folder: string, text: string, voice: string): Buffer {
  const wav = path.join(folder, 'sentence.wav');
  execFileSync('espeak-ng', ['-v', voice, '-s', '145', '-w', wav, text]);
  const bytes = readFileSync(wav);
  return bytes.subarray(bytes.indexOf('data') + 8);
}
