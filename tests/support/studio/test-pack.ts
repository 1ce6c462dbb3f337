import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { knownManifests } from '#contract/known-packs';
import type { PackManifest } from '#contract/pack-manifest';
import type { InstalledPack } from '#contract/packs';
import { createHttpGet, type HttpGet } from '#studio/packs/downloads/http';
import { retryPolicy } from '#studio/packs/downloads/retry-policy';

/** For tests: no wait is longer than a blink. */
export const quick = {
  ...retryPolicy,
  stallMs: 400,
  firstWaitMs: 1,
  mostWaitMs: 20,
  attempts: 3,
  rounds: 1,
  syncEveryMs: 0,
  spareBytes: 0,
};

/** For tests: bytes that look like nothing else and are the same each time. */
export function testBytes(name: string, length: number): Uint8Array {
  const block = createHash('sha256').update(name).digest();
  return Uint8Array.from({ length }, (_, i) => block[i % 32]! ^ (i >> 5));
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** For tests: the first published pack's manifest with small files of these bytes instead of its own. */
export function testManifest(
  files: Readonly<Record<string, Uint8Array>>,
  change: Partial<PackManifest> = {},
) {
  const base = knownManifests[0]!;
  return {
    ...base,
    id: 'tiny',
    name: 'Tiny pack',
    totalBytes: undefined,
    repos: { main: { host: 'huggingface', repo: 'o/tiny', revision: 'abc123', mirrors: [] } },
    files: Object.fromEntries(
      Object.entries(files).map(([path, bytes], index) => [
        `file${index}`,
        { repo: 'main', path, bytes: bytes.length, sha256: sha256Of(bytes), optional: false },
      ]),
    ),
    ...change,
  } satisfies PackManifest;
}

/** For tests: every folder with a manifest can speak. */
export function foldersWithManifest(modelsDir: string): InstalledPack[] {
  const names = existsSync(modelsDir) ? readdirSync(modelsDir).filter((name) => !name.startsWith('.')) : [];
  return names
    .filter((name) => existsSync(join(modelsDir, name, 'manifest.json')))
    .map((name) => ({
      id: name,
      name,
      status: 'established',
      usable: true,
      inUse: true,
      stamp: String(statSync(join(modelsDir, name, 'manifest.json')).mtimeMs),
      folderName: name,
    }));
}

/** For tests: nothing but this computer is reached. */
export const loopbackOnly: HttpGet = async (url, headers, signal, reach) => {
  if (url.hostname !== '127.0.0.1') throw new Error(`${url.host} is out of bounds`);
  return get(url, headers, signal, reach);
};
const get = createHttpGet();
