import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { neededFiles } from './find-manifest';
import type { OpenPack } from './open-pack';

const known = new Map<string, string>();

/** @returns SHA-256 of a file's content, hex; computed once per size and time of change */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const { size, mtimeMs } = statSync(path);
  const key = `${path}:${size}:${mtimeMs}`;
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
export async function packHashes(pack: OpenPack, signal?: AbortSignal): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const id of neededFiles(pack.manifest)) {
    const { path, sha256 } = pack.manifest.files[id]!;
    hashes[path] = sha256 ?? (await hashFile(join(pack.dir, path), signal));
  }
  return hashes;
}
