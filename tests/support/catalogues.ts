import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../resources/messages');

/** A file of the message catalogues; null where that language is not begun. */
export function catalogueFile(name: string): unknown {
  const file = join(FOLDER, `${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** Every text by its dotted path. */
export function texts(node: unknown, path = ''): Map<string, string> {
  if (typeof node === 'string') return new Map([[path, node]]);
  return new Map(Object.entries(node as object).flatMap(([name, value]) => [...texts(value, path === '' ? name : `${path}.${name}`)]));
}

/** Paths of the texts that have plural forms. */
export function pluralBases(english: ReadonlyMap<string, string>): string[] {
  return [...english.keys()].filter((key) => key.endsWith('.one') && english.has(key.replace(/one$/, 'other'))).map((key) => key.slice(0, -'.one'.length));
}

/** The paths that a language needs: those of English, with its own plural forms in the place of the English ones. */
export function neededKeys(english: ReadonlyMap<string, string>, rules: string): string[] {
  const forms = new Intl.PluralRules(rules).resolvedOptions().pluralCategories;
  const bases = new Set(pluralBases(english));
  const plain = [...english.keys()].filter((key) => !bases.has(key.replace(/\.(one|other)$/, '')));
  return [...plain, ...[...bases].flatMap((base) => forms.map((form) => `${base}.${form}`))];
}

/** The English path that a path of another language answers to. */
export function englishKey(english: ReadonlyMap<string, string>, key: string): string {
  return english.has(key) ? key : key.replace(/\.\w+$/, '.other');
}

export const placesIn = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

/** Keys that a text names: `Ctrl+Z`, `F2`, `Enter`, a letter in brackets; a translation must name the same. */
export function keysIn(text: string): string[] {
  const found = text.replaceAll('`', '').match(/\b(?:Ctrl|Shift|Alt)(?:\+(?:Ctrl|Shift|Alt))*(?:\+[\w]+)|\bF\d+\b|\b(?:Enter|Esc|Caps Lock)\b|(?<=\()[A-Z](?=\))/g) ?? [];
  return [...new Set(found)].sort();
}
