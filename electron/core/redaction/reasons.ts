import { randomBytes } from 'node:crypto';
import { isBroughtAlong, REASONS, type ReasonDraft, type ReasonView } from '../../../shared/domain';
import { ZapisError } from '../../../shared/errors';
import { foldWord } from '../../../shared/text';
import type { Database } from '../vault/database';

/** A reason as its row keeps it. */
export interface KeptReason { readonly code: string; readonly label: string; readonly about: string; readonly retired: boolean; readonly createdAt: string }

/** The rows of a vault: its own reasons in the order they were made, and those of Zapis that it has renamed. */
export function keptReasons(db: Database): KeptReason[] {
  return db.prepare<[], Omit<KeptReason, 'retired'> & { retired: number }>('SELECT code, label, about, retired, created_at AS createdAt FROM reason ORDER BY created_at, code').all().map((row) => ({ ...row, retired: row.retired === 1 }));
}

/** Every reason that this vault can name: those that Zapis brings first, then its own. Codes that only passages know are not among them. */
export function listReasons(db: Database): ReasonView[] {
  const kept = new Map(keptReasons(db).map((one) => [one.code, one]));
  const uses = new Map(db.prepare<[], { reason: string; n: number }>('SELECT reason, count(*) AS n FROM passage GROUP BY reason').all().map(({ reason, n }) => [reason, n]));
  const own = [...kept.keys()].filter((code) => !isBroughtAlong(code));
  return [...REASONS, ...own].map((code) => {
    const row = kept.get(code);
    return { code, label: row?.label ?? null, about: row?.about ?? '', retired: row?.retired ?? false, uses: uses.get(code) ?? 0 };
  });
}

/**
 * Adds a reason of the vault's own, or calls one otherwise.
 * @throws ZapisError `reason-missing`; `reason-no-label`; `reason-label-taken` by another that is still offered.
 */
export function saveReason(db: Database, { code, like, label, about }: ReasonDraft): ReasonView {
  const known = listReasons(db);
  if (code !== null && !known.some((one) => one.code === code)) throw new ZapisError('reason-missing');
  if (label === '' && (code === null || !isBroughtAlong(code))) throw new ZapisError('reason-no-label');
  const same = (other: string | null): boolean => other !== null && fold(other) === fold(label);
  if (label !== '' && known.some((one) => one.code !== code && !one.retired && same(one.label))) throw new ZapisError('reason-label-taken');
  // The name says nothing to whoever reads it without this vault.
  const name = code ?? `${like}/${randomBytes(4).toString('hex')}`;
  if (label === '') db.prepare('DELETE FROM reason WHERE code = ?').run(name);
  else {
    db.prepare('INSERT INTO reason (code, label, about, retired, created_at) VALUES (?, ?, ?, 0, ?) ON CONFLICT (code) DO UPDATE SET label = excluded.label, about = excluded.about')
      .run(name, label, about, new Date().toISOString());
  }
  return found(db, name);
}

/** Offers a reason of the vault's own no more, or again. Passages that have it keep it. @throws ZapisError `reason-missing`; `reason-not-own`. */
export function retireReason(db: Database, code: string, retired: boolean): ReasonView {
  assertOwn(db, code);
  db.prepare('UPDATE reason SET retired = ? WHERE code = ?').run(retired ? 1 : 0, code);
  return found(db, code);
}

/** Deletes a reason that no passage has, nor ever had in what can be undone. @throws ZapisError `reason-missing`; `reason-not-own`; `reason-used`. */
export function removeReason(db: Database, code: string): void {
  const { uses } = assertOwn(db, code);
  const remembered = db.prepare<[string, string], number>("SELECT count(*) FROM edit WHERE table_name = 'passage' AND (json_extract(before, '$.reason') = ? OR json_extract(after, '$.reason') = ?)").pluck().get(code, code) ?? 0;
  if (uses + remembered > 0) throw new ZapisError('reason-used', { count: uses });
  db.prepare('DELETE FROM reason WHERE code = ?').run(code);
}

/** @throws ZapisError `reason-missing`, `reason-retired` where nobody may give a passage this reason any more. */
export function assertOffered(db: Database, code: string): void {
  if (isBroughtAlong(code)) return;
  if (found(db, code).retired) throw new ZapisError('reason-retired');
}

function assertOwn(db: Database, code: string): ReasonView {
  const one = found(db, code);
  if (isBroughtAlong(code)) throw new ZapisError('reason-not-own');
  return one;
}

function found(db: Database, code: string): ReasonView {
  const one = listReasons(db).find((reason) => reason.code === code);
  if (!one) throw new ZapisError('reason-missing');
  return one;
}

const fold = (text: string): string => text.split(/\s+/u).map(foldWord).join(' ');
