import Database from 'libsql';

export type SqliteDatabase = InstanceType<typeof Database>;

/**
 * Opens a database file, or makes it.
 * @throws an error with SQLite's own code; libsql gives none to a file that cannot be opened
 */
export function openSqlite(path: string, options: Database.Options = {}): SqliteDatabase {
  try {
    return new Database(path, options);
  } catch (thrown) {
    if (thrown instanceof Error && thrown.message.includes('Unable to open'))
      throw Object.assign(thrown, { code: 'SQLITE_CANTOPEN' });
    throw thrown;
  }
}
