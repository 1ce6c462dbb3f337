import { statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { StudioError } from '#contract/errors';

/**
 * An open database goes on taking rows after its file was deleted, and all of them are lost.
 * @returns to be called before each change. @throws StudioError 'library-gone' when another file, or none, lies there now
 */
export function watchDatabase(database: string): () => void {
  const home = dirname(database);
  const opened = statOf(database);
  return () => {
    const now = statOf(database);
    if (opened?.ino === now?.ino && opened?.dev === now?.dev) return;
    throw new StudioError('library-gone', { home });
  };
}

function statOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}
