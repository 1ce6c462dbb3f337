import { buffer } from 'node:stream/consumers';
import { StudioError } from '#contract/errors';
import { languageTagSchema } from '#contract/languages';
import { readGiven } from './given-file';
import { usageError } from './output';

/** @param file of UTF-8 text; `-` is standard input. @throws StudioError 'usage', 'file-not-found' */
export async function readText(file: string): Promise<string> {
  const bytes = file === '-' ? await buffer(process.stdin) : await readGiven(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
  } catch (cause) {
    throw new StudioError('usage', { why: 'not-utf8', file }, cause);
  }
}

/** A language as it stands on a command line; which ones it speaks, the engine says. */
export function languageTag(text: string): string {
  if (languageTagSchema.safeParse(text).success) return text;
  throw usageError('no-language', {
    option: '--language',
    value: text,
  });
}
