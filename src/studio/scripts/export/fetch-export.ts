import { readdir, rm } from 'node:fs/promises';
import { extname } from 'node:path';
import { ZipFile } from 'yazl';
import { exportTypes } from '#contract/export';
import { StudioError } from '#contract/errors';
import type { ItemStream } from '#contract/item-stream';
import { inside } from '../../storage/files/inside';
import { openFile } from '../../storage/files/regular-file';
import { storageError } from '../../storage/files/storage-errors';

/**
 * The bytes of an export that no folder was chosen for, and then it is gone: its file, or all of them in a zip.
 * @throws StudioError 'export-not-found'
 */
export async function* fetchExport(
  keptIn: string,
  exportId: string,
): ItemStream<{ readonly bytes: Uint8Array }, { readonly name: string; readonly type: string }> {
  const folder = inside(keptIn, exportId);
  const names = (await readdir(folder).catch(() => [])).sort();
  const [only] = names;
  if (only === undefined) throw new StudioError('export-not-found', { exportId });
  try {
    const pieces = names.length === 1 ? await wholeFile(inside(folder, only)) : zipped(folder, names);
    for await (const bytes of pieces) yield { bytes };
  } catch (thrown) {
    throw storageError(thrown, { folder });
  }
  await rm(folder, { recursive: true, force: true });
  return names.length === 1
    ? { name: only, type: typeOf(only) }
    : { name: `${shared(names)}.zip`, type: 'application/zip' };
}

const wholeFile = async (path: string): Promise<AsyncIterable<Uint8Array>> =>
  (await openFile(path)).createReadStream();

/** Sound is packed already. */
function zipped(folder: string, names: readonly string[]): AsyncIterable<Uint8Array> {
  const zip = new ZipFile();
  for (const name of names) zip.addFile(inside(folder, name), name, { compress: false });
  zip.end();
  // streams of bytes, which the package's own types leave open
  return zip.outputStream as unknown as AsyncIterable<Uint8Array>;
}

function typeOf(name: string): string {
  const ending = extname(name).slice(1);
  const types: Readonly<Record<string, string>> = { ...exportTypes, m4b: 'audio/mp4', csv: 'text/csv' };
  return types[ending] ?? 'text/plain';
}

/** @returns what all names begin with, without the marks that part it from the rest */
function shared(names: readonly string[]): string {
  const [first = '', last = ''] = [names[0], names.at(-1)];
  let length = 0;
  while (length < first.length && first[length] === last[length]) length++;
  return first.slice(0, length).replace(/[\s.\-–_]+$/, '') || 'script';
}
