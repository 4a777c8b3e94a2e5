// The package ships types but its "exports" hides them; it is better-sqlite3's API plus the key.
declare module 'better-sqlite3-multiple-ciphers' {
  import type BetterSqlite3 from 'better-sqlite3';

  namespace Sqlite {
    type Database = BetterSqlite3.Database & { key(key: Buffer): number; rekey(key: Buffer): number };
    type Statement<P extends unknown[] = unknown[], R = unknown> = BetterSqlite3.Statement<P, R>;
  }
  const Sqlite: new (filename?: string, options?: BetterSqlite3.Options) => Sqlite.Database;
  export = Sqlite;
}
