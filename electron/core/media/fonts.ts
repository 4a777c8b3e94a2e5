import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ZapisError } from '../../../shared/errors';

/**
 * Folder with the font for burned-in subtitles and PDFs. It comes with Zapis: a machine may have no font with č, đ and
 * Cyrillic, and neither the bundled ffmpeg nor a PDF brings one.
 *
 * @throws ZapisError `subtitle-font-missing`.
 */
export function fontsDir(): string {
  try {
    const manifest = createRequire(__filename).resolve('dejavu-fonts-ttf/package.json');
    // ffmpeg cannot look into app.asar.
    const dir = path.join(path.dirname(manifest), 'ttf').replace(`app.asar${path.sep}`, `app.asar.unpacked${path.sep}`);
    if (existsSync(path.join(dir, 'DejaVuSans.ttf'))) return dir;
  } catch {
    // Reported below, like an empty folder.
  }
  throw new ZapisError('subtitle-font-missing');
}
