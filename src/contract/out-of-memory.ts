import { StudioError } from './errors';

/** How running out of memory is told, by whoever it happens to; the size asked for, where it is said. */

interface Pattern {
  readonly words: RegExp;
  /** Bytes of one unit of the first group; absent: the second group names the unit. */
  readonly unitBytes?: number;
}

const patterns: readonly Pattern[] = [
  // ONNX Runtime, its arenas and CUDA's
  { words: /Failed to allocate memory for requested buffer of size (\d+)/i, unitBytes: 1 },
  { words: /smaller than requested bytes of (\d+)/i, unitBytes: 1 },
  { words: /(?:failed|unable) to allocate (\d+) bytes/i, unitBytes: 1 },
  { words: /tried to allocate ([\d.]+) ?([KMGT]i?B)/i },
  { words: /requested (?:allocation|memory)(?: size)?:? ([\d.]+) ?([KMGT]i?B)/i },
  { words: /bad_alloc|bad allocation|out of memory|OutOfMemory|E_OUTOFMEMORY|8007000E/i },
  { words: /Array buffer allocation failed|Failed to allocate|Cannot allocate memory|mmap failed/i },
  // Node's own last words
  { words: /Reached heap limit|heap out of memory|Zone Allocation failed/i },
];

const units: Readonly<Record<string, number>> = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };
const MEBIBYTE = 2 ** 20;

export interface MemoryShortage {
  /** What was asked for and not given, where the words tell. */
  readonly neededBytes?: number;
}

/** @returns whether words say that memory ran out, and how much was asked for; undefined when they say something else */
export function memoryShortage(words: string): MemoryShortage | undefined {
  for (const { words: pattern, unitBytes } of patterns) {
    const found = pattern.exec(words);
    if (!found) continue;
    const unit = unitBytes ?? units[found[2]?.charAt(0).toLowerCase() ?? ''] ?? NaN;
    const neededBytes = Math.round(Number(found[1]) * unit);
    return Number.isSafeInteger(neededBytes) && neededBytes > 0 ? { neededBytes } : {};
  }
  return undefined;
}

/** What was tried: a graph that was loaded or run, by its role, or speech as a whole. */
export type MemoryWork =
  | { readonly why: 'load' | 'run'; readonly role: string }
  | { readonly why: 'speak' | 'engine-ended' | 'engine-killed' };

export function outOfMemory(work: MemoryWork, { neededBytes }: MemoryShortage, cause: unknown): StudioError {
  return new StudioError(
    'out-of-memory',
    { ...work, ...(neededBytes === undefined ? {} : { neededBytes, size: mebibytes(neededBytes) }) },
    cause,
  );
}

const mebibytes = (bytes: number): string => `${Math.ceil(bytes / MEBIBYTE)} MiB`;
