import { existsSync } from 'node:fs';
import { appendFile, rename } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileMode } from '../storage/files/file-modes';
import { makeFolder } from '../storage/files/files';

/**
 * Where repairing puts what does not belong: a folder of its own a run, in which everything lies as it lay in the
 * data folder. Nothing is deleted; putting a file back is moving it back.
 */
export class Quarantine {
  private used = false;

  constructor(
    private readonly home: string,
    private readonly folder = join(home, 'set-aside', new Date().toISOString().replace(/[:.]/g, '-')),
  ) {}

  /** @returns the folder, when anything was put there */
  get usedFolder(): string | undefined {
    return this.used ? this.folder : undefined;
  }

  /** Moves a file or folder of the data folder here. */
  async move(path: string): Promise<void> {
    const inside = relative(this.home, path)
      .split(sep)
      .filter((part) => part !== '..');
    const to = free(join(this.folder, ...inside));
    await makeFolder(dirname(to));
    await rename(path, to);
    this.used = true;
  }

  /** Keeps a row that is about to leave the database, as a line of JSON. */
  async keepRow(table: string, row: unknown): Promise<void> {
    await makeFolder(this.folder);
    const file = join(this.folder, 'rows.jsonl');
    await appendFile(file, `${JSON.stringify({ table, row })}\n`, { mode: fileMode(file) });
    this.used = true;
  }
}

function free(path: string): string {
  for (let number = 2, candidate = path; ; candidate = `${path}.${number++}`)
    if (!existsSync(candidate)) return candidate;
}
