import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { record } from '../../electron/core/audit';
import type { Vault } from '../../electron/core/vault/vault';
import { insertFootageRow } from './vault';

/** Words that occur nowhere else, in both scripts. */
export const CANARIES = ['KanarinacPećina7319', 'КанаринацПећина7319'] as const;

/** Footage that a search would recognise anywhere in it. */
export function canaryBytes(length: number): Buffer {
  return Buffer.alloc(length, `${CANARIES.join(' ')} `, 'utf8');
}

/** Columns that hold no words of anybody: fixed by the schema, or written by the program itself. */
const NO_WORDS: ReadonlySet<string> = new Set(['audit.at', 'audit.action']);
/** What the schema wants of a number, or what keeps a row from being taken for work to do. */
const FITTING: Readonly<Record<string, number | string>> = { start_us: 0, end_us: 1, 'job.state': 'failed' };

interface Column { readonly name: string; readonly type: string; readonly pk: number; readonly from: string | null; readonly choices: string | null; readonly json: boolean }

/**
 * Writes the canaries into every text column of every table, as the schema stands: people, secrets, settings, audit
 * log and search index as well, and whatever a later migration adds; and into a footage with a preview.
 */
export function writeCanaries(vault: Vault): void {
  const { db } = vault;
  const word = `${CANARIES[0]} ${CANARIES[1]} ${randomUUID()}`;
  const writer = vault.stores.create();
  writer.write(canaryBytes(1_500_000));
  const stored = writer.finish();
  // The same bytes each time, but the schema wants footage to differ.
  writer.commit(() => insertFootageRow(vault, { id: writer.id, ...stored, sha256: randomUUID(), name: word }));
  const parents: Record<string, string> = { footage: writer.id, interview: word };
  const values = (table: string, columns: readonly Column[]): unknown[] => columns.map(({ name, type, from, choices, json }) => {
    const fitting = FITTING[`${table}.${name}`] ?? FITTING[name];
    if (fitting !== undefined) return fitting;
    if (from !== null) return parents[from] ?? word;
    if (choices !== null) return choices;
    if (type === 'BLOB') return Buffer.from(word);
    if (type !== 'TEXT') return 1;
    return json ? JSON.stringify([word]) : word;
  });
  for (const table of ['interview', ...tablesOf(vault).filter((name) => !['interview', 'footage', 'audit', 'segment_search', 'memory_search'].includes(name))]) {
    const columns = columnsOf(vault, table).filter(({ type, pk }) => !(pk === 1 && type === 'INTEGER'));
    db.prepare(`INSERT INTO ${table} (${columns.map(({ name }) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(values(table, columns));
  }
  const open = columnsOf(vault, 'footage').filter(({ name, type, from, choices }) => type === 'TEXT' && from === null && choices === null && name !== 'id');
  db.prepare(`UPDATE footage SET interview_id = ?, ${open.map(({ name }) => `"${name}" = ?`).join(', ')} WHERE id = ?`).run(word, ...values('footage', open), writer.id);
  record(db, { person: { id: word, name: word }, action: 'footage.import', item: { kind: word, id: word }, details: { canary: word } });
  db.prepare('UPDATE segment_search SET folded = ? WHERE folded IS NULL').run(word);
  db.prepare('UPDATE memory_search SET source = ?, target = ? WHERE source IS NULL').run(word, word);
}

/** Text columns that {@link writeCanaries} has left without a canary: must be none, or the search proves less than it says. */
export function columnsWithoutCanary(vault: Vault): string[] {
  return tablesOf(vault).flatMap((table) => columnsOf(vault, table)
    .filter(({ name, type, from, choices, pk }) => (type === 'TEXT' || type === 'BLOB' && table === 'secret') && from === null && choices === null && !NO_WORDS.has(`${table}.${name}`) && !(table === 'footage' && pk > 0))
    .filter(({ name }) => vault.db.prepare(`SELECT count(*) FROM ${table} WHERE instr(CAST("${name}" AS TEXT), ?) > 0`).pluck().get(CANARIES[1]) === 0)
    .map(({ name }) => `${table}.${name}`));
}

/** Tables that hold rows of their own; the full-text index is fed through `segment_search`. */
function tablesOf({ db }: Vault): string[] {
  return db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'segment\\_fts%' ESCAPE '\\' AND name NOT LIKE 'memory\\_fts%' ESCAPE '\\' ORDER BY rootpage").pluck().all();
}

function columnsOf({ db }: Vault, table: string): Column[] {
  const sql = db.prepare<[string], string>('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(table) ?? '';
  const parent = new Map(db.prepare<[], { from: string; table: string }>(`PRAGMA foreign_key_list(${table})`).all().map((key) => [key.from, key.table]));
  return db.prepare<[], { name: string; type: string; pk: number }>(`PRAGMA table_info(${table})`).all().map((column) => ({
    ...column,
    from: parent.get(column.name) ?? null,
    choices: new RegExp(`\\b${column.name} IN \\('([^']+)'`).exec(sql)?.[1] ?? null,
    json: sql.includes(`json_valid(${column.name})`),
  }));
}

function filesUnder(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

/** Files under `dir` in which any of `words` stands in plain UTF-8 or UTF-16, either byte order. */
export function findPlaintext(dir: string, words: readonly string[]): { searched: string[]; found: string[] } {
  const needles = words.flatMap((word) => {
    const utf16 = Buffer.from(word, 'utf16le');
    return [Buffer.from(word, 'utf8'), utf16, Buffer.from(utf16).swap16()];
  });
  const searched = filesUnder(dir);
  return { searched, found: searched.filter((path) => {
    const bytes = readFileSync(path);
    return needles.some((needle) => bytes.includes(needle));
  }) };
}
