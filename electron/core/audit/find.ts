import { setImmediate } from 'node:timers/promises';
import type { AuditFound, AuditQuery } from '../../../shared/domain';
import { foldForSearch } from '../../../shared/text';
import type { Database } from '../vault/database';
import { itemNames } from './names';
import type { AuditRow } from './rows';

/** Entries looked at before others get a turn. */
const PAGE = 2_000;

type Row = Omit<AuditRow, 'previous' | 'hash'>;

/**
 * The entries that fit, the newest first. The text is looked for, without script, case and diacritics, in who, when, the name of the
 * action and of the item, its id, and the details; a number of its own also finds the entry of that number.
 */
export async function findEntries(db: Database, { person, action, text, named }: AuditQuery): Promise<AuditFound> {
  const wanted = foldForSearch(text.trim());
  const nameOf = itemNames(db);
  const actions = new Set(named);
  const folded = new Map<string, string>();
  const fold = (value: string): string => {
    const known = folded.get(value) ?? foldForSearch(value);
    folded.set(value, known);
    return known;
  };
  const says = (row: Row): boolean => actions.has(row.action) || String(row.seq) === wanted || row.at.includes(wanted.toUpperCase())
    || [row.person_name, row.action, row.item_id ?? '', row.details, nameOf(row.item_kind, row.item_id, row.details) ?? ''].some((part) => fold(part).includes(wanted));
  const page = db.prepare<[number, string | null, string | null, string | null, string | null, number], Row>(`SELECT seq, at, person, person_name, action, item_kind, item_id, details FROM audit
    WHERE seq < ? AND (? IS NULL OR coalesce(person, '') = ?) AND (? IS NULL OR action = ?) ORDER BY seq DESC LIMIT ?`);
  const seqs: number[] = [];
  for (let before = Number.MAX_SAFE_INTEGER; ;) {
    const rows = page.all(before, person, person, action, action, PAGE);
    for (const row of rows) if (wanted === '' || says(row)) seqs.push(row.seq);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) break;
    before = last.seq;
    await setImmediate();
  }
  return {
    seqs,
    total: db.prepare<[], number>('SELECT count(*) FROM audit').pluck().get() ?? 0,
    people: db.prepare<[], { id: string; name: string }>("SELECT coalesce(person, '') AS id, person_name AS name FROM audit GROUP BY 1 ORDER BY 2").all(),
    actions: db.prepare<[], string>('SELECT DISTINCT action FROM audit ORDER BY 1').pluck().all(),
  };
}
