import { z } from 'zod';
import type { Db } from '../storage/database/db';

const EVERY_MS = 1500;

/**
 * Tells a reader that another process has changed the library: SQLite counts the commits of others.
 * @returns stop
 */
export function followWriter(db: Db, onChange: () => void): () => void {
  const read = () => db.get(z.object({ data_version: z.number() }), 'PRAGMA data_version')?.data_version ?? 0;
  let known = read();
  const tryRead = () => {
    try {
      return read();
    } catch {
      // a library that went away tells so to whoever asks for something of it
      return undefined;
    }
  };
  const timer = setInterval(() => {
    const now = tryRead();
    if (now === undefined || now === known) return;
    known = now;
    onChange();
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
