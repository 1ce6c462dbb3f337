import type { Gpu } from '#contract/machine';

/** What nvidia-smi is asked; its answer is one CSV line a card, in this order. */
export const NVIDIA_QUERY = [
  '--query-gpu=name,memory.total,memory.free,driver_version',
  '--format=csv,noheader,nounits',
] as const;

/** What each process holds; one line a process and card. */
export const NVIDIA_PROCESSES = [
  '--query-compute-apps=pid,used_memory',
  '--format=csv,noheader,nounits',
] as const;

const MEBIBYTE = 1024 * 1024;

/** @returns the cards of an answer of nvidia-smi; lines that are none (warnings, "[N/A]", half lines) are left out */
export function parseNvidiaSmi(text: string): Gpu[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const cells = line.split(',').map((cell) => cell.trim());
    const [model = '', total, free, driver = ''] = cells;
    const memoryBytes = mebibytes(total);
    if (cells.length !== 4 || model === '' || (memoryBytes === undefined && !isKnown(driver))) return [];
    const freeBytes = mebibytes(free);
    return [
      {
        vendor: 'NVIDIA',
        model,
        ...(memoryBytes === undefined ? {} : { memoryBytes }),
        ...(freeBytes === undefined ? {} : { freeBytes }),
        ...(isKnown(driver) ? { driver } : {}),
      },
    ];
  });
}

/** @returns bytes by process id, summed over cards; processes whose memory the driver keeps to itself are left out */
export function parseNvidiaProcesses(text: string): Map<number, number> {
  const held = new Map<number, number>();
  for (const line of text.split(/\r?\n/)) {
    const [pid = '', used, ...more] = line.split(',').map((cell) => cell.trim());
    const bytes = mebibytes(used);
    if (!/^\d{1,10}$/.test(pid) || bytes === undefined || more.length > 0) continue;
    held.set(Number(pid), (held.get(Number(pid)) ?? 0) + bytes);
  }
  return held;
}

/** "24564" or, from some drivers in spite of nounits, "24564 MiB". */
function mebibytes(cell = ''): number | undefined {
  const found = /^(\d{1,9})(?: MiB)?$/.exec(cell);
  return found ? Number(found[1]) * MEBIBYTE : undefined;
}

/** A driver's version has digits; "[N/A]" and "[Unknown Error]" have none. */
const isKnown = (driver: string): boolean => /^\d[\d.]*$/.test(driver);
