import path from 'node:path';

const NAMES: Partial<Record<NodeJS.Platform, string>> = { darwin: 'libtranscribe.dylib', win32: 'transcribe.dll' };

/**
 * In a packaged app tells the engine where its library is a real file. It finds it inside app.asar, which Electron's `fs`
 * reads and the system's loader does not.
 *
 * @param folder what the engine found, before it loads anything
 */
export function useUnpackedLibrary(folder: string): void {
  const unpacked = folder.replace(`app.asar${path.sep}`, `app.asar.unpacked${path.sep}`);
  if (unpacked !== folder) process.env['TRANSCRIBE_LIBRARY'] = path.join(unpacked, NAMES[process.platform] ?? 'libtranscribe.so');
}
