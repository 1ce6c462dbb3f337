import type { z } from 'zod';
import { faultWords } from '#contract/fault-words';
import { holdsNul } from '#contract/nul';
import type { Archive } from './archive';
import { fileMissing, manifestInvalid, tooLarge } from './archive-errors';

const MAX_JSON_BYTES = 8_000_000;

/** @throws StudioError 'archive-damaged', 'archive-too-large' */
export async function readJson(archive: Archive, file: string, maxBytes = MAX_JSON_BYTES): Promise<unknown> {
  if (!archive.has(file)) throw fileMissing(file);
  const bytes = archive.sizeOf(file);
  if (bytes > maxBytes)
    throw tooLarge({
      why: 'entry',
      file,
      megabytes: Math.ceil(bytes / 1e6),
      maxMegabytes: maxBytes / 1e6,
    });
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await archive.read(file)));
  } catch (thrown) {
    throw manifestInvalid(file, { why: 'manifest-json' }, thrown);
  }
}

/** @throws StudioError 'archive-damaged' saying the first thing that is wrong */
export function parseManifest<T extends z.ZodType>(file: string, schema: T, value: unknown): z.output<T> {
  if (holdsNul(value)) throw manifestInvalid(file, { why: 'manifest-nul' });
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw manifestInvalid(file, { reason: faultWords(parsed.error) });
}
