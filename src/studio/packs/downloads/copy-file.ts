import { createHash } from 'node:crypto';
import { link, realpath, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from '../../storage/files/files';
import { openFile } from '../../storage/files/regular-file';
import type { FetchedFile } from './fetch-file';
import { PartFile, type Wanted } from './part-file';

const PIECE_BYTES = 1 << 20;

/** @returns SHA-256 of a file's content, hex, read in pieces */
export async function hashOf(
  path: string,
  signal?: AbortSignal,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<string> {
  const hash = createHash('sha256');
  const file = await openFile(path);
  for await (const piece of file.createReadStream({ highWaterMark: PIECE_BYTES, signal })) {
    hash.update(piece as Buffer);
    onBytes((piece as Buffer).length);
  }
  return hash.digest('hex');
}

export interface CopyJob {
  readonly from: string;
  readonly to: string;
  readonly wanted: Wanted;
  readonly how: 'link' | 'copy';
  readonly signal: AbortSignal;
  readonly onBytes: (newBytes: number, doneBytes: number) => void;
}

/**
 * Takes a file from elsewhere on this computer: a second name for the same bytes, or a copy where that cannot be (another
 * disk). Either way its SHA-256 is compared first.
 * @returns undefined when it is another file than the wanted one
 */
export async function linkOrCopy(job: CopyJob): Promise<FetchedFile | undefined> {
  const { from, to, wanted, how, signal } = job;
  await makeFolder(dirname(to));
  // a cache keeps links to its files; a hard link must be made of the file itself
  const file = await realpath(from);
  if (how === 'link') {
    let bytes = 0;
    const count = (more: number) => job.onBytes(more, (bytes += more));
    await rm(to, { force: true });
    const linked = await link(file, to).then(
      () => true,
      () => false,
    );
    if (linked) {
      const sha256 = await hashOf(to, signal, count);
      if ((wanted.sha256 ?? sha256) === sha256) return { bytes, sha256 };
      await rm(to, { force: true });
      return undefined;
    }
  }
  return copy(job, file);
}

async function copy(
  { to, wanted, signal, onBytes }: CopyJob,
  file: string,
): Promise<FetchedFile | undefined> {
  const part = await PartFile.open(to, wanted, { syncEveryMs: Infinity, signal });
  try {
    await part.restart();
    part.begin({ url: `file:${file}` });
    const source = await openFile(file);
    for await (const piece of source.createReadStream({ highWaterMark: PIECE_BYTES, signal })) {
      await part.write(piece as Buffer);
      onBytes((piece as Buffer).length, part.bytes);
    }
    const { bytes } = part;
    const sha256 = part.digest();
    if ((wanted.sha256 ?? sha256) !== sha256) {
      await part.restart();
      return undefined;
    }
    await part.finish();
    return { bytes, sha256 };
  } finally {
    await part.close();
  }
}
