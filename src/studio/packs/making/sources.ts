import { stat } from 'node:fs/promises';
import { insideByPath } from '../../storage/files/inside';
import type { MakeOptions } from '#contract/compiled-pack';
import type { PackManifest } from '#contract/pack-manifest';
import { filesOf } from '../downloads/pack-job';

/** The two language models of the release; one of them is needed. */
const PLAIN = 'llm.pt';
const REINFORCED = 'llm.rl.pt';

/** The parts that are needed for what is asked. */
export function chosenParts(
  parts: PackManifest,
  { reinforced }: Pick<MakeOptions, 'reinforced'>,
): PackManifest {
  const unneeded = reinforced ? PLAIN : REINFORCED;
  const needed = reinforced ? REINFORCED : PLAIN;
  const files = Object.entries(parts.files).map(([id, file]) => {
    const optional = file.path === unneeded || (file.optional && file.path !== needed);
    return [id, { ...file, optional }] as const;
  });
  return { ...parts, files: Object.fromEntries(files) };
}

/** Bytes of the needed files that are not in a folder in their published size. */
export async function bytesMissing(folder: string, parts: PackManifest): Promise<number> {
  const missing = await Promise.all(
    filesOf(parts).map(async ({ path, bytes }) => {
      const found = await stat(insideByPath(folder, path)).catch(() => undefined);
      return found?.isFile() === true && (bytes === null || found.size === bytes) ? 0 : (bytes ?? 1);
    }),
  );
  return missing.reduce((sum, bytes) => sum + bytes, 0);
}
