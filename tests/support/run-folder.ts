import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, sep } from 'node:path';

const PREFIX = 'cosyvoice-tests-';

/**
 * Set-up of a run of tests: every temporary folder that it and its workers make lies in one of its own, which goes at the end.
 * An interrupted run cannot take its folder away; the next one does.
 * @returns the end of the run
 */
export default function setUp(): () => void {
  const before = tmpdir();
  const name = `${PREFIX}${process.pid}`;
  // each project of a run has the same set-up
  if (basename(before) === name) return () => undefined;
  clearDeadRuns(before);
  const folder = join(before, name);
  mkdirSync(folder, { recursive: true });
  setTemporaryFolder(folder);
  return () => {
    setTemporaryFolder(before);
    removeFolder(folder);
  };
}

/** Removes from `parent` the folders of runs whose process is gone. */
export function clearDeadRuns(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = new RegExp(`^${PREFIX}(\\d+)$`).exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) removeFolder(join(parent, name));
  }
}

/** Also with disks mounted in it, as a test leaves them that is ended before it can take them away. */
export function removeFolder(folder: string): void {
  const mounts = process.platform === 'linux' ? readFileSync('/proc/self/mounts', 'utf8').split('\n') : [];
  for (const place of mounts.map((line) => line.split(' ')[1] ?? ''))
    if (place.startsWith(folder + sep)) execFileSync('umount', ['--lazy', place]);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** For this process and those that it starts. */
function setTemporaryFolder(folder: string): void {
  for (const name of process.platform === 'win32' ? ['TEMP', 'TMP'] : ['TMPDIR']) process.env[name] = folder;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // of another person: alive, and not ours to end
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
