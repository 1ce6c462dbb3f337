import { execFileSync } from 'node:child_process';
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
