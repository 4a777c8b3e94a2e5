import { transaction, type Database } from '../vault/database';
import { canonicalJson, type Json } from './canonicalJson';
import { GENESIS, hashOf, type AuditEntry } from './entry';
import { lastEntry } from './rows';

/** Who did something; null where nobody is known, such as at a wrong passphrase. */
export interface AuditPerson {
  readonly id: string;
  readonly name: string;
}

export interface Deed {
  readonly person: AuditPerson | null;
  /** A name of the operation table, such as `passages.approve`: letters, dots and hyphens. */
  readonly action: string;
  readonly item?: { readonly kind: string; readonly id: string } | null;
  /** Facts about the deed: counts, states, hashes. Never text of a transcript, a passage or a note: the log leaves the vault. */
  readonly details?: Readonly<Record<string, Json>>;
}

const ACTION = /^[A-Za-z]+(?:[.-][A-Za-z]+)*$/;
/** Characters of details: room for facts, none for a transcript. */
const DETAILS_LIMIT = 4_000;

/**
 * Adds a deed to the audit log. Called inside the transaction of the change itself (it joins in), so that
 * there is no change without its entry and no entry without its change.
 * @throws TypeError when the action is no name or the details are too long or no JSON.
 */
export function record(db: Database, deed: Deed): AuditEntry {
  if (!ACTION.test(deed.action)) throw new TypeError('an audit action is a name such as passages.approve');
  const details = deed.details ?? {};
  const text = canonicalJson(details);
  if (text.length > DETAILS_LIMIT) throw new TypeError('audit details are too long');
  return transaction(db, () => {
    const last = lastEntry(db);
    const open = {
      seq: (last?.seq ?? 0) + 1, at: new Date().toISOString(), person: deed.person?.id ?? null, personName: deed.person?.name ?? '',
      action: deed.action, itemKind: deed.item?.kind ?? null, itemId: deed.item?.id ?? null, details, previous: last?.hash ?? GENESIS,
    };
    const hash = hashOf(open);
    db.prepare('INSERT INTO audit (seq, at, person, person_name, action, item_kind, item_id, details, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(open.seq, open.at, open.person, open.personName, open.action, open.itemKind, open.itemId, text, Buffer.from(open.previous, 'hex'), Buffer.from(hash, 'hex'));
    return { ...open, hash };
  });
}
