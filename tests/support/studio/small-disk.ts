import { execFileSync } from 'node:child_process';
import { statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StudioError } from '#contract/errors';
import { temporaryFolder } from './test-studio';

/** For tests: real file systems of a few megabytes; only root on Linux may mount them. */
const mounts: string[] = [];

export function mountSmall(megabytes: number): string {
  const folder = temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
  mounts.push(folder);
  return folder;
}

// lazily: SQLite's last statements are closed when the garbage collector meets them
export function unmountAll(): void {
  for (const folder of mounts.splice(0)) execFileSync('umount', ['--lazy', folder]);
}

export function mayMount(): boolean {
  try {
    mountSmall(1);
    return true;
  } catch {
    return false;
  } finally {
    unmountAll();
  }
}

/** Takes all that is free but `leftBytes`, with a file called `filler`. */
export function fill(folder: string, leftBytes = 0): void {
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(join(folder, 'filler'), new Uint8Array(Math.max(0, bavail * bsize - leftBytes)));
}

/** @returns 'ok', 'disk-full' when the answer has its numbers, else its code and message */
export function answerOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'ok',
    (thrown: unknown) => {
      const { code, message, values } = StudioError.from(thrown);
      return code === 'disk-full' && typeof values.freeBytes === 'number' ? code : `${code}: ${message}`;
    },
  );
}
