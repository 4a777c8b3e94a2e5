import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const FROM = '/usr/share/hunspell';
/** Debian's dictionaries of languages that npm has none of, with the package that holds each. */
const DICTIONARIES = { bs_BA: 'hunspell-bs', sq_AL: 'myspell-sq' };

/** The files there are of them on this computer. */
export function debianDictionaries() {
  return Object.keys(DICTIONARIES).flatMap((name) => ['aff', 'dic'].map((kind) => join(FROM, `${name}.${kind}`))).filter((file) => existsSync(file));
}

/** Takes them into the build with their licences: the packed app runs where there is no Debian. */
export function copyDictionaries(dist) {
  const folder = join(dist, 'dictionaries');
  for (const [name, debian] of Object.entries(DICTIONARIES)) {
    const files = ['aff', 'dic'].map((kind) => join(FROM, `${name}.${kind}`));
    if (!files.every((file) => existsSync(file))) continue;
    mkdirSync(folder, { recursive: true });
    for (const file of files) cpSync(file, join(folder, file.slice(FROM.length + 1)));
    const licence = join('/usr/share/doc', debian, 'copyright');
    if (existsSync(licence)) cpSync(licence, join(folder, `${name}.copyright`));
  }
}
