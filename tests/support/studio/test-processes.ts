import type { ChildProcess } from 'node:child_process';

/** For tests: waits until a process is gone. @returns its exit code, or the signal that ended it */
export async function waitForExit(child: ChildProcess): Promise<number | string | null> {
  if (child.exitCode === null && child.signalCode === null)
    await new Promise((resolve) => child.once('exit', resolve));
  return child.signalCode ?? child.exitCode;
}
