import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findBinaries } from '../../../electron/core/media/binaries';
import { REPO } from './bench';

const ffmpeg = (args: readonly string[]): void => {
  execFileSync(findBinaries().ffmpeg, ['-v', 'error', '-nostdin', '-y', ...args]);
};

/** Camera-like H.264 and AAC of about the given size: a few seconds encoded once, then repeated without encoding. 1080p of 40 Mbit/s unless told. */
export function cameraFootage(dir: string, bytes: number, name = 'camera.mp4', { picture = '1920x1080', mbit = 40 } = {}): string {
  const seed = path.join(dir, `seed-${picture}.mp4`);
  const rate = `${mbit}M`;
  if (!existsSync(seed)) {
    ffmpeg(['-f', 'lavfi', '-i', `testsrc2=size=${picture}:rate=25:duration=8,noise=alls=12:allf=t`, '-f', 'lavfi', '-i', 'anoisesrc=a=0.1:d=8:r=48000',
      '-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', rate, '-maxrate', rate, '-bufsize', rate, '-pix_fmt', 'yuv420p', '-g', '25', '-c:a', 'aac', seed]);
  }
  const out = path.join(dir, name);
  ffmpeg(['-stream_loop', String(Math.max(0, Math.ceil(bytes / statSync(seed).size) - 1)), '-i', seed, '-c', 'copy', '-movflags', '+faststart', out]);
  return out;
}

/** Spoken sound of about the given length: real Croatian where the shared data lies beside the clone, else espeak-ng. */
export function speech(dir: string, seconds: number): { file: string; language: 'hr' | 'en'; what: string } {
  const real = path.join(REPO, '../shared/data/speech/hr');
  const pieces = existsSync(real) ? readdirSync(real).filter((name) => name.endsWith('.flac')).map((name) => path.join(real, name)) : [synthetic(dir)];
  const list = path.join(dir, 'pieces.txt');
  // Twice as many as needed, cut to length below.
  const repeats = Math.max(1, Math.ceil((seconds * 2) / (pieces.length * 10)));
  writeFileSync(list, Array.from({ length: repeats }, () => pieces).flat().map((piece) => `file '${piece}'`).join('\n'));
  const file = path.join(dir, `speech-${seconds}.flac`);
  ffmpeg(['-f', 'concat', '-safe', '0', '-i', list, '-t', String(seconds), '-ac', '1', '-ar', '16000', file]);
  return existsSync(real) ? { file, language: 'hr', what: 'real Croatian' } : { file, language: 'en', what: 'synthetic English' };
}

/** As an interview is to memory, but over sooner: twelve seconds of speech, then silence, every two minutes. */
export function sparseSpeech(dir: string, minutes: number): { file: string; language: 'hr' | 'en'; what: string } {
  const { file: spoken, ...rest } = speech(dir, 12);
  const block = path.join(dir, 'block.wav');
  ffmpeg(['-i', spoken, '-af', 'apad=whole_dur=120', '-c:a', 'pcm_s16le', block]);
  const file = path.join(dir, `sparse-${minutes}.flac`);
  ffmpeg(['-stream_loop', '-1', '-i', block, '-t', String(minutes * 60), file]);
  return { ...rest, file };
}

function synthetic(dir: string): string {
  const file = path.join(dir, 'synthetic.wav');
  execFileSync('espeak-ng', ['-v', 'en', '-s', '150', '-w', file, 'In the morning we arrived at the camp and then they took us to the river. I saw two men standing near the truck and waiting. I did not know what would happen after that. My brother went with them, and I never saw him again.']);
  return file;
}
