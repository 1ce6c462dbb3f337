import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Usage } from '#contract/disk';

/** A file or link of a folder and those below it. */
export interface FoundFile {
  readonly path: string;
  readonly bytes: number;
}

/** @returns every file below a folder, without following links; nothing for a folder that is not there */
export async function filesBelow(folder: string): Promise<FoundFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found: FoundFile[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await filesBelow(path)));
    else {
      // whoever works in the folder may have taken it away meanwhile
      const there = await lstat(path).catch(() => undefined);
      if (there) found.push({ path, bytes: there.size });
    }
  }
  return found;
}

export async function usageOf(folder: string): Promise<Usage> {
  const files = await filesBelow(folder);
  return { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** Removes every file below a folder for good. @returns what that freed */
export async function emptyFolder(folder: string): Promise<Usage> {
  const usage = await usageOf(folder);
  for (const name of await readdir(folder).catch(() => []))
    await rm(join(folder, name), { recursive: true, force: true });
  return usage;
}
