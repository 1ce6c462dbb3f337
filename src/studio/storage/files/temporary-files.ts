import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { fileMode, folderMode } from './file-modes';
import { readNote } from './regular-file';

const noteSchema = z.object({ pid: z.number().int().positive(), path: z.string().refine(isAbsolute) });
const NOTE = /^([0-9a-f-]{36})\.json$/;

/** Folder of the notes, one a temporary file, wherever that lies; undefined before a data folder is open. */
let notes: string | undefined;
/** Those that this process is writing now. */
const writing = new Set<string>();

/** From now on temporary files are noted here, so that the next start finds what a killed studio left. */
export function noteTemporariesIn(folder: string): void {
  notes = folder;
}

/**
 * Gives a temporary file or folder beside `target`, on the same disk, and removes what is left of it afterwards.
 * @param work makes it, and moves it to its place when it is whole
 */
export async function withTemporary<T>(target: string, work: (temporary: string) => Promise<T>): Promise<T> {
  const id = randomUUID();
  const temporary = join(dirname(target), `.${basename(target)}.${id}.tmp`);
  const note = notes === undefined ? undefined : join(notes, `${id}.json`);
  writing.add(id);
  try {
    if (note !== undefined) await write(note, temporary);
    return await work(temporary);
  } finally {
    await rm(temporary, { force: true, recursive: true }).catch(() => undefined);
    if (note !== undefined) await rm(note, { force: true }).catch(() => undefined);
    writing.delete(id);
  }
}

/** A disk that takes no note is no reason to refuse a file on another one. */
async function write(note: string, path: string): Promise<void> {
  try {
    // never the data folder itself: one that is gone stays gone
    await mkdir(dirname(note), folderMode(dirname(note))).catch(() => undefined);
    await writeFile(note, JSON.stringify({ pid: process.pid, path }), { mode: fileMode(note) });
  } catch {
    // the write itself says what is wrong, if anything is
  }
}

/** Removes the temporary files whose process is gone; only a path that carries its note's own id is believed. */
export async function clearTemporaries(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const id = NOTE.exec(name)?.[1];
    if (id === undefined || writing.has(id)) continue;
    const { pid, path } = await noteIn(join(folder, name));
    if (pid !== undefined && pid !== process.pid && isRunning(pid)) continue;
    if (path !== undefined && basename(path).startsWith('.') && path.endsWith(`.${id}.tmp`))
      await rm(path, { force: true, recursive: true });
    await rm(join(folder, name), { force: true, recursive: true });
  }
}

async function noteIn(file: string): Promise<Partial<z.output<typeof noteSchema>>> {
  try {
    return noteSchema.parse(JSON.parse(await readNote(file)));
  } catch {
    // killed while it was written: then its file was not begun
    return {};
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
