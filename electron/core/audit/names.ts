import { z } from 'zod';
import type { Database } from '../vault/database';

/** By kind, where what the item is called stands. */
const NAMED: Readonly<Record<string, string>> = {
  footage: 'SELECT name FROM footage WHERE id = ?',
  interview: 'SELECT speaker_code FROM interview WHERE id = ?',
  person: 'SELECT name FROM person WHERE id = ?',
};

const ofFootage = z.object({ footage: z.string() });

/**
 * Looks up what the item of an entry is called today, else the footage that its details name. Each is looked up once.
 * The log itself holds ids only, since it is made to leave the vault; this is for whoever reads it inside.
 */
export function itemNames(db: Database): (kind: string | null, id: string | null, details: string) => string | null {
  const known = new Map<string, string | null>();
  const lookUp = (kind: string, id: string): string | null => {
    const sql = NAMED[kind];
    if (sql === undefined) return null;
    const key = `${kind} ${id}`;
    const name = known.has(key) ? known.get(key) ?? null : db.prepare<[string], string>(sql).pluck().get(id) ?? null;
    known.set(key, name);
    return name;
  };
  return (kind, id, details) => {
    const own = kind !== null && id !== null ? lookUp(kind, id) : null;
    if (own !== null || !details.includes('"footage"')) return own;
    const { data } = ofFootage.safeParse(JSON.parse(details));
    return data ? lookUp('footage', data.footage) : null;
  };
}
