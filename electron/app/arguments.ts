import path from 'node:path';
import { app } from 'electron';

export interface StartupArguments {
  /** Folder of the vault; the default is shown to the person, who may choose another. */
  readonly vaultDir: string;
}

function valueOf(argv: readonly string[], name: string): string | null {
  const inline = argv.find((a) => a.startsWith(`--${name}=`));
  if (inline !== undefined) return inline.slice(name.length + 3);
  const at = argv.indexOf(`--${name}`);
  return at >= 0 ? (argv[at + 1] ?? null) : null;
}

/**
 * Reads `--vault DIR` and `--user-data-dir DIR`. The profile is moved before Electron is ready, since
 * Chromium opens its files at that moment.
 */
export function applyStartupArguments(argv: readonly string[]): StartupArguments {
  const profile = valueOf(argv, 'user-data-dir');
  if (profile !== null) {
    app.setPath('userData', path.resolve(profile));
    app.setPath('sessionData', path.resolve(profile));
  }
  const vault = valueOf(argv, 'vault');
  return { vaultDir: vault === null ? path.join(app.getPath('documents'), 'Zapis vault') : path.resolve(vault) };
}
