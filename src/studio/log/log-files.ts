import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LOG_MEGABYTES } from '#contract/studio-state';
import { statIfThere } from '../storage/files/regular-file';

type Extension = 'log' | 'jsonl';

/**
 * The two files of a log folder and their rotated elders, newest first: runtime.log, runtime.1.log, runtime.2.log …
 * and the same with .jsonl.
 */
export function logFile(folder: string, extension: Extension, age = 0): string {
  return join(folder, age === 0 ? `runtime.${extension}` : `runtime.${age}.${extension}`);
}

const MEGABYTE = 1024 * 1024;
const FILE_MEGABYTES = 16;

export interface LogLimits {
  /** Size at which a file is put aside. */
  readonly fileBytes: number;
  /** Files of each kind that are kept beside the current one. */
  readonly elders: number;
}

/** @param megabytes what the whole folder may take */
export function logLimits(megabytes: number = LOG_MEGABYTES.usual): LogLimits {
  const files = Math.floor(megabytes / 2 / FILE_MEGABYTES);
  // a small folder still has one elder: what was said a moment ago must not vanish with a rotation
  return files >= 2
    ? { fileBytes: FILE_MEGABYTES * MEGABYTE, elders: files - 1 }
    : { fileBytes: (megabytes / 4) * MEGABYTE, elders: 1 };
}

/** @returns the ages of the files that are there, newest first; a pipe or a folder of such a name is none */
export function agesOf(folder: string, extension: Extension): number[] {
  if (!statIfThere(folder)?.isDirectory()) return [];
  const name = new RegExp(`^runtime(?:\\.(\\d{1,4}))?\\.${extension}$`, 'u');
  return readdirSync(folder)
    .flatMap((file) => {
      const found = name.exec(file);
      const isOurs = found && isFile(join(folder, file));
      return isOurs ? [Number(found[1] ?? 0)] : [];
    })
    .sort((left, right) => left - right);
}

/** Moves every file of one kind up by one; those beyond `elders` go. */
export function rotate(folder: string, extension: Extension, elders: number): void {
  for (const age of agesOf(folder, extension).reverse()) {
    const from = logFile(folder, extension, age);
    if (age >= elders) rmSync(from);
    else renameSync(from, logFile(folder, extension, age + 1));
  }
}

/** Removes every line that was ever kept here. */
export function removeLogFiles(folder: string): void {
  for (const extension of ['log', 'jsonl'] as const)
    for (const age of agesOf(folder, extension)) rmSync(logFile(folder, extension, age), { force: true });
}

function isFile(path: string): boolean {
  try {
    return statIfThere(path)?.isFile() ?? false;
  } catch {
    // a link to itself, or what may not be looked at
    return false;
  }
}
