import type { Database } from '../database';

/** One step of the vault database from the version before to `version`. Runs inside a transaction. */
export interface Migration {
  readonly version: number;
  up(db: Database): void;
}
