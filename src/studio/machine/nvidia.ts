import type { Gpu } from '#contract/machine';

/** What nvidia-smi is asked; its answer is one CSV line a card, in this order. */
export const NVIDIA_QUERY = [
  '--query-gpu=name,memory.total,memory.free,driver_version',
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

/** "24564" or, from some drivers in spite of nounits, "24564 MiB". */
function mebibytes(cell = ''): number | undefined {
  const found = /^(\d{1,9})(?: MiB)?$/.exec(cell);
  return found ? Number(found[1]) * MEBIBYTE : undefined;
}

/** A driver's version has digits; "[N/A]" and "[Unknown Error]" have none. */
const isKnown = (driver: string): boolean => /^\d[\d.]*$/.test(driver);
