import type { PackManifest } from '#contract/pack-manifest';
import type { PackAdvice } from '#contract/packs';

export interface Machine {
  readonly memoryBytes: number;
  readonly freeBytes: number | undefined;
}

/**
 * Whether a pack suits this computer, with the numbers of the reason.
 * @param best the pack that would be recommended if it fits
 * @param missingBytes that must still be written
 */
export function advise(
  manifest: PackManifest | undefined,
  missingBytes: number,
  { memoryBytes, freeBytes }: Machine,
  best: boolean,
): PackAdvice {
  if (!manifest) return { code: 'own-files', values: {} };
  const minMemoryBytes = manifest.minMemoryBytes ?? 0;
  const values = {
    memoryBytes,
    minMemoryBytes,
    missingBytes,
    ...(freeBytes === undefined ? {} : { freeBytes }),
  };
  if (memoryBytes < minMemoryBytes) return { code: 'too-little-memory', values };
  if (freeBytes !== undefined && freeBytes < missingBytes) return { code: 'too-little-disk', values };
  if (best) return { code: 'recommended', values };
  return { code: manifest.status === 'established' ? 'fits' : manifest.status, values };
}
