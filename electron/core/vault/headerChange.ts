import { record } from '../audit';
import { transaction, type Database } from './database';
import type { VaultPaths } from './files';
import { headerCopiesAgree, parseHeader, readCopies, sameHeader, writeHeader, writeOneCopy, type VaultHeader } from './header';
import type { KeyWrap } from './keys';

/** Name of the row that holds the header as the database knows it: its wraps are locked, so it tells nothing. */
const ROW = 'header';

/**
 * Changes the key wraps together with rows of the database: both or neither, whichever moment the process is killed.
 * The header's second copy is written first, then one transaction decides, then the first copy follows. Until the
 * transaction the old header holds, after it the new one; {@link settleHeader} tells which when the vault is next opened.
 *
 * @param within what belongs to the change in the database: rows of people, and the audit entry
 * @throws ZapisError `disk-full`, `vault-read-only`; whatever `within` throws: then nothing has changed
 */
export function changeHeader<T>(db: Database, paths: VaultPaths, before: VaultHeader, wraps: readonly KeyWrap[], within: () => T): { header: VaultHeader; result: T } {
  // An outer transaction would decide later than the files.
  if (db.inTransaction) throw new Error('key wraps cannot change inside a transaction');
  const header: VaultHeader = { ...before, revision: before.revision + 1, wraps: [...wraps] };
  if (!headerCopiesAgree(paths)) writeHeader(paths, before);
  writeOneCopy(paths.headerCopy, header);
  const result = decide(db, paths, before, header, within);
  try {
    writeOneCopy(paths.header, header);
  } catch {
    // It is decided and one copy holds it: the next unlocking, or the next change, writes the other.
  }
  return { header, result };
}

function decide<T>(db: Database, paths: VaultPaths, before: VaultHeader, header: VaultHeader, within: () => T): T {
  try {
    return transaction(db, () => {
      const result = within();
      keep(db, header);
      return result;
    });
  } catch (error) {
    try {
      writeOneCopy(paths.headerCopy, before);
    } catch {
      // The next unlocking throws the undecided copy away.
    }
    throw error;
  }
}

/**
 * The header that holds, written into both copies. A copy that the database does not know was cut off before it was
 * decided and goes. Headers that are all older than the database's were put back by somebody: they must not bring a
 * passphrase back that was changed, or a person who was removed. Headers that are all newer lie beside a database
 * that was put back: they hold, since refusing them could shut everybody out. Both are written into the audit log.
 */
export function settleHeader(db: Database, paths: VaultPaths): VaultHeader {
  const copies = readCopies(paths);
  const [newest] = copies;
  const known = kept(db);
  let header = newest;
  if (known !== null && (copies.some((copy) => sameHeader(copy, known)) || newest.revision <= known.revision)) header = known;
  transaction(db, () => {
    if (known !== null && !copies.some((copy) => sameHeader(copy, known))) {
      record(db, { person: null, action: 'vault.header', details: { found: newest.revision, known: known.revision } });
    }
    if (known === null || !sameHeader(header, known)) keep(db, header);
  });
  if (!headerCopiesAgree(paths) || !sameHeader(header, newest)) writeHeader(paths, header);
  return header;
}

/** Brings a damaged, missing or older copy up to the newer one, for a database too old to know its header. */
export function repairHeader(paths: VaultPaths, header: VaultHeader): void {
  if (!headerCopiesAgree(paths)) writeHeader(paths, header);
}

function keep(db: Database, header: VaultHeader): void {
  db.prepare('INSERT OR REPLACE INTO secret (name, value) VALUES (?, ?)').run(ROW, Buffer.from(JSON.stringify(header), 'utf8'));
}

function kept(db: Database): VaultHeader | null {
  const row = db.prepare<[string], { value: Buffer }>('SELECT value FROM secret WHERE name = ?').get(ROW);
  return row === undefined ? null : parseHeader(row.value.toString('utf8'));
}
