import { readFile } from 'node:fs/promises';
import type { ProcessReading } from '#contract/engine-api';

/** The kernel counts processor time in these, on every architecture Linux runs on. */
const MS_PER_TICK = 10;

/**
 * Reads another process without asking it, so that one whose thread is blocked is seen, too.
 * @returns undefined where the system does not tell (only Linux does), or when the process is gone
 */
export async function readProcess(pid: number): Promise<ProcessReading | undefined> {
  if (process.platform !== 'linux') return undefined;
  try {
    const [stat, status] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/status`, 'utf8'),
    ]);
    return parseReading(stat, status);
  } catch {
    return undefined;
  }
}

/** @param stat and @param status the two files of /proc/PID */
export function parseReading(stat: string, status: string): ProcessReading | undefined {
  // the name in parentheses may hold spaces and parentheses; utime and stime are the 12th and 13th fields after it
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const kilobytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]);
  if (!Number.isFinite(ticks) || !Number.isFinite(kilobytes)) return undefined;
  return { residentBytes: kilobytes * 1024, cpuMs: ticks * MS_PER_TICK };
}
