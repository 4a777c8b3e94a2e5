import type { Database } from '../vault/database';

/** What the versions of a row belong to: they go when it goes. */
export type Owner = { readonly interviewId: string } | { readonly footageId: string };
export type VersionKind = 'interview' | 'segment' | 'passage' | 'translation' | 'remark';

/**
 * The versions of rows that have crossed between vaults. They make the merge: of two vaults' versions of a row the
 * one that the other vault has already seen is the older one, however many rounds and colleagues lie between; when
 * neither has seen the other's, both have changed it. A version enters a row's past here only when what stands here
 * was made knowing it: given out, taken in, or decided upon.
 */
export class Versions {
  readonly #db: Database;
  readonly #known = new Map<string, string[]>();

  constructor(db: Database) {
    this.#db = db;
  }

  /** Hashes of the versions that this vault has seen of a row, the first seen first. */
  seen(kind: VersionKind, rowId: string): readonly string[] {
    return this.#hashes(kind, rowId);
  }

  remember(kind: VersionKind, rowId: string, owner: Owner, hash: string, snapshot: unknown): void {
    const known = this.#hashes(kind, rowId);
    if (known.includes(hash)) {
      if (snapshot !== null) this.#db.prepare('UPDATE handover_version SET snapshot = coalesce(snapshot, ?) WHERE kind = ? AND row_id = ? AND hash = ?').run(JSON.stringify(snapshot), kind, rowId, hash);
      return;
    }
    known.push(hash);
    this.#db.prepare('INSERT INTO handover_version (kind, row_id, hash, snapshot, interview_id, footage_id) VALUES (?, ?, ?, ?, ?, ?)')
      .run(kind, rowId, hash, snapshot === null ? null : JSON.stringify(snapshot), 'interviewId' in owner ? owner.interviewId : null, 'footageId' in owner ? owner.footageId : null);
  }

  /** Takes over what another vault has seen of a row: its past is now ours too. */
  rememberAll(kind: VersionKind, rowId: string, owner: Owner, hashes: readonly string[]): void {
    for (const hash of hashes) this.remember(kind, rowId, owner, hash, null);
  }

  /** The newest version that both sides have seen, as it was; null when there is none, or nobody kept it. */
  common(kind: VersionKind, rowId: string, theirs: readonly string[]): unknown {
    const hash = this.#hashes(kind, rowId).findLast((one) => theirs.includes(one));
    if (hash === undefined) return null;
    const row = this.#db.prepare<[string, string, string], { snapshot: string | null }>('SELECT snapshot FROM handover_version WHERE kind = ? AND row_id = ? AND hash = ?').get(kind, rowId, hash);
    return row === undefined || row.snapshot === null ? null : JSON.parse(row.snapshot);
  }

  /** Ids of a footage's rows that ever crossed; those that are no more were deleted here. */
  idsOf(kind: Exclude<VersionKind, 'interview'>, footageId: string): string[] {
    return this.#db.prepare<[string, string], { id: string }>('SELECT DISTINCT row_id AS id FROM handover_version WHERE footage_id = ? AND kind = ?').all(footageId, kind).map(({ id }) => id);
  }

  #hashes(kind: VersionKind, rowId: string): string[] {
    const key = `${kind}/${rowId}`;
    let known = this.#known.get(key);
    if (known === undefined) {
      known = this.#db.prepare<[string, string], { hash: string }>('SELECT hash FROM handover_version WHERE kind = ? AND row_id = ? ORDER BY id').all(kind, rowId).map(({ hash }) => hash);
      this.#known.set(key, known);
    }
    return known;
  }
}

/** Version hash of a row that was deleted. */
export const GONE = '0'.repeat(64);
