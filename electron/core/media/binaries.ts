import { accessSync, chmodSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ZapisError } from '../../../shared/errors';
import { versionOf } from './process';

export interface FfmpegBinaries {
  readonly ffmpeg: string;
  readonly ffprobe: string;
}

type Tool = keyof FfmpegBinaries;

/**
 * The npm packages that hold the binaries, by `platform-arch`, with the path inside each. They are
 * optional dependencies: npm installs the ones that fit the machine and keeps all of them in the lockfile.
 */
const PACKAGES: Readonly<Record<string, Readonly<Record<Tool, readonly [name: string, file: string]>>>> = {
  'linux-x64': { ffmpeg: ['@backendsuraj/offline-ffmpeg-linux-x64', 'bin/ffmpeg'], ffprobe: ['@backendsuraj/offline-ffprobe-linux-x64', 'bin/ffprobe'] },
  'win32-x64': { ffmpeg: ['@backendsuraj/offline-ffmpeg-win32-x64', 'bin/ffmpeg.exe'], ffprobe: ['@backendsuraj/offline-ffprobe-win32-x64', 'bin/ffprobe.exe'] },
  'darwin-arm64': { ffmpeg: ['@ffmpeg-installer/darwin-arm64', 'ffmpeg'], ffprobe: ['@ffprobe-installer/darwin-arm64', 'ffprobe'] },
  'darwin-x64': { ffmpeg: ['@ffmpeg-installer/darwin-x64', 'ffmpeg'], ffprobe: ['@ffprobe-installer/darwin-x64', 'ffprobe'] },
};

/**
 * Finds ffmpeg and ffprobe: `ZAPIS_FFMPEG` / `ZAPIS_FFPROBE` first, then the bundled packages.
 *
 * @throws ZapisError `ffmpeg-missing` when either is absent or cannot be run.
 */
export function findBinaries(env: NodeJS.ProcessEnv = process.env): FfmpegBinaries {
  return {
    ffmpeg: runnable('ffmpeg', env['ZAPIS_FFMPEG'] || bundled('ffmpeg')),
    ffprobe: runnable('ffprobe', env['ZAPIS_FFPROBE'] || bundled('ffprobe')),
  };
}

/** First line of `ffmpeg -version` without the copyright, such as `n8.0.1-40-gabb609bb58`. */
export async function ffmpegVersion(binaries: FfmpegBinaries): Promise<string> {
  return versionOf(binaries.ffmpeg);
}

function bundled(tool: Tool): string | null {
  const entry = PACKAGES[`${process.platform}-${process.arch}`]?.[tool];
  if (!entry) return null;
  try {
    const manifest = createRequire(__filename).resolve(`${entry[0]}/package.json`);
    // A packaged app's modules sit in app.asar, but only a real file can be executed.
    return path.join(path.dirname(manifest), entry[1]).replace(`app.asar${path.sep}`, `app.asar.unpacked${path.sep}`);
  } catch {
    return null;
  }
}

function runnable(tool: Tool, file: string | null): string {
  if (file === null || !existsSync(file)) throw new ZapisError('ffmpeg-missing', { tool });
  try {
    accessSync(file, constants.X_OK);
  } catch {
    // npm drops the executable bit of these packages, and install scripts, which would set it, are off.
    try {
      chmodSync(file, 0o755);
    } catch (cause) {
      throw new ZapisError('ffmpeg-missing', { tool }, { cause });
    }
  }
  return file;
}
