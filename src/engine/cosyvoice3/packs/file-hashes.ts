import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '#contract/logger';
import { neededFiles } from './find-manifest';
import type { OpenPack } from './open-pack';

const known = new Map<string, string>();

/** @returns SHA-256 of a file's content, hex; computed once per size and time of change */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const key = fingerprintOf(path);
  const before = known.get(key);
  if (before !== undefined) return before;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, {
    highWaterMark: 1 << 20,
    ...(signal ? { signal } : {}),
  })) {
    hash.update(chunk as Buffer);
  }
  const digest = hash.digest('hex');
  known.set(key, digest);
  return digest;
}

/**
 * What a recipe records of a pack: SHA-256 by path of every file that the engine uses. Published hashes are taken as
 * they are, since opening has compared the sizes; `verifyPack` compares the contents.
 */
export async function packHashes(
  pack: OpenPack,
  log: Logger,
  signal?: AbortSignal,
): Promise<Record<string, string>> {
  const files = neededFiles(pack.manifest).map((id) => pack.manifest.files[id]!);
  const unknown = files.map(({ path, sha256 }) => (sha256 === null ? join(pack.dir, path) : ''));
  const bytes = unknown.reduce(
    (sum, file) => sum + (file && !known.has(fingerprintOf(file)) ? statSync(file).size : 0),
    0,
  );
  if (bytes > WORTH_TELLING_BYTES) {
    log.info(`Hashing ${Math.round(bytes / 1e6)} MB of pack files whose SHA-256 nobody published, once`, {
      bytes,
    });
  }
  const hashes: Record<string, string> = {};
  for (const { path, sha256 } of files) {
    hashes[path] = sha256 ?? (await hashFile(join(pack.dir, path), signal));
  }
  return hashes;
}

/** A second or so of reading. */
const WORTH_TELLING_BYTES = 200e6;

/** A file that changed has another stamp. */
function fingerprintOf(path: string): string {
  const { size, mtimeMs } = statSync(path);
  return `${path}:${size}:${mtimeMs}`;
}
