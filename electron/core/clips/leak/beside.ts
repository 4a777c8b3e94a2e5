import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { findSecretInName, findSecretInOwnJson } from '../checkText';
import { codesOf } from '../manifest';
import { manifestOf } from '../outputs';
import { finding, type LeakFinding } from './finding';
import { toldIn, type Secrets } from './secrets';
import { cueTimeBefore, textOf } from './textOf';

/** Nobody writes so long a text about one clip; bytes. */
const LARGEST = 64 * 1_048_576;

/** What stands beside a clip under its name: subtitles, documents, lists of cuts. */
export function filesBeside(clip: string): string[] {
  const stem = path.basename(clip, path.extname(clip));
  const own = new Set([path.basename(clip), path.basename(manifestOf(clip))]);
  return readdirSync(path.dirname(clip)).filter((name) => name.startsWith(`${stem}.`) && !own.has(name) && !name.endsWith('.part')).sort().map((name) => path.join(path.dirname(clip), name)).filter((file) => statSync(file).isFile());
}

/** Looks for redacted words in the clip's name, in its manifest and in every text beside it. `unread`: endings of files whose words could not be read. */
export function besideFindings(clip: string, secrets: Secrets): { readonly found: LeakFinding[]; readonly unread: string[] } {
  const found: LeakFinding[] = [];
  const unread: string[] = [];
  const inName = findSecretInName(path.basename(clip), secrets.words);
  if (inName !== null) found.push(finding('name', { in: 'name', passages: secrets.passagesOf(inName) }));
  const manifest = readFileSync(manifestOf(clip), 'utf8');
  const inManifest = findSecretInOwnJson(manifest, codesOf(manifest), secrets.words);
  if (inManifest !== null) found.push(finding('text', { in: 'manifest.json', passages: secrets.passagesOf(inManifest) }));
  for (const file of filesBeside(clip)) {
    const ending = path.extname(file).slice(1).toLowerCase();
    const text = statSync(file).size > LARGEST ? null : textOf(readFileSync(file), ending);
    if (text === null) unread.push(ending);
    else found.push(...textFindings(text, ending, secrets));
  }
  return { found, unread };
}

/** Where a text beside a clip says a secret. */
export function textFindings(text: string, ending: string, secrets: Secrets): LeakFinding[] {
  return toldIn(text, secrets).map(({ at, passages }) => ({ ...finding('text', { in: ending, passages }), startMs: cueTimeBefore(text, at) }));
}
