import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import latin from '../../resources/messages/latin.json';
import { COMMANDS } from '../../renderer/features/shortcuts/commands';

const ROOT = join(__dirname, '../..');

/** Attributes that a person reads or hears. */
const SAID = new Set(['title', 'label', 'aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'aria-placeholder', 'placeholder', 'alt', 'hint', 'text', 'error', 'summary', 'legend']);
/** The product's own name. */
const OWN = new Set(['Zapis']);
/** Names that are the same in every language. */
const FORMATS = new Set([...latin, 'Lines']);

const words = (text: string): boolean => /\p{L}{2}/u.test(text) && !OWN.has(text.trim());

function sourcesIn(folder: string, ending: RegExp): ts.SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((name) => ending.test(name))
    .map((name) => parse(join(folder, name), readFileSync(join(ROOT, folder, name), 'utf8')));
}

const parse = (name: string, text: string): ts.SourceFile => ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);

/** Strings that an expression can come to without going through a call: `a ? 'x' : 'y'`, `'x' + y`, templates. */
function spoken(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.flatMap((span) => [span.literal.text, ...spoken(span.expression)])];
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap(spoken);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return spoken(node.expression);
  if (ts.isBinaryExpression(node)) {
    const joins = [ts.SyntaxKind.PlusToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken];
    if (joins.includes(node.operatorToken.kind)) return [node.left, node.right].flatMap(spoken);
    if (node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return spoken(node.right);
  }
  return [];
}

/** Texts written into the page by the program itself, in whatever language the programmer spoke. */
function literalsOf(file: ts.SourceFile): string[] {
  const found: string[] = [];
  const take = (text: string): void => { if (words(text)) found.push(`${file.fileName}: ${text.trim()}`); };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) take(node.text);
    if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent)) spoken(node.expression).forEach(take);
    if (ts.isJsxAttribute(node) && SAID.has(node.name.getText()) && node.initializer) {
      if (ts.isStringLiteral(node.initializer)) take(node.initializer.text);
      else if (ts.isJsxExpression(node.initializer) && node.initializer.expression) spoken(node.initializer.expression).forEach(take);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

test('finds what is written into the page', () => {
  const file = parse('page.tsx', 'const a = <><p title="Some help">Some text {b ? "one word" : `two ${c} words`}</p><Field label={x && "Name"} className="field" kind="primary" hint={t("a.hint")} />{t("a.text")}</>;');
  expect(literalsOf(file)).toEqual(['page.tsx: Some help', 'page.tsx: Some text', 'page.tsx: one word', 'page.tsx: two', 'page.tsx: words', 'page.tsx: Name']);
});

test('no component writes a text that is not from the catalogues', () => {
  expect(sourcesIn('renderer', /\.tsx$/).flatMap(literalsOf)).toEqual([]);
});

test('each dialog of the system says in its title what it is for', () => {
  const untitled: string[] = [];
  for (const file of sourcesIn('electron/app', /\.ts$/)) {
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && /^askFor|^askWhere/.test(node.expression.getText()) && !/\btitle: language\.speech\.t\(/.test(node.getText())) untitled.push(`${file.fileName}: ${node.getText().slice(0, 60)}`);
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  expect(untitled).toEqual([]);
});

test('toasts and dialogs of the system take their texts from the catalogues', () => {
  const found: string[] = [];
  for (const file of [...sourcesIn('renderer', /\.tsx?$/), ...sourcesIn('electron/app', /\.ts$/)]) {
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && node.expression.getText() === 'toast' && node.arguments[0]) found.push(...spoken(node.arguments[0]).filter(words).map((text) => `${file.fileName}: ${text}`));
      if (ts.isPropertyAssignment(node) && ['title', 'buttonLabel', 'message', 'detail', 'name'].includes(node.name.getText()) && file.fileName.startsWith('electron/app/handlers')) found.push(...spoken(node.initializer).filter((text) => words(text) && !text.split(/[\s,]+/).every((word) => FORMATS.has(word))).map((text) => `${file.fileName}: ${text}`));
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  expect(found).toEqual([]);
});

test('what is memoised follows the language by itself', () => {
  const deaf = sourcesIn('renderer', /\.tsx$/).filter((file) => /\bmemo\(/.test(file.text) && /\bt[n]?\(/.test(file.text) && !/\buseLanguage\(\);/.test(file.text)).map((file) => file.fileName);
  expect(deaf).toEqual([]);
});

test('no two commands that can be given at the same place have the same key, and no page sets access keys', () => {
  const taken = new Map<string, string>();
  const clashes: string[] = [];
  for (const { keys, label, run } of COMMANDS) {
    // Without `run` another part of the window handles the key where it has the focus.
    if (!run) continue;
    for (const key of keys) {
      if (taken.has(key)) clashes.push(`${key}: ${taken.get(key) ?? ''} and ${label}`);
      taken.set(key, label);
    }
  }
  expect(clashes).toEqual([]);
  expect(sourcesIn('renderer', /\.tsx$/).filter((file) => /accessKey/i.test(file.text)).map((file) => file.fileName)).toEqual([]);
});
