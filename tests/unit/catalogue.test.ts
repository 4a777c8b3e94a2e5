import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import catalogue from '../../resources/messages/en.json';

const ROOT = join(__dirname, '../..');
const FOLDERS = ['electron', 'shared', 'renderer'];

interface Found { readonly what: string; readonly where: string }

/** Every source file, parsed; tests and scripts throw nothing that a person reads. */
function sources(): ts.SourceFile[] {
  return FOLDERS.flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => ts.createSourceFile(join(folder, name), readFileSync(join(ROOT, folder, name), 'utf8'), ts.ScriptTarget.Latest, true)));
}

function literals(node: ts.Node): string[] {
  const found: string[] = ts.isStringLiteralLike(node) ? [node.text] : [];
  ts.forEachChild(node, (child) => { found.push(...literals(child)); });
  return found;
}

const isCode = (text: string): boolean => /^[a-z]+(-[a-z]+)*$/.test(text);
/** First words of the codes there are: a hyphenated word that begins otherwise is no code (`aria-label`, `sha-256`). */
const FAMILIES = new Set(Object.keys(catalogue.errors).map((code) => code.split('-')[0] ?? ''));
const looksLikeCode = (text: string): boolean => text.includes('-') && isCode(text) && FAMILIES.has(text.split('-')[0] ?? '');
/** Kinds of jobs, formats and file names that begin like codes, in the files whose codes cannot be read off the spot. */
const NO_CODES = new Set(['handover-export', 'handover-import']);

/**
 * Codes that a file throws or reports: what stands in `new ZapisError(…)` and in `code: …`. Where a variable stands there,
 * its values are somewhere in the same file, so every word of that file that looks like a code counts.
 */
function codesOf(file: ts.SourceFile): Found[] {
  const found: Found[] = [];
  let indirect = false;
  const take = (value: ts.Node): void => {
    const texts = (ts.isConditionalExpression(value) ? [value.whenTrue, value.whenFalse] : [value]).flatMap(literals).filter(isCode);
    found.push(...texts.map((what) => ({ what, where: file.fileName })));
    if (texts.length === 0) indirect = true;
  };
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === 'ZapisError' && node.arguments?.[0]) take(node.arguments[0]);
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'code' && /^(electron|shared)/.test(file.fileName)) take(node.initializer);
    if (ts.isPropertySignature(node) && node.name.getText() === 'code' && node.type && ts.isUnionTypeNode(node.type)) take(node.type);
    ts.forEachChild(node, visit);
  };
  visit(file);
  if (indirect) found.push(...literals(file).filter((text) => looksLikeCode(text) && !NO_CODES.has(text)).map((what) => ({ what, where: file.fileName })));
  return found;
}

/** Kinds of deeds that the history remembers, and so what undo and redo name. */
function deedsOf(file: ts.SourceFile): Found[] {
  return literals(file).filter((text) => /^history\.[a-z]\w+$/i.test(text) && text !== 'history.undo' && text !== 'history.redo').map((what) => ({ what, where: file.fileName }));
}

const files = sources();
const without = (found: readonly Found[], texts: Readonly<Record<string, unknown>>, cut = 0): string[] =>
  [...new Set(found.filter(({ what }) => typeof texts[what.slice(cut)] !== 'string').map(({ what, where }) => `${what} in ${where}`))];

test('every code that is thrown or reported has its sentence', () => {
  const found = files.flatMap(codesOf);
  // Known ways in which codes come about: spelled out, by a condition, from a table, from a union type.
  const codes = new Set(found.map(({ what }) => what));
  for (const code of ['passage-missing', 'import-truncated', 'disk-unreachable', 'backup-not-writable', 'audit-chain-broken', 'vault-wrong-passphrase']) expect(codes).toContain(code);
  expect(codes.size).toBeGreaterThan(100);
  expect(without(found, catalogue.errors)).toEqual([]);
});

test('every deed that undo and redo may name has its text, and no text names a deed that is none', () => {
  const found = files.flatMap(deedsOf);
  expect(without(found, catalogue.history, 'history.'.length)).toEqual([]);
  expect(Object.keys(catalogue.history).sort()).toEqual([...new Set(found.map(({ what }) => what.slice('history.'.length)))].sort());
});

test('a sentence says what happened and ends as one', () => {
  for (const [code, text] of Object.entries(catalogue.errors)) expect({ code, text }).toEqual({ code, text: expect.stringMatching(/^[A-Z{].{20,}\.$/s) });
});

test('no text stands twice under one name, where the later would silently take the place of the earlier', () => {
  const file = ts.parseJsonText('en.json', readFileSync(join(ROOT, 'resources/messages/en.json'), 'utf8'));
  const twice: string[] = [];
  const visit = (node: ts.Node, path: string): void => {
    if (!ts.isObjectLiteralExpression(node)) {
      ts.forEachChild(node, (child) => { visit(child, path); });
      return;
    }
    const names = new Set<string>();
    for (const property of node.properties) {
      if (!ts.isPropertyAssignment(property) || !ts.isStringLiteral(property.name)) continue;
      if (names.has(property.name.text)) twice.push(`${path}${property.name.text}`);
      names.add(property.name.text);
      visit(property.initializer, `${path}${property.name.text}.`);
    }
  };
  visit(file, '');
  expect(twice).toEqual([]);
});
