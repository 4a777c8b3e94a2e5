import { execFileSync, spawnSync } from 'node:child_process';
import { findBinaries } from '../../electron/core/media/binaries';

/** Loudness of a stretch of a file's sound, dB relative to full scale (RMS over all channels); −Infinity for digital silence. */
export function rmsDb(file: string, startMs: number, endMs: number): number {
  const { ffmpeg } = findBinaries();
  const raw = execFileSync(ffmpeg, ['-v', 'error', '-i', file, '-map', '0:a:0', '-af', `atrim=${startMs / 1000}:${endMs / 1000}`, '-ac', '1', '-ar', '48000', '-f', 'f32le', '-'], { maxBuffer: 1 << 30 });
  const samples = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length - (raw.length % 4)));
  if (samples.length === 0) throw new Error('there is no sound to measure in this stretch');
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  return 10 * Math.log10(power);
}

/** Brightest value (0–255) of each frame of a stretch, first frame first. */
export function brightest(file: string, startMs: number, endMs: number): number[] {
  const { ffmpeg } = findBinaries();
  const [width, height] = [64, 36];
  const raw = execFileSync(ffmpeg, ['-v', 'error', '-i', file, '-map', '0:v:0', '-vf', `trim=${startMs / 1000}:${endMs / 1000},scale=${width}:${height}`, '-fps_mode', 'passthrough', '-pix_fmt', 'gray', '-f', 'rawvideo', '-'], { maxBuffer: 1 << 30 });
  return Array.from({ length: raw.length / (width * height) }, (_, i) => raw.subarray(i * width * height, (i + 1) * width * height).reduce((a, b) => Math.max(a, b), 0));
}

/** Everything that ffprobe can say about a file. */
export function probeAll(file: string): { streams: { codec_type: string; codec_name: string; tags?: Record<string, string> }[]; format: { duration: string; tags?: Record<string, string> }; chapters: unknown[] } {
  const { ffprobe } = findBinaries();
  const answer = spawnSync(ffprobe, ['-v', 'error', '-show_streams', '-show_format', '-show_chapters', '-of', 'json', file], { encoding: 'utf8' });
  return JSON.parse(answer.stdout) as ReturnType<typeof probeAll>;
}
