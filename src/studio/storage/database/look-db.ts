import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { connectDb } from './connect-db';
import type { Db } from './db';
import { takesNoFile } from '../files/storage-errors';

/**
 * A reader shares memory with a writer through a file beside the database. Where that cannot be made, on a disk that is
 * full or read-only, nobody writes either, and the files are read as they lie there.
 * @returns a connection that writes nothing. @throws StudioError as `connectDb`; SQLite's error for what is no library
 */
export function connectForLooking(path: string): Db {
  const db = connectDb(path);
  try {
    // the binding gives SQLite's own code for a statement that is executed, and none for one that is read
    db.exec('PRAGMA query_only = ON; SELECT count(*) FROM sqlite_schema');
    return db;
  } catch (thrown) {
    db.close();
    if (!takesNoFile(thrown)) throw thrown;
    return readAsItLies(path);
  }
}

/** Once there is room again somebody may write: what has changed is opened anew, and shared as usual where that goes by then. */
function readAsItLies(path: string): Db {
  let lies = stampOf(path);
  let open = connectUnlocked(path);
  const current = () => {
    const found = stampOf(path);
    if (found !== lies) {
      const anew = connectForLooking(path);
      open.close();
      [lies, open] = [found, anew];
    }
    return open;
  };
  return {
    all: (...query) => current().all(...query),
    readable: (...query) => current().readable(...query),
    get: (...query) => current().get(...query),
    run: (...statement) => current().run(...statement),
    exec: (sql) => current().exec(sql),
    unguarded: (work) => current().unguarded(work),
    transaction: (work) => current().transaction(work),
    version: () => current().version(),
    close: () => open.close(),
  };
}

/** SQLite's way to its files without locks or shared memory; it then keeps the place of each row of the log in its own memory. */
const LOCKLESS = process.platform === 'win32' ? 'win32-none' : 'unix-none';

function connectUnlocked(path: string): Db {
  const file = pathToFileURL(path).href;
  const hasLog = (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  const db = connectDb(hasLog ? `${file}?mode=ro&vfs=${LOCKLESS}` : `${file}?immutable=1`, dirname(path));
  if (hasLog) db.exec('PRAGMA locking_mode = EXCLUSIVE');
  db.exec('PRAGMA query_only = ON');
  return db;
}

function stampOf(path: string): string {
  return ['', '-wal']
    .map((suffix) => statSync(path + suffix, { throwIfNoEntry: false }))
    .map((found) => (found ? `${found.ino}:${found.size}:${found.mtimeMs}` : ''))
    .join(' ');
}
