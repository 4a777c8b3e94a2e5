import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';

/**
 * `npm run messages`: what the catalogues owe to en.json. Keys without a translation, and keys whose English text has
 * changed since it was translated (source.json keeps its hash), are put on untranslated.json; keys that en.json no longer
 * has are taken out. `npm run messages -- --done` says that every translation there is fits today's English text.
 */
const PLURALS = { sh: 'sr', mk: 'mk', sq: 'sq' };
const file = (name) => inRoot('resources', 'messages', `${name}.json`);
const read = (name) => (existsSync(file(name)) ? JSON.parse(readFileSync(file(name), 'utf8')) : null);
const write = (name, value) => writeFileSync(file(name), `${JSON.stringify(value, null, 2)}\n`);
const isPlural = (node) => typeof node === 'object' && typeof node.one === 'string' && typeof node.other === 'string';

/** Every text of English, or every group of plural forms, by its dotted path. */
function entries(node, path = '') {
  return Object.entries(node).flatMap(([name, value]) => (typeof value === 'string' || isPlural(value) ? [[`${path}${name}`, value]] : entries(value, `${path}${name}.`)));
}

const at = (node, path) => path.split('.').reduce((found, part) => found?.[part], node);
const leaves = ([path, value]) => (typeof value === 'string' ? [path] : Object.keys(value).map((form) => `${path}.${form}`));
const hash = (value) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 8);

const english = read('en');
const all = entries(english);
const source = read('source') ?? {};
const done = process.argv.includes('--done');
const missing = new Set();
for (const [name, rules] of Object.entries(PLURALS)) {
  const catalogue = read(name);
  if (catalogue === null) continue;
  const forms = new Intl.PluralRules(rules).resolvedOptions().pluralCategories;
  const kept = {};
  const before = JSON.stringify(catalogue);
  for (const [path, value] of all) {
    const there = at(catalogue, path);
    const whole = typeof value === 'string' ? typeof there === 'string' : typeof there === 'object' && forms.every((form) => typeof there[form] === 'string');
    if (!whole) missing.add(path);
    else put(kept, path, typeof value === 'string' ? there : Object.fromEntries(forms.map((form) => [form, there[form]])));
  }
  if (JSON.stringify(kept) !== before) write(name, kept);
}

function put(root, path, value) {
  const parts = path.split('.');
  const last = parts.pop();
  const node = parts.reduce((found, part) => (found[part] ??= {}), root);
  node[last] = value;
}

const hashes = {};
const owed = [];
for (const [path, value] of all) {
  const changed = source[path] !== undefined && source[path] !== hash(value);
  if (missing.has(path) || (changed && !done)) owed.push(...leaves([path, value]));
  if (!missing.has(path)) hashes[path] = changed && !done ? source[path] : hash(value);
}
write('source', hashes);
write('untranslated', owed);
console.log(owed.length === 0 ? 'Every text is translated.' : `${owed.length} texts are owed in other languages; the app shows them in English.`);
