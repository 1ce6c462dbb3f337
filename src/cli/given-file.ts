import type { FileHandle } from 'node:fs/promises';
import { StudioError } from '#contract/errors';
import { openFile, readFile } from '#studio/storage/files/regular-file';

/** @throws StudioError 'file-not-found' naming the file and why it cannot be read, 'not-a-file' */
export async function openGiven(file: string): Promise<FileHandle> {
  return openFile(file).catch((thrown: unknown) => refuse(file, thrown));
}

/** @throws StudioError 'file-not-found' naming the file and why it cannot be read, 'not-a-file', 'file-too-large' */
export async function readGiven(file: string): Promise<Uint8Array<ArrayBuffer>> {
  return readFile(file).catch((thrown: unknown) => refuse(file, thrown));
}

function refuse(file: string, cause: unknown): never {
  if (cause instanceof StudioError) throw cause;
  const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown';
  throw new StudioError('file-not-found', { why: 'unreadable', path: file, reason }, cause);
}
