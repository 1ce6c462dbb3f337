import { readFileSync } from 'node:fs';

/** Where Linux counts the processes that it ended for want of memory: of the whole system, and of this container. */
const counters: readonly (readonly [file: string, line: RegExp])[] = [
  ['/proc/vmstat', /^oom_kill (\d+)$/m],
  ['/sys/fs/cgroup/memory.events', /^oom_kill (\d+)$/m],
];

/** @returns processes that the system has ended for want of memory so far; undefined where it does not count them */
export function kernelKills(): number | undefined {
  const counts = counters.flatMap(([file, line]) => {
    try {
      const found = line.exec(readFileSync(file, 'utf8'));
      return found ? [Number(found[1])] : [];
    } catch {
      return [];
    }
  });
  return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
}
